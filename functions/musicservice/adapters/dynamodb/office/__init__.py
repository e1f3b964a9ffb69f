"""What the office reads and changes, kept in DynamoDB tables."""

from musicservice.adapters.dynamodb.office.cases import DynamoCases

__all__ = ["DynamoCases"]
