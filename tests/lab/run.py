"""`make lab`: the long proofs of seats and of erasure. Figures go to build/lab.json as they come.

It takes about an hour on two idle cores. It fails if a goal is not met; how fast it was is told only.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests import engines
from tests.erasing import Family
from tests.lab import erasures, proofs
from tests.lab.bench import Floor, floor
from tests.lab.mutants import MUTANTS
from tests.lab.rush import hall

FIGURES = engines.ROOT / "build" / "lab.json"
CROWD = proofs.Crowd(1000, 30, 64)
SMALL = proofs.Crowd(200, 40, 64, same=0.4)
"""For missing guards: so many of the same people that one of them shows whichever guard it is."""
PROCESSES, SEEDS, HISTORIES, OPERATIONS = 4, 20, 200, 60
RUNS, PATIENCE = 20, 10
"""How often each guard is taken out, and how many histories it may stay unseen each time."""
TOLD_ONLY = "99th percentile"
"""Speed is the machine's as much as ours."""


def main(share: float) -> int:
    """Everything, or a `share` of it to try it out. 1 where a goal of correctness is not met."""
    figures: list[proofs.Figure] = []
    seeds, count, runs = (max(1, round(share * number)) for number in (SEEDS, HISTORIES, RUNS))
    polls = proofs.Seen()
    families = max(20, round(share * erasures.FAMILIES))
    for part in (
        lambda: rush(seeds, polls),
        lambda: histories(count, polls),
        lambda: mutants(runs),
        lambda: erased(families),
    ):
        figures += part()
        keep(figures)
    figures += proofs.of_polls(polls.polls, polls.whole, len(polls.violations))
    keep(figures)
    missed = [figure for figure in figures if not figure.met and TOLD_ONLY not in figure.name]
    for figure in missed:
        print(f"missed: {figure.name}: {figure.value} {figure.unit}, goal {figure.goal}")
    return 1 if missed else 0


def rush(seeds: int, polls: proofs.Seen) -> list[proofs.Figure]:
    with engine() as (address, folder), hall(address, folder, PROCESSES, seeds) as held:
        made = []
        for seed in range(seeds):
            made += proofs.rushes(held, [seed], CROWD)
            print(f"rush {seed}: {dict(made[-1].counts)}", flush=True)
    for one in made:
        polls.add(proofs.Seen(polls=one.polls.made, whole=one.polls.whole, violations=one.polls.violations))
    return list(proofs.of_rushes(made, CROWD))


def histories(count: int, polls: proofs.Seen) -> list[proofs.Figure]:
    seen = proofs.Seen()
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(some_histories, chunks(range(count))):
            seen.add(part)
            print(f"{seen.histories} histories, {seen.operations} operations", flush=True)
    polls.add(proofs.Seen(polls=seen.polls, whole=seen.whole, violations=seen.violations))
    return list(proofs.of_histories(seen, OPERATIONS))


def mutants(runs: int) -> list[proofs.Figure]:
    sold: Counter[str] = Counter()
    for name in proofs.IN_A_RUSH:
        with engine() as (address, folder), hall(address, folder, PROCESSES, runs, name) as held:
            for seed in range(runs):
                [made] = proofs.rushes(held, [seed], SMALL)
                sold[name] += not proofs.is_sold_right(made, SMALL.seats)
        print(f"without a guard, in a rush: {name}: caught {sold[name]} of {runs}", flush=True)
    seen: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as pool:
        each = [(name, run) for name in MUTANTS for run in range(runs)]
        for (name, _), caught in zip(each, pool.map(is_caught, each), strict=True):
            seen[name] += caught
            print(f"without a guard, in histories: {name}: caught {seen[name]}", flush=True)
    of_rush = proofs.of_mutants(sold, runs, f"a rush of {SMALL.bookers}")
    return [*of_rush, *proofs.of_mutants(seen, runs, f"{PATIENCE} histories or fewer")]


def erased(count: int) -> list[proofs.Figure]:
    """So many families send a form to one engine, and a share of them is erased."""
    half = count // 2
    with engine() as (address, _):
        client = engines.client("dynamodb", address)
        engines.make_tables(client, "lab")
        with ProcessPoolExecutor(2) as pool:
            shares = ((address, "lab", 0, half), (address, "lab", half, count - half))
            families = [one for part in pool.map(settled, shares) for one in part]
        proof = erasures.proved(client, "lab", families)
        client.close()
    print(f"erasures: {proof}", flush=True)
    return list(erasures.figures(proof))


def settled(share: tuple[str, str, int, int]) -> list[Family]:
    return erasures.settled(*share)


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


def keep(figures: Sequence[proofs.Figure]) -> None:
    FIGURES.parent.mkdir(exist_ok=True)
    told = json.dumps([asdict(figure) for figure in figures], indent=1, ensure_ascii=False)
    FIGURES.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
