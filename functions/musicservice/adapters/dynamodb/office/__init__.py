"""What the office reads and changes, kept in DynamoDB tables."""

from musicservice.adapters.dynamodb.office.cases import DynamoCases
from musicservice.adapters.dynamodb.office.numbers import DynamoNumbers
from musicservice.adapters.dynamodb.office.sessions import DynamoSessions

__all__ = ["DynamoCases", "DynamoNumbers", "DynamoSessions"]
