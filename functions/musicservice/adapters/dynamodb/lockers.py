"""What is kept under codes, in DynamoDB: one item each, which only the code finds and opens.

Drafts and what links open lie in one table, since a form that is sent leaves a link under the code of its
draft: one write puts it in the draft's place. Each kind finds its own and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from musicservice.adapters import codes
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.outbox import Message
from musicservice.ports import Kept, OutcomeUnknownError, StaleError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = "lockers"
ABSENT_OR_FORGOTTEN = "attribute_not_exists(pk) OR purge_at < :now"
AS_SEEN = "revision = :seen AND purge_at >= :now"
"""Expired items can stay readable for days, and a change must not bring one back to life."""


@dataclass(frozen=True)
class DynamoLockers:
    """One kind, in a table whose name begins with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str
    kind: str

    @property
    def table(self) -> str:
        """The table's whole name."""
        return f"{self.prefix}-{TABLE}"

    def look(self, code: str, now: datetime) -> Kept | None:
        """What is kept under the code, if it still is at `now`. Raises SealBrokenError, UnavailableError."""
        facts = items.plain(read(self.reading, self.table, _key(code)))
        if not facts or facts.get("kind") != self.kind or facts["purge_at"] < items.seconds(now):
            return None
        return Kept(codes.opened(code, facts["text"].value), int(facts["revision"]))

    def put(  # noqa: PLR0913, PLR0917 - a whole write
        self,
        code: str,
        text: bytes,
        seen: int,
        lasts: timedelta,
        now: datetime,
        until: float,
        letter: Message | None = None,
    ) -> None:
        """Keep `text` in place of what was seen there. Raises what the port says."""
        parts = [self.placing(code, text, seen, lasts, now), *([self._posting(letter)] if letter else [])]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError as failed:
            raise StaleError from failed
        except OutcomeUnknownError as unknown:
            if not self._is_there(code, Kept(text, seen + 1), now):
                raise unknown from None

    def placing(self, code: str, text: bytes, seen: int, lasts: timedelta, now: datetime) -> Any:
        """The part of a transaction that puts `text` there, in place of what was seen, of whatever kind.

        Whoever still knows what was there cannot write over `text`, whose revisions count on from it.
        """
        facts = {
            "kind": self.kind,
            "text": codes.closed(code, text),
            "revision": seen + 1,
            "purge_at": items.seconds(now + lasts),
        }
        condition = AS_SEEN if seen else ABSENT_OR_FORGOTTEN
        return {"Put": self._guarded(condition, seen, now) | {"Item": _key(code) | items.noted(facts)}}

    def emptying(self, code: str, seen: int, now: datetime) -> Any:
        """The part of a transaction that takes away what was seen there."""
        return {"Delete": self._guarded(AS_SEEN, seen, now) | {"Key": _key(code)}}

    def _posting(self, letter: Message) -> Any:
        table, item = f"{self.prefix}-outbox", items.message_item(letter)
        return {"Put": {"TableName": table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}

    def _guarded(self, condition: str, seen: int, now: datetime) -> dict[str, Any]:
        values = {":now": items.seconds(now)} | ({":seen": seen} if ":seen" in condition else {})
        return {
            "TableName": self.table,
            "ConditionExpression": condition,
            "ExpressionAttributeValues": items.noted(values),
        }

    def _is_there(self, code: str, ours: Kept, now: datetime) -> bool:
        try:
            return self.look(code, now) == ours
        except UnavailableError:
            return False


def _key(code: str) -> items.Item:
    return items.noted({"pk": f"LOCKER#{codes.place(code)}", "sk": "LOCKER"})
