"""What the items of a course look like that hold no people: its seats, and where each booking stands.

All lie under the course's own key in the table `catalogue`, which the public function may read one by one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from musicservice.adapters.dynamodb import items
from musicservice.domain.training import Seats
from musicservice.domain.training.place import Place

STEADY = ("capacity", "remaining", "confirmed", "held", "freed", "wait_seq", "version")


def seats_key(course: str) -> items.Item:
    """Where the seats of a course are."""
    return items.noted({"pk": f"COURSE#{course}", "sk": "SEATS"})


def seats_item(seats: Seats) -> items.Item:
    """The seats of a course, counted."""
    facts = {name: getattr(seats, name) for name in STEADY}
    return seats_key(seats.course) | items.noted(
        {**facts, "closes_at": items.written(seats.closes_at), "state": seats.state}
    )


def seats_from(item: Mapping[str, Any]) -> Seats:
    """The seats in an item."""
    facts = items.plain(item)
    return Seats(
        course=facts["pk"].removeprefix("COURSE#"),
        closes_at=datetime.fromisoformat(facts["closes_at"]),
        state=facts["state"],
        **{name: int(facts[name]) for name in STEADY},
    )


def line_key(course: str) -> items.Item:
    """Where the numbers of a course's waiting list are drawn, apart from its seats, which everybody wants."""
    return items.noted({"pk": f"LINE#{course}", "sk": "LINE"})


def place_key(course: str, name: str) -> items.Item:
    """Where it is noted how a booking stands."""
    return items.noted({"pk": f"COURSE#{course}", "sk": f"PLACE#{name}"})


def standing(place: Place) -> dict[str, Any]:
    """How a booking stands, the same in each item that tells it."""
    return {
        "booking": place.id,
        "standing": place.standing,
        "size": place.size,
        "rule": place.rule,
        "seq": place.seq,
        "offered": place.offered,
        "until": place.until and place.until.astimezone(UTC).isoformat(),
        "revision": place.revision,
        "trail": place.trail,
    }


def place_from(item: Mapping[str, Any]) -> Place:
    """How a booking stands, from any item that tells it."""
    facts = items.plain(item)
    until = facts["until"]
    return Place(
        course=facts["pk"].removeprefix("COURSE#"),
        id=facts["booking"],
        standing=facts["standing"],
        rule=facts["rule"],
        until=datetime.fromisoformat(until) if until else None,
        trail=facts["trail"],
        **{name: int(facts[name]) for name in ("size", "seq", "offered", "revision")},
    )
