"""T1 to T3: seats in a rush, histories of them, and the invariant meanwhile."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import engines
from tests.lab import pictures, proofs, taken
from tests.lab.bench import Floor, Trouble, floor
from tests.lab.checker import order
from tests.lab.figures import Figure, Result, caught
from tests.lab.history import History
from tests.lab.model import Course, apply
from tests.lab.mutants import MUTANTS
from tests.lab.rush import hall

CROWD = proofs.Crowd(1000, 30, 64)
SMALL = proofs.Crowd(200, 40, 64, same=0.4)
"""For missing guards: so many of the same people that one of them shows whichever guard it is."""
PROCESSES, SEEDS, HISTORIES, OPERATIONS = 4, 20, 200, 60
RUNS, PATIENCE = 20, 10
"""How often each guard is taken out, and how many histories it may stay unseen each time."""
DRAWN = 24
"""Operations of the history that is drawn: as many as can be followed by eye."""


def part(share: float, whole: int) -> int:
    """So much of a whole number, and something of it in any case."""
    return max(1, round(share * whole))


def rush(share: float, _found: Mapping[str, Result]) -> Result:
    """T1, and the guards that a rush leans on."""
    seeds = part(share, SEEDS)
    with engine() as (address, folder), hall(address, folder, PROCESSES, seeds) as held:
        made = proofs.rushes(held, range(seeds), CROWD)
    polls = [one.polls for one in made]
    return Result(
        [*proofs.of_rushes(made, CROWD), *missing_in_a_rush(part(share, RUNS))],
        {
            "polls": sum(one.made for one in polls),
            "whole": sum(one.whole for one in polls),
            "violations": sum(len(one.violations) for one in polls),
        },
        {"How long people waited for their answer": pictures.latencies([one.seconds for one in made])},
    )


def missing_in_a_rush(runs: int) -> list[Figure]:
    shown: Counter[str] = Counter()
    for name in proofs.IN_A_RUSH:
        with engine() as (address, folder), hall(address, folder, PROCESSES, runs, name) as held:
            for seed in range(runs):
                [made] = proofs.rushes(held, [seed], SMALL)
                shown[name] += not proofs.is_sold_right(made, SMALL.seats)
    return [
        caught(f"a guard, in a rush of {SMALL.bookers}: {name}", shown[name], runs)
        for name in proofs.IN_A_RUSH
    ]


def histories(share: float, _found: Mapping[str, Result]) -> Result:
    """T2, and every guard taken out."""
    seen = proofs.Seen()
    with ProcessPoolExecutor(2) as pool:
        for some in pool.map(some_histories, chunks(range(part(share, HISTORIES)))):
            seen.add(some)
        missing = missing_in_histories(pool, part(share, RUNS))
    notes = {"polls": seen.polls, "whole": seen.whole, "violations": len(seen.violations)}
    drawn = {"A history, and an order in which it could have happened": history_drawn()}
    return Result([*proofs.of_histories(seen, OPERATIONS), *missing], notes, drawn)


def missing_in_histories(pool: ProcessPoolExecutor, runs: int) -> list[Figure]:
    seen: Counter[str] = Counter()
    each = [(name, run) for name in MUTANTS for run in range(runs)]
    for (name, _), shown in zip(each, pool.map(is_caught, each), strict=True):
        seen[name] += shown
    return [
        caught(f"a guard, in {PATIENCE} histories or fewer: {name}", seen[name], runs) for name in MUTANTS
    ]


def looks(_share: float, found: Mapping[str, Result]) -> Result:
    """T3, from what T1 and T2 looked at meanwhile."""
    notes = [found[name].notes for name in ("T1", "T2") if name in found]
    made, whole, wrong = (sum(one[what] for one in notes) for what in ("polls", "whole", "violations"))
    return Result(list(proofs.of_polls(made, whole, wrong)))


def is_miscounted(run: int) -> bool:
    """Whether a look shows that seats are not counted with their bookings."""
    with alone() as here, pytest.MonkeyPatch.context() as patch:
        taken.seats_counted(patch)
        return bool(proofs.history(here, 9_000 + run, DRAWN, share=0).violations)


def history_drawn() -> str:
    """A short history on a bad line, drawn."""
    chance = random.Random(4)  # noqa: S311 - the same each time
    with alone() as here:
        trouble = Trouble(random.Random(4))  # noqa: S311
        done = History(here.bench(proofs.SEATS, trouble), chance).run(DRAWN)
        trouble.quiet()
    return pictures.history(done, order(done, Course(proofs.SEATS), apply) or [])


def some_histories(seeds: Sequence[int]) -> proofs.Seen:
    with alone() as here:
        return proofs.histories(here, seeds, OPERATIONS)


def is_caught(asked: tuple[str, int]) -> bool:
    name, run = asked
    with alone() as here:
        return proofs.caught_after(here, name, PATIENCE, OPERATIONS, first=1000 * (run + 1)) > 0


@contextmanager
def alone() -> Iterator[Floor]:
    """An engine of one's own, with tables."""
    with engine() as (address, _), floor(address, "lab") as made:
        yield made


@contextmanager
def engine() -> Iterator[tuple[str, Path]]:
    """A new engine, and the folder where it keeps its file."""
    with tempfile.TemporaryDirectory() as folder, engines.dynoxide(Path(folder)) as address:
        yield address, Path(folder)


def chunks(seeds: range, size: int = 10) -> list[range]:
    return [seeds[start : start + size] for start in range(0, len(seeds), size)]
