"""The seats of courses in DynamoDB, changed as their files say while people book.

A change is told as differences under the conditions that keep every count sound, so that a booking in the
same moment neither stops it nor is lost. Carried out a second time it does nothing: it is bound to what was
seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.course_items import seats_from, seats_item, seats_key
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.training import Seats
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LIST = "COURSES"
"""The key of the list of all courses there ever were."""
COUNTS = ("capacity", "remaining", "held", "freed")
TERMS = "closes_at = :new_closes_at, #state = :new_state, version = version + :one"
SEEN = "#capacity = :seen_capacity AND closes_at = :seen_closes_at AND #state = :seen_state"
NOBODY_WAITED, WAITED = "wait_seq = :none", "wait_seq > :none"
"""New seats are for those who wait: whether anybody ever did must not have changed."""


@dataclass(frozen=True)
class DynamoSeats:
    """The table whose name begins with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def known(self) -> Sequence[str]:
        """Every course that was enlisted. Raises UnavailableError."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=items.noted({":pk": LIST}),
            ConsistentRead=True,
        )
        with translated(SERVICE):
            return [item["sk"]["S"] for page in pages for item in page["Items"]]

    def enlist(self, course: str) -> None:
        """Remember a course for good. Raises UnavailableError."""
        with translated(SERVICE):
            self.client.put_item(TableName=self._table, Item=items.noted({"pk": LIST, "sk": course}))

    def look(self, course: str) -> Seats | None:
        """The seats as they are now. Raises UnavailableError."""
        item = read(self.client, self._table, seats_key(course))
        return seats_from(item) if item else None

    def several(self, courses: Sequence[str]) -> Mapping[str, Seats]:
        """The seats of at most a hundred courses, by slug. Raises UnavailableError."""
        if not courses:
            return {}
        asked: Any = {self._table: {"Keys": [seats_key(one) for one in courses]}}
        with translated(SERVICE):
            got = self.client.batch_get_item(RequestItems=asked, ReturnConsumedCapacity="TOTAL")
        if "ConsumedCapacity" not in got or got.get("UnprocessedKeys"):
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return {one.course: one for one in map(seats_from, got["Responses"].get(self._table, []))}

    def open(self, seats: Seats) -> bool:
        """Keep the seats of a course that had none. Raises UnavailableError."""
        return self._done(
            self.client.put_item, Item=seats_item(seats), ConditionExpression="attribute_not_exists(pk)"
        )

    def change(self, seen: Seats, wanted: Seats) -> bool:
        """Make of the seats what makes `wanted` of `seen`. Raises UnavailableError."""
        moved = {name: getattr(wanted, name) - getattr(seen, name) for name in COUNTS}
        falling = {name: -by for name, by in moved.items() if by < 0 and name != "capacity"}
        sums = ", ".join(f"#{name} = #{name} + :by_{name}" for name in COUNTS)
        enough = [f"#{name} >= :least_{name}" for name in falling]
        values: dict[str, Any] = {
            **_terms(seen, ":seen_"),
            **_terms(wanted, ":new_"),
            **{f":by_{name}": by for name, by in moved.items()},
            **{f":least_{name}": least for name, least in falling.items()},
            ":seen_capacity": seen.capacity,
            ":one": 1,
            ":none": 0,
        }
        return self._done(
            self.client.update_item,
            Key=seats_key(seen.course),
            UpdateExpression=f"SET {sums}, {TERMS}",
            ConditionExpression=" AND ".join((SEEN, WAITED if seen.wait_seq else NOBODY_WAITED, *enough)),
            ExpressionAttributeNames={f"#{name}": name for name in (*COUNTS, "state")},
            ExpressionAttributeValues=items.noted(values),
        )

    @property
    def _table(self) -> str:
        return f"{self.prefix}-catalogue"

    def _done(self, write: Any, **asked: Any) -> bool:
        """Whether the condition held."""
        try:
            write(TableName=self._table, **asked)
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        except (ClientError, BotoCoreError) as failure:
            raise UnavailableError(SERVICE, code_of(failure)) from failure
        return True


def _terms(seats: Seats, prefix: str) -> dict[str, Any]:
    return {f"{prefix}closes_at": items.written(seats.closes_at), f"{prefix}state": seats.state}
