"""Who is on a course, in DynamoDB, for the worker: it may look through one course at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import booking_items, course_items, items
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.booking_ports import Registered
from musicservice.domain.outbox import Message
from musicservice.domain.training import Seats
from musicservice.domain.training.place import Place

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READ = (
    *("pk", "booking", "standing", "size", "rule", "seq", "offered", "until", "revision", "trail"),
    *("reference", "booker", "people", "contact", "language", "told", "reminded", "booked_at"),
)
"""What the worker reads of a booking. DynamoDB keeps some of these words for itself."""
NAMES = {f"#{name}": name for name in READ}
AS_SEEN = "revision = :revision AND {field} = :was"


@dataclass(frozen=True)
class DynamoRegister:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def listed(self, course: str) -> Sequence[Place]:
        """The waiting list, in the order of joining. Raises UnavailableError."""
        return [course_items.place_from(item) for item in self._found(course, "WAIT#")]

    def line(self, course: str, name: str) -> Registered | None:
        """One booking. Raises UnavailableError."""
        with translated(SERVICE):
            got = self.reading.get_item(
                TableName=self._bookings,
                Key=booking_items.booking_key(course, name),
                ConsistentRead=True,
                ProjectionExpression=", ".join(NAMES),
                ExpressionAttributeNames=NAMES,
            )
        return booking_items.registered(got["Item"]) if "Item" in got else None

    def lines(self, course: str) -> Sequence[Registered]:
        """Every booking. Raises UnavailableError."""
        only = {"ProjectionExpression": ", ".join(NAMES), "ExpressionAttributeNames": NAMES}
        return [booking_items.registered(item) for item in self._found(course, "BOOK#", **only)]

    def remind(self, line: Registered, count: int, message: Message, until: float) -> bool:
        """Post a reminder, once. Raises what the port says."""
        return self._noted(line, "reminded", line.reminded, count, message, until)

    def tell(self, line: Registered, told: str, message: Message, until: float) -> bool:
        """Post what has changed, once. Raises what the port says."""
        return self._noted(line, "told", line.told, told, message, until)

    def release(self, seats: Seats, until: float) -> bool:
        """Let freed seats go, if nothing moved meanwhile. Raises what the port says."""
        free = {":freed": seats.freed, ":none": 0, ":one": 1, ":version": seats.version}
        changes = (
            "held = held - :freed, freed = :none, remaining = remaining + :freed, version = version + :one"
        )
        update = {
            "TableName": f"{self.prefix}-catalogue",
            "Key": course_items.seats_key(seats.course),
            "UpdateExpression": f"SET {changes}",
            "ConditionExpression": "version = :version",
            "ExpressionAttributeValues": items.noted(free),
        }
        return self._written([{"Update": update}], until)

    @property
    def _bookings(self) -> str:
        return f"{self.prefix}-bookings"

    def _found(self, course: str, begins: str, **only: Any) -> Iterator[items.Item]:
        pages = self.reading.get_paginator("query").paginate(
            TableName=self._bookings,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :begins)",
            ExpressionAttributeValues=items.noted({":pk": f"COURSE#{course}", ":begins": begins}),
            ConsistentRead=True,
            **only,
        )
        with translated(SERVICE):
            for page in pages:
                yield from page["Items"]

    def _noted(  # noqa: PLR0913, PLR0917 - a whole note
        self, line: Registered, field: str, was: Any, now: Any, message: Message, until: float
    ) -> bool:
        place = line.place
        values = {":revision": place.revision, ":was": was, ":now": now}
        update = {
            "TableName": self._bookings,
            "Key": booking_items.booking_key(place.course, place.id),
            "UpdateExpression": f"SET {field} = :now",
            "ConditionExpression": AS_SEEN.format(field=field),
            "ExpressionAttributeValues": items.noted(values),
        }
        put = {
            "TableName": f"{self.prefix}-outbox",
            "Item": items.message_item(message),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        return self._written([{"Update": update}, {"Put": put}], until)

    def _written(self, parts: Sequence[Any], until: float) -> bool:
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError:
            return False
        return True
