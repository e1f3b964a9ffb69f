"""What the items look like that say how a child's needs come to the teacher.

Each lies under its case. While somebody has to see to it, it stands in the index of queues, by area, in order
of the day by which it matters.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.work_items import case_pk
from musicservice.domain.office.area import Area
from musicservice.domain.office.handover import Handover, Letters

BRIEF = "BRIEF#"
CALLED_OFF = "called off"
"""The state of a message that was taken back before it went out."""
KEPT = 30 * 24 * 60 * 60
"""Seconds for which it says so."""


def queue_name(area: Area) -> str:
    """The partition of the index in which they wait."""
    return f"brief#{area}"


def handover_item(handover: Handover) -> items.Item:
    """How it stands."""
    facts: dict[str, Any] = {
        "number": handover.number,
        "reference_of": handover.reference,
        "area": handover.area,
        "name": handover.name,
        "starts": handover.starts.isoformat(),
        "since": handover.day.isoformat(),
        "state": handover.state,
        "issue": handover.issue,
        "revision": handover.revision,
        "opened": handover.opened,
        "until": handover.until.isoformat() if handover.until else "",
        "places": handover.letters.places,
        "waiting": [[name, items.written(due)] for name, due in handover.letters.waiting],
    }
    if handover.is_waiting:
        facts["queue"] = queue_name(handover.area)
    key = items.noted({"pk": case_pk(handover.case), "sk": f"{BRIEF}{handover.number:02}"})
    return key | items.noted(facts)


def handover_from(item: Mapping[str, Any]) -> Handover:
    """The handover in an item."""
    facts = items.plain(item)
    waiting = tuple((name, datetime.fromisoformat(due)) for name, due in facts["waiting"])
    return Handover(
        case=facts["pk"].removeprefix("CASE#"),
        number=int(facts["number"]),
        reference=facts["reference_of"],
        area=facts["area"],
        name=facts["name"],
        starts=date.fromisoformat(facts["starts"]),
        day=date.fromisoformat(facts["since"]),
        state=facts["state"],
        issue=int(facts["issue"]),
        revision=int(facts["revision"]),
        opened=tuple(facts["opened"]),
        until=date.fromisoformat(facts["until"]) if facts["until"] else None,
        letters=Letters(tuple(facts["places"]), waiting),
    )


def closed_item(place: str, at: datetime) -> items.Item:
    """What is put over a text so that its code opens nothing: it is empty, and over already."""
    facts = {"kind": "links", "text": b"", "revision": 0, "purge_at": items.seconds(at) - 1}
    return items.noted({"pk": f"LOCKER#{place}", "sk": "LOCKER"}) | items.noted(facts)


def recalled_item(message: str, at: datetime) -> items.Item:
    """What is put over a message that waits, so that it never goes out; nothing of it is left."""
    facts = {
        "state": CALLED_OFF,
        "at": items.written(at),
        "purge_at": items.seconds(at.astimezone(UTC)) + KEPT,
    }
    return items.noted({"pk": f"OUT#{message}", "sk": "MESSAGE"}) | items.noted(facts)
