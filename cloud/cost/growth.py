"""What is met first when it grows: the load at each size against what is borne."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cloud.cost.reckoning import MILLISECONDS, Known
from musicservice.services import sweep
from musicservice.services.office.following import BUDGET

DAYS = 30.4
HOUR = 3_600
MINUTE = 60
FORMS = BOOKINGS = 1_000
VIEWS = 1_000_000
"""A month of one county, at size 1."""
SIZES = (1, 10, 100, 1_000)


@dataclass(frozen=True)
class Limit:
    """Something that bears so much and no more, and what is changed then."""

    name: str
    load: str
    holds: float | str
    then: str


@dataclass(frozen=True)
class Met:
    """A limit and how much of it a size uses: 1 is all of it."""

    limit: Limit
    load: float
    holds: float

    @property
    def used(self) -> float:
        """The share that is used."""
        return self.load / self.holds


def busiest(known: Known, size: float) -> float:
    """Forms and as many bookings that come in a second, in the busiest seconds of a month."""
    return _an_hour(known, size, float(known.assumed["burst"])) / HOUR


def _both(known: Known, count: str) -> float:
    return known.summed("enrolment", count) + known.summed("booking", count)


def _asked(known: Known, count: str) -> float:
    """What families alone have done, of both."""
    return float(sum(known.measured[what]["family"][count] for what in ("enrolment", "booking")))


def _an_hour(known: Known, size: float, each: float) -> float:
    return size * FORMS * float(known.assumed["busiest_hour"]) * each


LOADS: Mapping[str, Callable[[Known, float], float]] = {
    # A day that has its busiest hour and, spread over it, as much again.
    "letters_a_day": lambda known, size: 2 * _an_hour(known, size, _both(known, "sesv2_calls")),
    "letters_an_hour": lambda known, size: _an_hour(known, size, _both(known, "sesv2_calls")),
    "letters_a_second": lambda known, size: busiest(known, size) * _both(known, "sesv2_calls"),
    "notes_an_hour": lambda known, size: _an_hour(known, size, known.summed("enrolment", "notes")),
    "requests_a_second": lambda known, size: busiest(known, size) * _asked(known, "invocations"),
    "functions_at_once": lambda known, size: (
        busiest(known, size) * _asked(known, "ms") / MILLISECONDS * known.assumed["slower"]
    ),
    "kms_a_second": lambda known, size: busiest(known, size) * _both(known, "kms_calls"),
    "bookings_of_one_course": lambda known, size: size * BOOKINGS * known.assumed["same_course"] / MINUTE,
    "outbox_index_a_second": lambda known, size: (
        busiest(known, size) * _both(known, "write_units_outbox/waiting")
    ),
    "queue_index_a_second": lambda known, size: (
        busiest(known, size) * _both(known, "write_units_cases/queue")
    ),
    "lockers_a_second": lambda known, size: busiest(known, size) * _asked(known, "write_units_lockers"),
    "people": lambda known, size: (
        size * FORMS * known.assumed["minutes_a_form"] / MINUTE / known.assumed["hours_a_month"]
    ),
}
"""What each load is at a size."""

HOLDS: Mapping[str, Callable[[Known], float]] = {
    # A round each minute, at the mail service's pace or as fast as its hands are.
    "letters_by_one_worker": lambda known: (
        HOUR / MINUTE * sweep.BUDGET / max(sweep.PACE, _seconds_of_a_letter(known) / sweep.HANDS)
    ),
    # A round each minute, which begins no more notes after its time.
    "notes_by_one_worker": lambda known: (
        HOUR / MINUTE * BUDGET * MILLISECONDS / (_ms_of_a_note(known) * _slower(known))
    ),
    "seats_of_one_item": lambda known: 1_000 / known.measured["booking"]["family"]["write_units_catalogue"],
}
"""What is borne, where that is reckoned from what was measured."""


def _seconds_of_a_letter(known: Known) -> float:
    round_of = known.measured["enrolment"]["sweep"]
    return float(round_of["ms"] / round_of["sesv2_calls"]) * _slower(known) / MILLISECONDS


def _ms_of_a_note(known: Known) -> float:
    follow = known.measured["enrolment"]["follow"]
    return float(follow["ms"] / follow["notes"])


def _slower(known: Known) -> float:
    return float(known.assumed["slower"])


def limits(said: Mapping[str, Any]) -> list[Limit]:
    """What stands in limits.toml."""
    return [Limit(**one) for one in said["limit"]]


def met(known: Known, size: float, limits: list[Limit]) -> list[Met]:
    """Every limit at a size, the one that is used most first."""
    found = [
        Met(
            limit=one,
            load=LOADS[one.load](known, size),
            holds=HOLDS[one.holds](known) if isinstance(one.holds, str) else one.holds,
        )
        for one in limits
    ]
    return sorted(found, key=lambda one: -one.used)


def first_over(known: Known, one: Limit) -> float:
    """The size at which a limit is used up: every load grows in a straight line."""
    return 1 / met(known, 1, [one])[0].used
