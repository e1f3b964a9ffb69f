"""What people say of courses, in DynamoDB: an item each, and the link that is used up with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.feedback_ports import Spending, Voice
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

USED = b'{"kind": "told"}'


@dataclass(frozen=True)
class DynamoVoices:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def keep(self, voice: Voice, spending: Spending, until: float) -> None:
        """Keep all of it or nothing. Raises what the port says."""
        links = DynamoLockers(self.reading, self.writing, self.prefix, "links")
        used = links.placing(spending.code, USED, spending.revision, spending.remembered, spending.at)
        put = {
            "TableName": self._table,
            "Item": voice_item(voice),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        try:
            Transaction(self.writing).write([used, {"Put": put}], until)
        except ConditionFailedError as failed:
            raise StaleError from failed

    def of(self, course: str) -> Sequence[Voice]:
        """All that was said of a course. Raises UnavailableError."""
        pages = self.reading.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=items.noted({":pk": f"COURSE#{course}"}),
            ConsistentRead=True,
        )
        with translated(SERVICE):
            return [voice_from(item) for page in pages for item in page["Items"]]

    @property
    def _table(self) -> str:
        return f"{self.prefix}-feedback"


def voice_item(voice: Voice) -> items.Item:
    """No time stands in it: who sees when people answer could tell who it was."""
    keys = {"pk": f"COURSE#{voice.course}", "sk": f"VOICE#{voice.id}"}
    return items.noted({**keys, "answers": dict(voice.answers), "sealed": voice.sealed})


def voice_from(item: Mapping[str, Any]) -> Voice:
    """What was said, from its item."""
    facts = items.plain(item)
    return Voice(
        facts["pk"].removeprefix("COURSE#"),
        facts["sk"].removeprefix("VOICE#"),
        facts["answers"],
        facts["sealed"].value,
    )
