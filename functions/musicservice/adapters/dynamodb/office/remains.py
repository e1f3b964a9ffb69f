"""What is left of a case, in all tables: found from the case itself, and taken away by key.

Nothing here looks for anything: a case lists what was written because of it. So half the work is found again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items, lockers, work_items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.trail import DynamoTrail, everything
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.audit import Entry
from musicservice.domain.office.erasing import Belongings, HeldError, NotThereError, Tombstone
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

META, HOLD = "META", "HOLD"
NOT_HELD = "attribute_not_exists(pk) OR held = :no"
"""A hold that was lifted stays, and says so: nothing here is deleted by who only holds and lifts."""
HELD, STONE, CASE = 0, 1, 2
"""Where the conditions of burying stand in its transaction."""


@dataclass(frozen=True)
class DynamoRemains:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def belongings(self, case: str) -> Belongings | None:
        """All that belongs to it. Raises UnavailableError."""
        pages = self.reading.get_paginator("query").paginate(
            TableName=f"{self.prefix}-cases",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=items.noted({":pk": work_items.case_pk(case)}),
            ConsistentRead=True,
        )
        with translated(SERVICE):
            found = [item for page in pages for item in page["Items"]]
        return belongings_from(case, found) if found else None

    def bury(self, stone: Tombstone, entry: Entry, until: float) -> None:
        """Put the tombstone. Raises what the port says."""
        own = items.noted({"pk": work_items.case_pk(stone.case), "sk": META})
        parts = [
            {"ConditionCheck": not_held(f"{self.prefix}-cases", stone.case)},
            {"Put": self._asked("tombstones", "attribute_not_exists(pk)") | {"Item": stone_item(stone)}},
            {"ConditionCheck": self._asked("cases", "attribute_exists(pk)") | {"Key": own}},
            *DynamoTrail(self.reading, self.writing, self.prefix).parts(entry),
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError as failed:
            raise _refused(failed) from failed

    def buried(self, case: str) -> Tombstone | None:
        """The tombstone of a case. Raises UnavailableError."""
        found = read(self.reading, f"{self.prefix}-tombstones", stone_key(case))
        return stone_from(found) if found else None

    def unfinished(self, limit: int) -> Sequence[Tombstone]:
        """Tombstones of what is to go still, the longest waiting first. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-tombstones",
                IndexName="pending",
                KeyConditionExpression="pending = :pending",
                ExpressionAttributeValues=items.noted({":pending": items.PENDING}),
                Limit=limit,
            )
        return [stone_from(item) for item in found["Items"]]

    def finished(self, stone: Tombstone) -> None:
        """All of it is gone. Raises UnavailableError."""
        with translated(SERVICE):
            self.writing.update_item(
                TableName=f"{self.prefix}-tombstones",
                Key=stone_key(stone.case),
                UpdateExpression="REMOVE pending",
            )

    def stones(self) -> Iterator[Tombstone]:
        """Every tombstone. Raises UnavailableError."""
        with translated(SERVICE):
            for item in everything(self.reading, f"{self.prefix}-tombstones"):
                if item["sk"]["S"] == "TOMB":
                    yield stone_from(item)

    def scatter(self, everything: Belongings) -> None:
        """Take away what lies elsewhere. Raises UnavailableError."""
        for _, place in everything.lockers:
            self._delete(lockers.TABLE, f"LOCKER#{place}", "LOCKER")
        for message in everything.messages:
            self._delete("outbox", f"OUT#{message}", "MESSAGE")
        for shelf, place in everything.traces:
            self._delete("cases", shelf, place)
        if everything.receipt:
            self._delete("receipts", f"IDEM#{everything.receipt}", "RECEIPT")
        if everything.reference:
            self._delete("cases", f"REF#{everything.reference}", "REF")

    def end(self, everything: Belongings) -> None:
        """Take away the case itself. Raises UnavailableError."""
        for name in sorted(everything.own, key=lambda name: name == META):
            self._delete("cases", work_items.case_pk(everything.case), name)

    def _asked(self, table: str, condition: str) -> dict[str, Any]:
        return {"TableName": f"{self.prefix}-{table}", "ConditionExpression": condition}

    def _delete(self, table: str, pk: str, sk: str) -> None:
        with translated(SERVICE):
            self.writing.delete_item(
                TableName=f"{self.prefix}-{table}", Key=items.noted({"pk": pk, "sk": sk})
            )


def belongings_from(case: str, found: Sequence[Mapping[str, Any]]) -> Belongings:
    """What belongs to a case, from the items under its key."""
    names = tuple(str(item["sk"]["S"]) for item in found)
    own = next((items.plain(item) for item in found if item["sk"]["S"] == META), {})
    since = [name.split("#")[2] for name in names if name.startswith("POSTED#")]
    placed = [tuple(name.split("#")[1:3]) for name in names if name.startswith("LOCKER#")]
    return Belongings(
        case=case,
        reference=own.get("reference", ""),
        receipt=own.get("receipt", ""),
        own=names,
        messages=(*(letter["id"] for letter in own.get("letters", ())), *since),
        uploads=tuple(own.get("uploads", ())),
        lockers=_pairs((*own.get("lockers", ()), *placed)),
        traces=_pairs(own.get("traced", ())),
        held=any(item["sk"]["S"] == HOLD and is_held(item) for item in found),
    )


def _pairs(listed: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(other)) for one, other in listed)


def is_held(item: Mapping[str, Any]) -> bool:
    """Whether an item that is about a hold says that it holds."""
    return bool(item.get("held", {"BOOL": True})["BOOL"])


def not_held(table: str, case: str) -> Any:
    """What must hold of a case in the write that takes something of it away."""
    return {
        "TableName": table,
        "Key": items.noted({"pk": work_items.case_pk(case), "sk": HOLD}),
        "ConditionExpression": NOT_HELD,
        "ExpressionAttributeValues": items.noted({":no": False}),
    }


def stone_key(case: str) -> items.Item:
    """Where a tombstone is."""
    return items.noted({"pk": f"TOMB#{case}", "sk": "TOMB"})


def stone_item(stone: Tombstone) -> items.Item:
    """A tombstone: nothing in it is about anybody."""
    facts = {
        "pending": items.PENDING,
        "at": items.written(stone.at),
        "receipt": stone.receipt,
        "messages": stone.messages,
        "uploads": stone.uploads,
        "lockers": stone.lockers,
    }
    return stone_key(stone.case) | items.noted(facts)


def stone_from(item: Mapping[str, Any]) -> Tombstone:
    """The tombstone in an item."""
    facts = items.plain(item)
    return Tombstone(
        case=facts["pk"].removeprefix("TOMB#"),
        at=datetime.fromisoformat(facts["at"]),
        receipt=facts["receipt"],
        messages=tuple(facts["messages"]),
        uploads=tuple(facts["uploads"]),
        lockers=_pairs(facts["lockers"]),
    )


def _refused(failed: ConditionFailedError) -> Exception:
    if HELD in failed.parts:
        return HeldError()
    if failed.parts & {STONE, CASE}:
        return NotThereError()
    return StaleError()
