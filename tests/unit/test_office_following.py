"""The worker's rounds after what happened: nothing that is wrong with one note or one offer stops the
others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from musicservice.domain.office.happening import Happening, keys_of
from musicservice.domain.outbox import Unreadable
from musicservice.numbers_ports import Count
from musicservice.ports import UnavailableError
from musicservice.services.office.following import PATIENCE, Following, Lapsing
from tests.contract.test_office_cases import sent
from tests.examples import NOW
from tests.fakes import FakeClock
from tests.fakes_of_office import MemoryCases
from tests.fakes_of_trail import MemoryTrail


@dataclass
class Notes:
    """Notes in memory. Those whose name is in `poison` cannot be counted, whoever tries."""

    waiting: list[Happening]
    poison: set[str] = field(default_factory=set)
    aside: list[Unreadable] = field(default_factory=list)
    counted: list[Count] = field(default_factory=list)

    def due(self, limit: int) -> Sequence[Happening | Unreadable]:
        return self.waiting[:limit]

    def count(self, happening: Happening, count: Count, until: float) -> bool:
        del until
        if happening.id in self.poison:
            raise ValueError("nobody thought of this")
        self.waiting.remove(happening)
        self.counted.append(count)
        return True

    def set_aside(self, row: Unreadable, now: datetime) -> None:
        del now
        self.aside.append(row)
        self.waiting = [one for one in self.waiting if keys_of(one) != row.keys]


class NoLetters:
    """Nothing waits to be called off."""

    def call_off(self, letter: str, now: datetime) -> None:
        raise AssertionError((letter, now))


@dataclass
class Slow(Notes):
    """Each takes a second to count."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))

    def count(self, happening: Happening, count: Count, until: float) -> bool:
        self.clock.pass_by(timedelta(seconds=1))
        return super().count(happening, count, until)


class Away(Notes):
    """What counts is away."""

    def count(self, happening: Happening, count: Count, until: float) -> bool:
        del happening, count, until
        raise UnavailableError("database", "Away")


def test_a_note_that_nobody_thought_of_is_set_aside_and_stops_no_other() -> None:
    made = [Happening("enrolment-received", NOW, {"area": "durham"}, "", name) for name in "abc"]
    notes = Notes(list(made), poison={"a"})
    follow = Following(notes, MemoryCases(), MemoryTrail(), NoLetters(), FakeClock(NOW))

    assert follow() == {"unreadable": 1, "counted": 2}
    assert [row.keys for row in notes.aside] == [keys_of(made[0])]
    assert [row.fault for row in notes.aside] == ["ValueError"]
    assert follow() == {}


def test_an_offer_without_its_last_day_stops_no_other() -> None:
    cases, trail = MemoryCases(), MemoryTrail()
    yesterday = (NOW - timedelta(days=1)).date().isoformat()
    for facts in ({}, {"until": "soon"}, {"until": yesterday}):
        cases.file(one := sent({"status": "offered", "facts": facts}))
        trail.written[one.case] = [one.audit]
    lapse = Lapsing(cases, trail, FakeClock(NOW))

    assert lapse() == {"unreadable": 2, "lapsed": 1}
    statuses = sorted(work.status for case in cases.cases.values() for work in case.works)
    assert statuses == ["lapsed", "offered", "offered"]


def notes(many: int) -> list[Happening]:
    return [
        Happening("enrolment-received", NOW, {"area": "durham"}, "", str(number)) for number in range(many)
    ]


def test_a_round_goes_on_until_nothing_is_left() -> None:
    """A large county's busiest hour brings more than one read gives in a minute."""
    follow = Following(Notes(notes(230)), MemoryCases(), MemoryTrail(), NoLetters(), FakeClock(NOW))

    assert follow() == {"counted": 230}


def test_a_round_ends_in_time_and_leaves_the_rest_to_the_next() -> None:
    """A function of the worker's ends after a minute, and the last note may take as long as one may."""
    clock = FakeClock(NOW)
    slow = Slow(notes(230), clock=clock)
    follow = Following(slow, MemoryCases(), MemoryTrail(), NoLetters(), clock)

    first = follow()["counted"]

    assert 10 < first < 230
    assert clock.seconds < 60 - PATIENCE
    assert [follow()["counted"] for _ in range(2)] == [first, first]


def test_what_cannot_be_counted_now_is_left_for_the_next_round() -> None:
    follow = Following(Away(notes(130)), MemoryCases(), MemoryTrail(), NoLetters(), FakeClock(NOW))

    assert follow() == {"later": 50}
