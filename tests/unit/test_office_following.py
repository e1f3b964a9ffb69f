"""The worker's rounds after what happened: nothing that is wrong with one note or one offer stops the
others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from musicservice.domain.office.happening import Happening
from musicservice.domain.outbox import Unreadable
from musicservice.numbers_ports import Count
from musicservice.services.office.following import Following, Lapsing
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
        self.waiting = [one for one in self.waiting if f"HAPPENING#{one.id}" != row.keys[0]]


class NoLetters:
    """Nothing waits to be called off."""

    def call_off(self, letter: str, now: datetime) -> None:
        raise AssertionError((letter, now))


def test_a_note_that_nobody_thought_of_is_set_aside_and_stops_no_other() -> None:
    made = [Happening("enrolment-received", NOW, {"area": "durham"}, "", name) for name in "abc"]
    notes = Notes(list(made), poison={"a"})
    follow = Following(notes, MemoryCases(), MemoryTrail(), NoLetters(), FakeClock(NOW))

    assert follow() == {"unreadable": 1, "counted": 2}
    assert [row.keys for row in notes.aside] == [("HAPPENING#a", "HAPPENING")]
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
