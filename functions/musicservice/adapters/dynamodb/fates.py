"""What became of letters, in the outbox's table: what they say is sealed, and not even read here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.many import several
from musicservice.adapters.dynamodb.places import after_of, key_of
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.adapters.dynamodb.whose import whose
from musicservice.domain.audit import Entry
from musicservice.domain.fate import Fate
from musicservice.domain.outbox import FAILED_KEPT
from musicservice.letter_ports import Undelivered, Whose
from musicservice.ports import StaleError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TIMES = ("sent", "delivered", "failed", "bounced", "complained", "settled")
OPEN = (
    "pk",
    "state",
    "about",
    "desks",
    "first_due",
    "reason",
    "pending",
    "heard",
    *(f"{t}_at" for t in TIMES),
)
"""All that is read of a row."""
INDEX_KEY = ("pk", "sk", "pending", "next_at")
AS_SEEN = "#state = :seen AND (attribute_not_exists(#heard) OR #heard = :heard)"
STILL_WAITS = "#pending = :undelivered"
SETTLE = "SET #settled_at = :at, #settled_by = :by, #heard = :more REMOVE #pending"


@dataclass(frozen=True)
class DynamoFates:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def of(self, letters: Sequence[str]) -> Mapping[str, Fate]:
        """How these stand. Raises UnavailableError."""
        keys = [_key(letter) for letter in letters]
        found = several(self.reading, self._table, keys, OPEN)
        return {fate.id: fate for fate in map(fate_from, found)}

    def undelivered(self, limit: int, after: str = "") -> Undelivered:
        """What did not arrive and waits for somebody. Raises UnavailableError."""
        start = key_of(after, INDEX_KEY, "pending", items.UNDELIVERED)
        names, listed = _projected(OPEN)
        asked: dict[str, Any] = {"ExclusiveStartKey": start} if start else {}
        with translated(SERVICE):
            found = self.reading.query(
                TableName=self._table,
                IndexName=items.WAITING,
                KeyConditionExpression="#pending = :undelivered",
                Select="SPECIFIC_ATTRIBUTES",  # said aloud, since the office's policy asks for it
                ProjectionExpression=listed,
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=items.noted({":undelivered": items.UNDELIVERED}),
                Limit=limit,
                ReturnConsumedCapacity="TOTAL",
                **asked,
            )
        if "ConsumedCapacity" not in found:
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return Undelivered(tuple(map(fate_from, found["Items"])), after_of(found.get("LastEvaluatedKey")))

    def whose(self, fates: Collection[Fate]) -> Mapping[str, Whose]:
        """What letters were about. Raises UnavailableError."""
        return whose(self.reading, self.prefix, fates)

    def settle(self, fate: Fate, entry: Entry, until: float) -> None:
        """It waits for nobody any more. Raises what the port says."""
        trail = DynamoTrail(self.reading, self.writing, self.prefix)
        try:
            Transaction(self.writing).write(
                [*trail.parts(entry), self.settling(fate, entry.actor, entry.at)], until
            )
        except ConditionFailedError as failed:
            raise StaleError from failed

    def settling(self, fate: Fate, by: str, at: datetime) -> Any:
        """The part of a transaction that has it wait for nobody any more. It fails where it waits no more."""
        names = {f"#{name}": name for name in ("pending", "settled_at", "settled_by", "heard")}
        values = {":undelivered": items.UNDELIVERED, ":by": by, ":at": items.written(at)}
        update = {
            "TableName": self._table,
            "Key": _key(fate.id),
            "UpdateExpression": SETTLE,
            "ConditionExpression": STILL_WAITS,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": items.noted({**values, ":more": fate.heard + 1}),
        }
        return {"Update": update}

    def look(self, letter: str) -> Fate | None:
        """How it stands now. Raises UnavailableError."""
        names, listed = _projected(OPEN)
        with translated(SERVICE):
            got = self.reading.get_item(
                TableName=self._table,
                Key=_key(letter),
                ProjectionExpression=listed,
                ExpressionAttributeNames=names,
                ConsistentRead=True,
                ReturnConsumedCapacity="TOTAL",
            )
        if "ConsumedCapacity" not in got:
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        return fate_from(got["Item"]) if "Item" in got else None

    def write(self, seen: Fate, after: Fate) -> bool:
        """Write it; whether it still stood as it was seen. Raises UnavailableError.

        What was sealed is forgotten, since the letter went out; what waits for staff is kept as long as any.
        """
        told = _told(after)
        gone = ["sealed", "recipient", *([] if after.waits else ["pending"])]
        names = {f"#{name}": name for name in {*told, *gone, "state", "heard"}}
        values = {f":{name}": value for name, value in told.items()}
        update = {
            "TableName": self._table,
            "Key": _key(seen.id),
            "UpdateExpression": (
                f"SET {', '.join(f'#{n} = :{n}' for n in told)} REMOVE {', '.join(f'#{n}' for n in gone)}"
            ),
            "ConditionExpression": AS_SEEN.replace(":heard", ":heard_then"),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": items.noted(
                {**values, ":seen": seen.state, ":heard_then": seen.heard}
            ),
        }
        return self._changed(update)

    def call_off(self, letter: str, now: datetime) -> None:
        """It is not sent any more, if nobody has tried to yet. Raises UnavailableError."""
        names = ("state", "attempts", "purge_at", "pending", "sealed")
        values = {":waiting": "pending", ":none": 0, ":off": "called off"}
        update = {
            "TableName": self._table,
            "Key": _key(letter),
            "UpdateExpression": "SET #state = :off, #purge_at = :purge REMOVE #pending, #sealed",
            "ConditionExpression": "#state = :waiting AND #attempts = :none",
            "ExpressionAttributeNames": {f"#{name}": name for name in names},
            "ExpressionAttributeValues": items.noted(
                {**values, ":purge": items.seconds(now + items.SENT_KEPT)}
            ),
        }
        self._changed(update)

    @property
    def _table(self) -> str:
        return f"{self.prefix}-outbox"

    def _changed(self, update: Any) -> bool:
        """Whether what was asked for still held."""
        with translated(SERVICE):
            try:
                self.reading.update_item(**update)
            except self.reading.exceptions.ConditionalCheckFailedException:
                return False
        return True


def _key(letter: str) -> items.Item:
    return items.noted({"pk": f"OUT#{letter}", "sk": "MESSAGE"})


def _projected(names: Sequence[str]) -> tuple[dict[str, str], str]:
    return {f"#{name}": name for name in names}, ", ".join(f"#{name}" for name in names)


def fate_from(item: Mapping[str, Any]) -> Fate:
    """How a row says that its letter stands. One that is no message of ours only says that it is there."""
    facts = items.plain({name: value for name, value in item.items() if name in OPEN})
    times = {time: _at(facts.get(f"{time}_at")) for time in TIMES}
    return Fate(
        id=str(facts["pk"]).removeprefix("OUT#"),
        state=facts.get("state", "failed"),
        about=str(facts.get("about", "")),
        desks=frozenset(facts.get("desks", ())),
        due=_at(facts.get("first_due")),
        reason=str(facts.get("reason", "")),
        waits=facts.get("pending") == items.UNDELIVERED,
        heard=int(facts.get("heard", 0)),
        **times,
    )


def _at(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


def _told(after: Fate) -> dict[str, Any]:
    """What is written of it. A time that does not hold any more is written as an empty text."""
    last = max(time for time in (after.delivered, after.failed, after.complained) if time)
    kept = FAILED_KEPT if after.waits or after.settled else items.SENT_KEPT
    waits = {"pending": items.UNDELIVERED, "next_at": items.seconds(last)} if after.waits else {}
    times = {f"{time}_at": getattr(after, time) for time in TIMES if time != "settled"}
    return {
        "state": after.state,
        "reason": after.reason,
        "heard": after.heard + 1,
        "purge_at": items.seconds(last + kept),
        **{name: items.written(at) if at else "" for name, at in times.items()},
        **waits,
    }
