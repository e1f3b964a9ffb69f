"""What an item of each table looks like. Keys are text named `pk` and `sk`; times are UTC.

Nothing that the public function can look up leads to a case: the item that holds a reference does
not say whose it is, and a case's own key is 128 random bits. Staff find a case by the index over
`reference`, which the public function may not query.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from musicservice.adapters import codes
from musicservice.adapters.dynamodb import notation
from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import REMEMBERED, Line, Receipt
from musicservice.domain.submission import Submission

Item: TypeAlias = dict[str, Any]
"""An item in DynamoDB's own notation, such as {"pk": {"S": "..."}}."""

PENDING = "due"
"""The one partition of the index over waiting messages: the service sends a few a minute."""
WAITING = "waiting"
"""That index. It has what is asked of a message but for what is sealed, which is most of it: whatever is in
an index is written twice. Data of `make run` from before has an older one beside it, `pending`."""
UNDELIVERED = "undelivered"
"""The other partition: what did not arrive, and waits for somebody to see to it."""
SENT_KEPT = timedelta(days=30)
LOOKED_AT, PLANNED = "look", "planned"
"""The two partitions of the index over cases by the day on which retention sees to them."""
FIRST_LOOK = timedelta(days=28)


def noted(plain: Mapping[str, Any]) -> Item:
    """A plain mapping in DynamoDB's notation."""
    return {name: notation.noted(value) for name, value in plain.items()}


def plain(item: Mapping[str, Any]) -> Item:
    """An item as a plain mapping."""
    return {name: notation.plain(value) for name, value in item.items()}


def seconds(at: datetime) -> int:
    """Whole seconds since 1970, the unit of DynamoDB's time to live."""
    return int(at.timestamp())


def written(at: datetime) -> str:
    """A time as text that sorts: 2026-03-14T09:26:53Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def receipt_key(fingerprint: str) -> Item:
    """Where a receipt is."""
    return noted({"pk": f"IDEM#{fingerprint}", "sk": "RECEIPT"})


def receipt_item(receipt: Receipt) -> Item:
    """A receipt: no person, no case, and of the answers only the public ones."""
    facts = {
        "reference": receipt.reference,
        "received_at": written(receipt.received_at),
        "lines": _noted_lines(receipt.lines),
        "form": receipt.form,
        "purge_at": seconds(receipt.received_at + REMEMBERED),
    }
    return receipt_key(receipt.fingerprint) | noted(facts)


def receipt_from(fingerprint: str, item: Mapping[str, Any], now: datetime) -> Receipt | None:
    """The receipt in an item; None once it is past remembering, whether purged yet or not."""
    facts = plain(item)
    if facts["purge_at"] < seconds(now):
        return None
    received_at = datetime.fromisoformat(facts["received_at"])
    lines = _lines(facts.get("lines", ()))  # absent from those kept before they had any
    return Receipt(fingerprint, facts["reference"], received_at, lines, facts.get("form", ""))


def case_item(submission: Submission) -> Item:
    """The case itself. `sealed` holds the special answers; `revision` guards later changes."""
    return noted(
        {
            "pk": f"CASE#{submission.case}",
            "sk": "META",
            "form": submission.form,
            "form_version": submission.form_version,
            "status": "received",
            "reference": submission.receipt.reference,
            "received_at": written(submission.came_at),
            **submission.answers,
            "sealed": submission.sealed,
            "warnings": submission.warnings,
            "uploads": submission.uploads,
            "channel": submission.arrival.channel,
            "keyed_by": submission.arrival.keyed_by,
            "letters": [_letter(message) for message in submission.messages],
            **_leads(submission),
            "retention": LOOKED_AT,
            "due_on": (submission.receipt.received_at + FIRST_LOOK).date().isoformat(),
            "revision": 1,
        }
    )


def _leads(submission: Submission) -> dict[str, Any]:
    """What else is kept because of a case, and where, so that none of it outlives the case.

    A place under a code leads to no code. Nobody but staff can read it, and nothing there leads back.
    """
    return {
        "receipt": submission.receipt.fingerprint,
        "traced": [[trace.shelf, trace.place] for trace in submission.traces],
        "lockers": [[one.kind, codes.place(one.code)] for one in submission.placed],
    }


def _letter(message: Message) -> dict[str, str]:
    """That a message went out when the case was received."""
    return {"id": message.id, "kind": message.kind, "due": written(message.due)}


def reference_item(submission: Submission) -> Item:
    """Makes sure that no two cases bear one reference."""
    return taken_item(submission.receipt)


def taken_item(receipt: Receipt) -> Item:
    """Makes sure that nothing else bears this reference, whatever it is of."""
    taken_at = written(receipt.received_at)
    return noted({"pk": f"REF#{receipt.reference}", "sk": "REF", "taken_at": taken_at})


def audit_item(entry: Entry) -> Item:
    """One entry of a case's trail; the numbers sort as text."""
    facts = asdict(entry) | {"at": written(entry.at), "digest": entry.digest}
    return noted({"pk": f"AUD#{entry.case}", "sk": f"{entry.number:010}", **facts})


def _noted_lines(lines: Iterable[Line]) -> list[list[str]]:
    return [[line.label, line.shown] for line in lines]


def _lines(noted_lines: Iterable[Any]) -> tuple[Line, ...]:
    return tuple(Line(label, shown) for label, shown in noted_lines)


def _whole(number: Decimal) -> int:
    if number != int(number):
        raise ValueError("not a whole number")
    return int(number)


def message_key(message: Message) -> Item:
    """Where a message is."""
    return noted({"pk": f"OUT#{message.id}", "sk": "MESSAGE"})


def message_item(message: Message) -> Item:
    """A message that waits. `pending` puts it into the index, and goes when it no longer waits."""
    facts = {
        "sealed": message.sealed,
        "state": "pending",
        "pending": PENDING,
        "next_at": seconds(message.due),
        "attempts": message.attempts,
        "in_doubt": message.unknown,
        "about": message.about,
        "desks": sorted(message.desks),
        "first_due": written(message.due),
    }
    return message_key(message) | noted(facts)


def waiting_from(item: Mapping[str, Any]) -> Message:
    """The message that waits by what the index has of it: nothing sealed. Raises as `message_from` does."""
    return message_from({"sealed": {"B": b""}, **item})


def message_from(item: Mapping[str, Any]) -> Message:
    """The message in an item that waits. Raises whatever an item that is none leads to."""
    facts = plain(item)
    return Message(
        id=facts["pk"].removeprefix("OUT#"),
        sealed=facts["sealed"].value,
        due=datetime.fromtimestamp(_whole(facts["next_at"]), UTC),
        attempts=_whole(facts["attempts"]),
        unknown=_whole(facts["in_doubt"]),
        about=facts.get("about", ""),
        desks=frozenset(facts.get("desks", ())),
    )
