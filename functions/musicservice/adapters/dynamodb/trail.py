"""Trails in DynamoDB: entries that are only ever added, and heads that say where each trail ends.

A head moves in the transaction that adds the entry, and only from where it was seen, so two people who write
at once cannot both follow on the same entry; and a trail that was cut short no longer reaches its head.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.audit import Entry, Head, following
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ABSENT = "attribute_not_exists(pk)"
AS_SEEN = "#number = :seen AND digest = :digest"
FRESH = "fresh"
"""The one partition of the index over heads that no anchor holds yet."""


@dataclass(frozen=True)
class DynamoTrail:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def head(self, chain: str) -> Head:
        """Where a trail ends by now. Raises UnavailableError."""
        found = items.plain(read(self.reading, f"{self.prefix}-heads", head_key(chain)))
        return Head(chain, int(found["number"]), found["digest"]) if found else Head(chain)

    def append(  # noqa: PLR0913, PLR0917 - an entry's whole content
        self, chain: str, actor: str, action: str, fields: tuple[str, ...], at: datetime, until: float
    ) -> None:
        """Add one entry; begin no attempt after `until` on the monotonic clock.

        Whoever writes at the same time goes first, and it is tried again. Raises StaleError where that never
        ends, OutcomeUnknownError, and UnavailableError.
        """
        while True:
            entry = following(self.head(chain), actor, action, fields, at)
            try:
                Transaction(self.writing).write(self.parts(entry), until)
            except ConditionFailedError as failed:
                if time.monotonic() > until:
                    raise StaleError from failed
                time.sleep(random.uniform(0, 0.05))  # noqa: S311 - so that two do not meet again
            else:
                return

    def entries(self, chain: str, limit: int, before: int = 0) -> Sequence[Entry]:
        """The latest entries of a trail, the latest first; those `before` a number where one is given.

        Raises UnavailableError.
        """
        values: dict[str, Any] = {":pk": f"AUD#{chain}", ":before": f"{before:010}"}
        condition = "pk = :pk AND sk < :before" if before else "pk = :pk"
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-audit",
                KeyConditionExpression=condition,
                ExpressionAttributeValues=items.noted(values if before else {":pk": values[":pk"]}),
                ScanIndexForward=False,
                Limit=limit,
                ConsistentRead=True,
            )
        return [entry_from(item) for item in found["Items"]]

    def parts(self, entry: Entry) -> list[Any]:
        """The parts of a transaction that add an entry and move the head. They fail where it moved."""
        return [
            self._put("audit", items.audit_item(entry), ABSENT, {}),
            self._put("heads", head_item(entry), *_as_seen(entry)),
        ]

    def _put(self, table: str, item: items.Item, condition: str, more: dict[str, Any]) -> Any:
        name = f"{self.prefix}-{table}"
        return {"Put": {"TableName": name, "Item": item, "ConditionExpression": condition, **more}}


def _as_seen(entry: Entry) -> tuple[str, dict[str, Any]]:
    if entry.number == 1:
        return ABSENT, {}
    values = {":seen": entry.number - 1, ":digest": entry.previous}
    return AS_SEEN, {
        "ExpressionAttributeNames": {"#number": "number"},
        "ExpressionAttributeValues": items.noted(values),
    }


def head_key(chain: str) -> items.Item:
    """Where the end of a trail is noted."""
    return items.noted({"pk": f"HEAD#{chain}", "sk": "HEAD"})


def head_item(entry: Entry) -> items.Item:
    """The end of a trail once this entry is its last."""
    facts = {"number": entry.number, "digest": entry.digest, "fresh": FRESH, "at": items.seconds(entry.at)}
    return head_key(entry.case) | items.noted(facts)


def head_from(item: Any) -> Head:
    """The end of a trail in an item."""
    facts = items.plain(item)
    return Head(facts["pk"].removeprefix("HEAD#"), int(facts["number"]), facts["digest"])


def entry_from(item: Any) -> Entry:
    """The entry in an item."""
    facts = items.plain(item)
    return Entry(
        case=facts["case"],
        number=int(facts["number"]),
        actor=facts["actor"],
        action=facts["action"],
        fields=tuple(facts["fields"]),
        at=datetime.fromisoformat(facts["at"]),
        previous=facts["previous"],
    )


def everything(client: "DynamoDBClient", table: str) -> Iterator[Any]:
    """Every item of a table, for who verifies all of it: no page of the office asks for this."""
    for page in client.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]
