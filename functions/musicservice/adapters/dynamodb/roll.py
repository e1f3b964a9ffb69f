"""Who is on a course and who came, in DynamoDB, for staff: whole bookings, as the worker never reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import booking_items, items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.audit import Entry
from musicservice.domain.training.attendance import Attendance
from musicservice.roll_ports import Enrolled, Marking

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CHUNK = 100
"""Parts that one transaction takes."""
NEW = "attribute_not_exists(pk)"
AS_SEEN = "revision = :revision AND came_revision = :seen"
FIRST = "revision = :revision AND attribute_not_exists(came_revision)"
CHANGES = "SET came = :came, certified = :certified, came_revision = :next, came_trail = :trail"


@dataclass(frozen=True)
class DynamoRoll:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def enrolled(self, course: str) -> Sequence[Enrolled]:
        """Every booking. Raises UnavailableError."""
        pages = self.reading.get_paginator("query").paginate(
            TableName=f"{self.prefix}-bookings",
            KeyConditionExpression="pk = :pk AND begins_with(sk, :begins)",
            ExpressionAttributeValues=items.noted({":pk": f"COURSE#{course}", ":begins": "BOOK#"}),
            ConsistentRead=True,
        )
        with translated(SERVICE):
            return [enrolled(item) for page in pages for item in page["Items"]]

    def note(self, entries: Sequence[Entry], until: float) -> None:
        """Keep entries of the trail, in as few transactions as they fit in. Raises what the port says."""
        parts = [part for entry in entries for part in self._trail.parts(entry)]
        for begin in range(0, len(parts), CHUNK):
            Transaction(self.writing).write(parts[begin : begin + CHUNK], until)

    def record(self, seen: Enrolled, marking: Marking, until: float) -> bool:
        """Keep who came. Raises what the port says."""
        links = DynamoLockers(self.reading, self.writing, self.prefix, "links")
        parts = [
            self._marked(seen, marking.attendance),
            *self._trail.parts(marking.audit),
            *(self._put("outbox", items.message_item(message)) for message in marking.messages),
            *(links.placing(one.code, one.text, 0, one.lasts, marking.at) for one in marking.openings),
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError:
            return False
        return True

    @property
    def _trail(self) -> DynamoTrail:
        return DynamoTrail(self.reading, self.writing, self.prefix)

    def _marked(self, seen: Enrolled, after: Attendance) -> Any:
        place, before = seen.line.place, seen.attendance.revision
        values = {
            ":revision": place.revision,
            ":came": dict(after.marks),
            ":certified": sorted(after.certified),
            ":next": after.revision,
            ":trail": after.trail,
            **({":seen": before} if before else {}),
        }
        return {
            "Update": {
                "TableName": f"{self.prefix}-bookings",
                "Key": booking_items.booking_key(place.course, place.id),
                "UpdateExpression": CHANGES,
                "ConditionExpression": AS_SEEN if before else FIRST,
                "ExpressionAttributeValues": items.noted(values),
            }
        }

    def _put(self, table: str, item: items.Item) -> Any:
        name = f"{self.prefix}-{table}"
        return {"Put": {"TableName": name, "Item": item, "ConditionExpression": NEW}}


def enrolled(item: Mapping[str, Any]) -> Enrolled:
    """A booking from its item."""
    facts = items.plain(item)
    return Enrolled(
        line=booking_items.registered(item),
        kind=facts["setting"],
        answers=facts["answers"],
        sealed=facts["sealed"].value,
        needs={name: one["needs"].value for name, one in facts["people"].items()},
        attendance=Attendance(
            facts["came"],
            frozenset(facts["certified"]),
            int(facts["came_revision"]),
            facts["came_trail"],
        )
        if "came" in facts
        else Attendance(),
    )
