"""Everything that is kept of one course, once all is still: whether it all says the same."""

from collections import Counter
from typing import Any

from musicservice.adapters.dynamodb.course_items import place_from, seats_from
from musicservice.adapters.dynamodb.items import plain
from musicservice.domain.audit import BEGINNING
from musicservice.domain.training.place import Place
from tests import engines


def faults(client: Any, prefix: str, course: str) -> list[str]:
    """What is wrong, in words; nothing where everything agrees."""

    def items(table: str, begins: str) -> list[dict[str, Any]]:
        all_items = engines.everything(client, f"{prefix}-{table}")
        return [
            one
            for one in all_items
            if one["pk"]["S"] == f"COURSE#{course}" and one["sk"]["S"].startswith(begins)
        ]

    [seats] = map(seats_from, items("catalogue", "SEATS"))
    rows = items("bookings", "BOOK#")
    places = [place_from(one) for one in rows]
    found = [] if seats.is_sound else [f"unsound: {seats}"]
    if sum(place.confirmed for place in places) != seats.confirmed:
        found.append("confirmed rows are not the counter")
    if sum(place.offered for place in places) != seats.offered_now:
        found.append("offered rows are not the counter")
    if sorted(places, key=_id) != sorted(map(place_from, items("catalogue", "PLACE#")), key=_id):
        found.append("what the public sees is not what is booked")
    listed = sorted((place for place in places if place.is_listed), key=_id)
    if listed != sorted(map(place_from, items("bookings", "WAIT#")), key=_id):
        found.append("the waiting list is not who waits")
    guards = {one["sk"]["S"].removeprefix("WHO#"): one["booking"]["S"] for one in items("bookings", "WHO#")}
    people = [
        (who, place.id) for place, row in zip(places, rows, strict=True) if place.is_live for who in _who(row)
    ]
    if sorted(guards.items()) != sorted(people):
        found.append("the guards are not the people")
    return found + _trails(client, prefix, places)


def _trails(client: Any, prefix: str, places: list[Place]) -> list[str]:
    """Every step of every booking stands in its trail, once, and was told in one letter."""
    ours = {place.id: place for place in places}
    steps = Counter(one["case"]["S"] for one in engines.everything(client, f"{prefix}-audit"))
    letters = Counter(one["case"]["S"] for one in engines.everything(client, f"{prefix}-outbox"))
    wrong = [name for name, place in ours.items() if not place.revision == steps[name] == letters[name]]
    unlinked = [name for name, place in ours.items() if place.trail == BEGINNING]
    return [f"{len(wrong)} bookings have other trails or letters than steps"] * bool(wrong) + [
        f"{len(unlinked)} bookings have no trail"
    ] * bool(unlinked)


def _who(row: dict[str, Any]) -> list[str]:
    return [one["who"] for one in plain(row)["people"].values() if one["who"]]


def _id(place: Place) -> str:
    return place.id
