"""The proofs, long or short: each runs what it is told to, and gives figures to hold against their goals."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.fakes import OpenSeal
from tests.lab import ledger
from tests.lab.bench import Floor, Trouble
from tests.lab.checker import linearizable
from tests.lab.figures import Figure, at_most
from tests.lab.history import History
from tests.lab.model import Course, apply
from tests.lab.mutants import MUTANTS
from tests.lab.polls import polling
from tests.lab.rush import SAME, Hall, Rush

SEATS = 7
OVERSELLING, TWICE, AGAIN, OFFERING, RETURNING = MUTANTS
IN_A_RUSH = (OVERSELLING, TWICE, AGAIN)
"""The guards that a rush of new bookings leans on; the histories lean on all of them."""


@dataclass
class Seen:
    """What a number of histories came to."""

    histories: int = 0
    operations: int = 0
    unknown: int = 0
    polls: int = 0
    whole: int = 0
    not_linearizable: list[int] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not (self.not_linearizable or self.violations or self.faults)

    def add(self, other: "Seen") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def history(floor: Floor, seed: int, operations: int, mutant: str = "", share: float = Trouble.share) -> Seen:
    """One history on a course of its own, checked in every way; a `share` of its writes has trouble."""
    chance = random.Random(seed)  # noqa: S311 - told by its seed
    trouble = Trouble(random.Random(chance.random()), share)  # noqa: S311
    bench = floor.bench(SEATS, trouble, mutant)
    with polling(floor.direct, floor.prefix, bench.course.slug) as polls:
        done = History(bench, chance).run(operations)
        trouble.quiet()
    is_right = linearizable(done, Course(SEATS), apply)
    return Seen(
        histories=1,
        operations=len(done),
        unknown=sum(not one.is_known for one in done),
        polls=polls.made,
        whole=polls.whole,
        not_linearizable=[] if is_right else [seed],
        violations=polls.violations,
        faults=ledger.faults(floor.direct, floor.prefix, bench.course.slug, OpenSeal()),
    )


def histories(floor: Floor, seeds: Sequence[int], operations: int) -> Seen:
    """One after the other, all of them whatever is found."""
    seen = Seen()
    for seed in seeds:
        seen.add(history(floor, seed, operations))
    return seen


def caught_after(floor: Floor, mutant: str, most: int, operations: int, first: int = 0) -> int:
    """How many histories it takes until the missing guard shows; 0 where it does not within `most`.

    The line is quiet: it is haste that shows a missing guard.
    """
    for number in range(1, most + 1):
        if not history(floor, first + number, operations, mutant, share=0).is_sound:
            return number
    return 0


def is_sold_right(rush: Rush, seats: int) -> bool:
    """Every seat sold once, nobody told what is not so, and the counts right all the time."""
    return rush.confirmed == seats and not (rush.faults or rush.polls.violations)


@dataclass(frozen=True)
class Crowd:
    """How large a rush is, and how many book somebody whom another books as well."""

    bookers: int
    seats: int
    at_once: int
    same: float = SAME


def rushes(hall: Hall, seeds: Sequence[int], crowd: Crowd) -> list[Rush]:
    return [hall.rush(seed, crowd.bookers, crowd.seats, crowd.at_once, crowd.same) for seed in seeds]


def of_rushes(made: Sequence[Rush], crowd: Crowd) -> Iterator[Figure]:
    """T1, as figures."""
    name = f"{crowd.bookers} bookers, {crowd.seats} seats, {crowd.at_once} at once, {len(made)} runs"
    over = sum(max(0, rush.confirmed - crowd.seats) for rush in made)
    yield Figure(f"{name}: seats sold twice", over, "seats", "pretix tests 2 bookers, 1 seat", "0", not over)
    short = sum(rush.confirmed != crowd.seats for rush in made)
    yield Figure(f"{name}: runs that did not sell every seat", short, "runs", "", "0", not short)
    broken = sum(rush.broken for rush in made)
    yield Figure(f"{name}: answers of 5xx", broken, "answers", "", "0", not broken)
    wrong = sum(len(rush.faults) for rush in made)
    yield Figure(f"{name}: told or kept what is not so", wrong, "faults", "", "0", not wrong)
    slowest = max(rush.quantile(0.99) for rush in made)
    yield at_most(f"{name}: slowest 99th percentile", slowest, 3, "seconds", judged=False)


def of_histories(seen: Seen, operations: int) -> Iterator[Figure]:
    """T2, as figures."""
    name = f"{seen.histories} histories of {operations} operations and more"
    yield Figure(f"{name}: operations", seen.operations, "operations")
    yield Figure(f"{name}: of unknown outcome", seen.unknown, "operations")
    wrong = len(seen.not_linearizable)
    yield Figure(
        f"{name}: not linearizable", wrong, "histories", "no other booking system checks", "0", not wrong
    )
    faults = len(seen.faults)
    yield Figure(
        f"{name}: rows, guards, list and trails that disagree", faults, "faults", "", "0", not faults
    )


def of_polls(made: int, whole: int, violations: int) -> Iterator[Figure]:
    """T3, as figures."""
    yield Figure("polls of the invariant", made, "polls", "", "10000 or more", made >= 10_000)
    yield Figure("polls of it that saw every row", whole, "polls")
    yield Figure("violations of the invariant", violations, "violations", "", "0", not violations)
