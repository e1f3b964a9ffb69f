"""Notes and numbers in DynamoDB: each note is added up in the transaction that takes it away, and so once."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.outbox import NO_MESSAGE
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.office.happening import ASIDE, WAITING, Happening
from musicservice.domain.outbox import Unreadable
from musicservice.numbers_ports import Count

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEYS = {"pk", "sk"}
PATIENCE = 1.0
"""Seconds after which setting aside is left to the next round."""
WEEKS = "WEEKS"
"""The one partition of all weeks: a few thousand counts a year, and some weeks of them are one read."""


@dataclass(frozen=True)
class DynamoNumbers:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def due(self, limit: int) -> Sequence[Happening | Unreadable]:
        """The oldest notes that wait. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-happenings",
                KeyConditionExpression="pk = :waiting",
                ExpressionAttributeValues=items.noted({":waiting": WAITING}),
                Limit=limit,
            )
        return [_read(item) for item in found["Items"]]

    def count(self, happening: Happening, count: Count, until: float) -> bool:
        """Add it up and take the note away. Raises what the port says."""
        sums = {"times": 1, **count.sums}
        names = {f"#{name}": name for name in sums}
        adding = ", ".join(f"#{name} :{name}" for name in sums)
        parts: list[Any] = [
            {
                "Delete": {
                    "TableName": f"{self.prefix}-happenings",
                    "Key": work_items.happening_key(happening),
                    "ConditionExpression": "attribute_exists(pk)",
                }
            },
            {
                "Update": {
                    "TableName": f"{self.prefix}-numbers",
                    "Key": items.noted(_key(count)),
                    "UpdateExpression": f"ADD {adding}",
                    "ExpressionAttributeNames": names,
                    "ExpressionAttributeValues": items.noted({f":{n}": v for n, v in sums.items()}),
                }
            },
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError:
            return False
        return True

    def set_aside(self, row: Unreadable, now: datetime) -> None:
        """Let it wait no longer, and keep it elsewhere. Raises what the port says."""
        pk, sk = row.keys
        table, key = f"{self.prefix}-happenings", items.noted({"pk": pk, "sk": sk})
        found = read(self.reading, table, key)
        if not found:
            return
        moved = {**found, **items.noted({"pk": ASIDE, "sk": sk, "aside": items.written(now)})}
        parts: list[Any] = [
            {"Put": {"TableName": table, "Item": moved}},
            {"Delete": {"TableName": table, "Key": key}},
        ]
        Transaction(self.writing).write(parts, time.monotonic() + PATIENCE)

    def between(self, first: str, last: str) -> Sequence[Count]:
        """Every count of those weeks. Raises UnavailableError."""
        pages = self.reading.get_paginator("query").paginate(
            TableName=f"{self.prefix}-numbers",
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues=items.noted({":pk": WEEKS, ":first": first, ":last": f"{last}~"}),
        )
        with translated(SERVICE):
            return [_count(items.plain(item)) for page in pages for item in page["Items"]]


def _key(count: Count) -> dict[str, str]:
    return {"pk": WEEKS, "sk": f"{count.week}#{count.what}#{count.area}"}


def _count(row: Mapping[str, Any]) -> Count:
    week, what, area = row["sk"].split("#")
    sums = {name: int(value) for name, value in row.items() if name not in KEYS}
    return Count(week, what, area, sums)


def _read(item: Mapping[str, Any]) -> Happening | Unreadable:
    try:
        return work_items.happening_from(item)
    except NO_MESSAGE as wrong:
        return Unreadable((item["pk"]["S"], item["sk"]["S"]), type(wrong).__name__)
