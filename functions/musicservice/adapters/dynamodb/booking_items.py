"""What the items of a booking look like that are about people, all below their course in table `bookings`.

What is private stays sealed in them. A guard is named after a person by a key that is not in the database.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.course_items import place_from, standing
from musicservice.booking_ports import Coming, Fresh, Registered
from musicservice.domain.office.finding import by_family_name
from musicservice.domain.training.place import Place
from musicservice.domain.training.reservation import Delegate

UNNEEDED = ("needs",)
"""What of a delegate nobody reads who only keeps the register."""


def booking_key(course: str, name: str) -> items.Item:
    """Where a booking is."""
    return items.noted({"pk": f"COURSE#{course}", "sk": f"BOOK#{name}"})


def guard_key(course: str, who: str) -> items.Item:
    """What stands for one person on one course."""
    return items.noted({"pk": f"COURSE#{course}", "sk": f"WHO#{who}"})


def waiting_key(course: str, seq: int) -> items.Item:
    """A booking's place on the waiting list; the numbers sort as text."""
    return items.noted({"pk": f"COURSE#{course}", "sk": f"WAIT#{seq:010}"})


def guard_item(place: Place, who: str) -> items.Item:
    """Keeps a person from being booked twice."""
    return guard_key(place.course, who) | items.noted({"booking": place.id})


def waiting_item(place: Place) -> items.Item:
    """A booking on the waiting list."""
    return waiting_key(place.course, place.seq) | items.noted(standing(place))


def booking_item(place: Place, fresh: Fresh) -> items.Item:
    """A new booking with its people."""
    booked = fresh.reservation
    facts = {
        **standing(place),
        "reference": booked.reference,
        "setting": booked.kind,
        "booker": vars(booked.booker),
        "answers": booked.answers,
        "told": booked.told,
        "people": {one.delegate.id: person(one) for one in fresh.people},
        "sealed": fresh.sealed,
        "contact": fresh.contact,
        "language": booked.language,
        "reminded": 0,
        "booked_at": items.written(fresh.receipt.received_at),
        "channel": fresh.arrival.channel,
        "keyed_by": fresh.arrival.keyed_by,
    }
    return booking_key(place.course, place.id) | items.noted(facts | found_by(booked.booker.name))


def found_by(booker: str) -> dict[str, str]:
    """What puts a booking into the index by whoever made it."""
    shelf, sought = by_family_name(booker)
    return {"shelf": shelf, "sought": sought, "booker_name": booker} if shelf else {}


def person(one: Coming) -> dict[str, Any]:
    """A delegate within a booking."""
    facts = {name: value for name, value in vars(one.delegate).items() if name != "id"}
    return {**facts, "needs": one.needs}


def registered(item: Mapping[str, Any]) -> Registered:
    """A line of the register, without what people need."""
    facts = items.plain(item)
    return Registered(
        place=place_from(item),
        reference=facts["reference"],
        booker=facts["booker"],
        delegates=tuple(
            Delegate(id=name, **{key: value for key, value in one.items() if key not in UNNEEDED})
            for name, one in sorted(facts["people"].items())
        ),
        contact=facts["contact"].value,
        language=facts["language"],
        told=facts["told"],
        reminded=int(facts["reminded"]),
        booked_at=datetime.fromisoformat(facts["booked_at"]),
        channel=facts.get("channel", "web"),
        keyed_by=facts.get("keyed_by", ""),
    )
