"""Letters that are about nothing else that changes, in DynamoDB: into the outbox, each once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.outbox import Message

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class DynamoLetterbox:
    """The table whose name begins with `prefix`. `writing` is a client that never tries twice."""

    writing: "DynamoDBClient"
    prefix: str

    def post(self, message: Message, until: float) -> bool:
        """Keep it to be sent. Raises what the port says."""
        part = {
            "TableName": f"{self.prefix}-outbox",
            "Item": items.message_item(message),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        try:
            Transaction(self.writing).write([{"Put": part}], until)
        except ConditionFailedError:
            return False
        return True
