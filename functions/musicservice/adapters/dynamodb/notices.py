"""What staff were told of a course, in DynamoDB: a note beside its seats, kept with the letter."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.outbox import Message

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NEW = "attribute_not_exists(pk)"


@dataclass(frozen=True)
class DynamoNotices:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def was_told(self, course: str, what: str) -> bool:
        """Whether staff were told of it. Raises UnavailableError."""
        return bool(read(self.reading, f"{self.prefix}-catalogue", _key(course, what)))

    def notify(self, course: str, what: str, message: Message, until: float) -> bool:
        """Post a letter and note what it tells, once. Raises what the port says."""
        notes = [("catalogue", _key(course, what)), ("outbox", items.message_item(message))]
        parts = [
            {"Put": {"TableName": f"{self.prefix}-{table}", "Item": item, "ConditionExpression": NEW}}
            for table, item in notes
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError:
            return False
        return True


def _key(course: str, what: str) -> items.Item:
    return items.noted({"pk": f"COURSE#{course}", "sk": f"TOLD#{what}"})
