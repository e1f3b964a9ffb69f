"""What bookings of one course mean when one thing happens after another: histories are held to it.

It is written from the rules and not from the code: a table of bookings and three counts. What is asked and
what came of it are plain tuples.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Asked: TypeAlias = tuple[Any, ...]
Outcome: TypeAlias = tuple[Any, ...]
UNKNOWN: Outcome = ("unknown",)
LIVE = ("confirmed", "waiting", "offered")


@dataclass(frozen=True)
class Row:
    """One booking: who comes, in their order ("" is somebody to be named), and how it stands."""

    key: str
    standing: str
    people: tuple[str, ...]
    rule: str
    seq: int = 0
    offered: int = 0

    @property
    def confirmed(self) -> int:
        return len(self.people) if self.standing == "confirmed" else 0


@dataclass(frozen=True)
class Course:
    """The course between two operations. `freed` seats are for those who wait, before anybody else."""

    capacity: int
    rows: tuple[Row, ...] = ()
    freed: int = 0
    wait_seq: int = 0

    @property
    def remaining(self) -> int:
        taken = sum(row.confirmed + row.offered for row in self.rows)
        return self.capacity - taken - self.freed

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Remaining, confirmed, held, freed, and the last number on the list."""
        confirmed = sum(row.confirmed for row in self.rows)
        offered = sum(row.offered for row in self.rows)
        return self.remaining, confirmed, offered + self.freed, self.freed, self.wait_seq

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def here(self, people: tuple[str, ...]) -> tuple[int, ...]:
        """Which of them are on the course or its list already."""
        there = {one for row in self.rows if row.standing in LIVE for one in row.people if one}
        return tuple(n for n, one in enumerate(people) if one in there)

    def put(self, row: Row, back: int = 0) -> "Course":
        """With a row changed or added; seats that come `back` are for those who wait, once anybody has."""
        rows = {one.key: one for one in self.rows} | {row.key: row}
        ordered = tuple(rows[key] for key in sorted(rows))
        return replace(self, rows=ordered, freed=self.freed + (back if self.wait_seq else 0))


def apply(course: Course, asked: Asked, outcome: Outcome) -> Iterator[Course]:
    """Every course that may be there afterwards; none where this cannot have come of it here."""
    can = {after for told, after in _possible(course, asked) if outcome in {told, UNKNOWN}}
    yield from can
    if outcome == UNKNOWN:
        yield course


def _possible(course: Course, asked: Asked) -> Iterator[tuple[Outcome, Course]]:
    """Each outcome that is right here, and the course after it."""
    kind, *given = asked
    match kind:
        case "look":
            yield ("counts", *course.counts), course
        case "book":
            yield from _book(course, *given)
        case "resize":
            yield from _resize(course, *given)
        case "release":
            yield ("done",), replace(course, freed=0)
        case _:
            yield from _change(course, kind, *given)


def _book(course: Course, key: str, people: tuple[str, ...], rule: str) -> Iterator[tuple[Outcome, Course]]:
    row, size = course.row(key), len(people)
    if row:
        yield (row.standing if row.standing != "offered" else "waiting", len(row.people)), course
        return
    if size > course.remaining:
        yield ("full", course.remaining), course
    if here := course.here(people):
        yield ("here", here), course
        return
    if size <= course.remaining:
        yield ("confirmed", size), course.put(Row(key, "confirmed", people, rule))
    if rule != "tell":
        seq = course.wait_seq + 1
        yield ("waiting", size), replace(course, wait_seq=seq).put(Row(key, "waiting", people, rule, seq))


def _resize(course: Course, capacity: int) -> Iterator[tuple[Outcome, Course]]:
    more = capacity - course.capacity
    if more >= 0:
        freed = course.freed + (more if course.wait_seq else 0)
        yield ("done",), replace(course, capacity=capacity, freed=freed)
        return
    for freed in _splits(course, -more):
        yield ("done",), replace(course, capacity=capacity, freed=course.freed - freed)
    if course.remaining + course.freed + more < 0:
        yield ("refused",), course


def _splits(course: Course, seats: int) -> range:
    """How many of so many seats may have been freed ones: the rest were anybody's, and either is right."""
    return range(max(0, seats - course.remaining), min(seats, course.freed) + 1)


def _change(course: Course, kind: str, key: str, *given: Any) -> Iterator[tuple[Outcome, Course]]:
    row = course.row(key)
    if row is None:
        yield ("gone",), course
        return
    steps = {"cancel": _cancel, "reduce": _reduce, "rename": _rename, "accept": _accept, "decline": _decline}
    steps |= {"offer": _offer, "lapse": _lapse}
    yield from steps[kind](course, row, *given)


def _cancel(course: Course, row: Row) -> Iterator[tuple[Outcome, Course]]:
    if row.standing in LIVE:
        ended = replace(row, standing="cancelled", offered=0)
        yield ("done",), course.put(ended, row.confirmed + row.offered)
    else:
        yield ("done",) if row.standing == "cancelled" else ("refused",), course


def _reduce(course: Course, row: Row, left: int) -> Iterator[tuple[Outcome, Course]]:
    if left >= len(row.people):
        yield ("done",), course
    elif row.standing in {"confirmed", "waiting"} and left:
        back = len(row.people) - left if row.standing == "confirmed" else 0
        yield ("done",), course.put(replace(row, people=row.people[:left]), back)
    else:
        yield ("refused",), course


def _rename(course: Course, row: Row, person: str) -> Iterator[tuple[Outcome, Course]]:
    if row.people[0] == person:
        yield ("done",), course
        return
    if row.standing not in LIVE or person in row.people:
        yield ("refused",), course
        return
    if course.here((person,)):
        yield ("here", (0,)), course
        return
    yield ("done",), course.put(replace(row, people=(person, *row.people[1:])))


def _accept(course: Course, row: Row, going: int) -> Iterator[tuple[Outcome, Course]]:
    size = min(going, len(row.people))
    whole = row.rule == "as-many-as-possible" or size == len(row.people)
    if row.standing == "confirmed":
        yield ("done",), course
    elif row.standing == "offered" and 0 < size <= row.offered and whole:
        taken = replace(row, standing="confirmed", people=row.people[:size], offered=0)
        yield ("done",), course.put(taken, row.offered - size)
    else:
        yield ("refused",), course


def _decline(course: Course, row: Row) -> Iterator[tuple[Outcome, Course]]:
    if row.standing == "offered":
        yield ("done",), course.put(replace(row, standing="declined", offered=0), row.offered)
    else:
        yield ("done",) if row.standing == "declined" else ("refused",), course


def _lapse(course: Course, row: Row) -> Iterator[tuple[Outcome, Course]]:
    if row.standing == "offered":
        yield ("done",), course.put(replace(row, standing="lapsed", offered=0), row.offered)


def _offer(course: Course, row: Row, size: int) -> Iterator[tuple[Outcome, Course]]:
    fits = size == len(row.people) if row.rule == "all-or-none" else 0 < size <= len(row.people)
    if row.standing == "waiting" and fits:
        made = course.put(replace(row, standing="offered", offered=size))
        for freed in _splits(course, size):
            yield ("done",), replace(made, freed=course.freed - freed)
