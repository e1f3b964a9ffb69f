"""Briefs for teachers in DynamoDB: those that wait, and what a change to one writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import brief_items, items
from musicservice.adapters.dynamodb.lockers import TABLE
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.office.area import Area
from musicservice.domain.office.handover import Handover
from musicservice.office_ports import Change
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class DynamoBriefs:
    """The table of cases among those whose names begin with `prefix`."""

    reading: "DynamoDBClient"
    prefix: str

    def waiting(self, area: Area, limit: int) -> Sequence[Handover]:
        """What waits in an area, the earliest day first, in one read. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-cases",
                IndexName="queue",
                KeyConditionExpression="queue = :queue",
                ExpressionAttributeValues=items.noted({":queue": brief_items.queue_name(area)}),
                Limit=limit,
                ReturnConsumedCapacity="TOTAL",
            )
        if "ConsumedCapacity" not in found:
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return [brief_items.handover_from(item) for item in found["Items"]]


def parts(prefix: str, change: Change) -> Iterator[Any]:
    """The parts of a transaction for what a change does to briefs, their links and their messages."""
    for before, after in change.handovers:
        yield _put(f"{prefix}-cases", brief_items.handover_item(after), **_as_seen(before))
    for place in change.closed:
        yield _put(f"{prefix}-{TABLE}", brief_items.closed_item(place, change.at))
    for message in change.recalled:
        pending = {
            "ConditionExpression": "#state = :pending",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": items.noted({":pending": "pending"}),
        }
        yield _put(f"{prefix}-outbox", brief_items.recalled_item(message, change.at), **pending)


def _as_seen(before: Handover | None) -> dict[str, Any]:
    if before is None:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    seen = items.noted({":seen": before.revision})
    return {"ConditionExpression": "revision = :seen", "ExpressionAttributeValues": seen}


def _put(table: str, item: items.Item, **condition: Any) -> Any:
    return {"Put": {"TableName": table, "Item": item, **condition}}
