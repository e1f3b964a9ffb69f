"""The service with one of its guards taken out: each must be caught, or the proof proves nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from musicservice.adapters.dynamodb.bookings import DynamoBookings, Part
from musicservice.booking_ports import Step

Spoil = Callable[[Step, Part], bool]
"""Whether a part of a step loses its condition."""


def _is_sale(step: Step, part: Part) -> bool:
    return part.meaning == "seats" and step.move.seen is None


def _is_person(_step: Step, part: Part) -> bool:
    return part.meaning == "person"


def _is_repetition(step: Step, part: Part) -> bool:
    """The receipt says that it was sent before, and so does what lies under its code."""
    is_link = part.meaning == "stale" and _table(part).endswith("-lockers")
    return step.fresh is not None and (part.meaning == "receipt" or is_link)


def _is_offer(step: Step, part: Part) -> bool:
    return step.audit.actor == "worker" and part.meaning in {"stale", "seats"}


def _is_return(step: Step, part: Part) -> bool:
    return step.audit.action in {"cancelled", "reduced"} and part.meaning in {"stale", "seats"}


MUTANTS: Mapping[str, Spoil] = {
    "seats are sold without counting those that remain": _is_sale,
    "a person may be booked twice": _is_person,
    "the same booking is taken again": _is_repetition,
    "an offer is made to whoever is seen": _is_offer,
    "seats come back as often as one asks": _is_return,
}


class Spoilt(DynamoBookings):
    """The real adapter less one guard."""

    spoil: Spoil

    def _parts(self, step: Step) -> Iterator[Part]:
        for part in super()._parts(step):
            yield _without_condition(part) if self.spoil(step, part) else part


def spoilt(name: str, tables: tuple[Any, Any, str]) -> DynamoBookings:
    """The adapter with the guard of that name removed; whole where there is no such name."""
    if name not in MUTANTS:
        return DynamoBookings(*tables)
    made = Spoilt(*tables)
    object.__setattr__(made, "spoil", MUTANTS[name])
    return made


def _table(part: Part) -> str:
    [asked] = part.asked.values()
    return str(asked["TableName"])


def _without_condition(part: Part) -> Part:
    return Part(part.meaning, unconditional(part.asked), part.who)


def unconditional(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a transaction without its condition, and without what only that asked for."""
    [(kind, asked)] = part.items()
    bare = {name: value for name, value in asked.items() if name != "ConditionExpression"}
    used = str(bare.get("UpdateExpression", ""))
    for name in ("ExpressionAttributeValues", "ExpressionAttributeNames"):
        kept = {
            key: value for key, value in bare.pop(name, {}).items() if key in used.replace(",", " ").split()
        }
        bare |= {name: kept} if kept else {}
    return {kind: bare}
