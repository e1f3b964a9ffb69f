"""Requests that a second person agrees to, in DynamoDB: an item each, in the order of asking, for a week."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.audit import Entry
from musicservice.domain.office.request import Request
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ALL = "REQUESTS"


@dataclass(frozen=True)
class DynamoRequests:
    """The table whose name begins with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def put(self, request: Request, entry: Entry, until: float) -> None:
        """Keep a new one. Raises what the port says."""
        self._write(request, entry, until, {"ConditionExpression": "attribute_not_exists(pk)"})

    def look(self, name: str) -> Request | None:
        """One by its id. Raises UnavailableError."""
        found = read(self.reading, f"{self.prefix}-office", _key(name))
        return request_from(found) if found else None

    def latest(self, limit: int) -> Sequence[Request]:
        """Those asked for last. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-office",
                KeyConditionExpression="pk = :pk",
                ExpressionAttributeValues=items.noted({":pk": ALL}),
                ScanIndexForward=False,
                Limit=limit,
            )
        return [request_from(item) for item in found["Items"]]

    def become(self, seen: Request, request: Request, entry: Entry, until: float) -> None:
        """Keep it changed. Raises what the port says."""
        values = items.noted({":seen": seen.revision})
        condition = {"ConditionExpression": "revision = :seen", "ExpressionAttributeValues": values}
        self._write(request, entry, until, condition)

    def _write(self, request: Request, entry: Entry, until: float, condition: dict[str, Any]) -> None:
        put = {"TableName": f"{self.prefix}-office", "Item": request_item(request), **condition}
        trail = DynamoTrail(self.reading, self.writing, self.prefix)
        try:
            Transaction(self.writing).write([{"Put": put}, *trail.parts(entry)], until)
        except ConditionFailedError as failed:
            raise StaleError from failed


def _key(name: str) -> items.Item:
    return items.noted({"pk": ALL, "sk": name})


def request_item(request: Request) -> items.Item:
    """A request as it is kept."""
    facts = {name: value for name, value in asdict(request).items() if name != "id"}
    facts |= {
        "asked_at": items.written(request.asked_at),
        "done_at": request.done_at and items.written(request.done_at),
        "purge_at": items.seconds(request.ends),
    }
    return _key(request.id) | items.noted(facts)


def request_from(item: Mapping[str, Any]) -> Request:
    """The request in an item."""
    facts = items.plain(item)
    return Request(
        id=facts["sk"],
        **{
            name: facts[name]
            for name in ("sort", "title", "asker", "asker_name", "why", "facts", "agreed_by", "agreed_name")
        },
        asked_at=datetime.fromisoformat(facts["asked_at"]),
        rows=int(facts["rows"]),
        fields=tuple(facts["fields"]),
        done_at=datetime.fromisoformat(facts["done_at"]) if facts["done_at"] else None,
        needs_two=facts["needs_two"],
        revision=int(facts["revision"]),
    )
