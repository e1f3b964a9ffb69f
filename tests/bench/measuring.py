"""The arithmetic of the bench: what is compared, in which order it is measured, and whether a goal is met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

RATIO = "ratio"


class NothingMeasuredError(Exception):
    """A pair came back without figures, or with some that no clock gives."""


@dataclass(frozen=True)
class Row:
    """What is claimed. `ours` is compared with `against`; the goal is the most, or with `at_least` the least.

    `measured` says which quantity the samples are. `note` is what a reader must know of how it is done, and
    `short` why the goal was missed where it was.
    """

    name: str
    ours: str
    against: str
    goal: float
    measured: str
    unit: str = RATIO
    at_least: bool = False
    note: str = ""
    short: str = ""

    def is_met_by(self, value: float) -> bool:
        """Whether the value, as it is reported, keeps the goal."""
        return value >= self.goal if self.at_least else value <= self.goal

    def share_of_goal(self, value: float) -> float:
        """1.0 is just at the goal, below it is better: whichever way the goal points."""
        return self.goal / value if self.at_least else value / self.goal


@dataclass(frozen=True)
class Samples:
    """What was measured of a pair, in the order in which it was. Without `theirs` the value stands alone.

    `beside` holds others that are shown and not judged, `cpu` the same pair in seconds of processor. `on` is
    the day.
    """

    ours: Sequence[float]
    theirs: Sequence[float] = ()
    beside: Mapping[str, Sequence[float]] = field(default_factory=dict)
    cpu: tuple[Sequence[float], Sequence[float]] = ((), ())
    on: str = ""

    def __post_init__(self) -> None:
        """Raises NothingMeasuredError: a pair that measured nothing must not pass."""
        every = [*self.ours, *self.theirs]
        if not self.ours or any(not one > 0 for one in every):
            raise NothingMeasuredError(f"{self.ours} against {self.theirs}")

    @property
    def value(self) -> float:
        """Our median against theirs, or by itself, to three figures after the point."""
        return round(median(self.ours) / (median(self.theirs) if self.theirs else 1), 3)

    @property
    def cpu_value(self) -> float | None:
        """The same of the processor's seconds, where they were measured."""
        ours, theirs = self.cpu
        return round(median(ours) / median(theirs), 3) if ours and theirs else None

    @property
    def spread(self) -> tuple[float, float] | None:
        """Between which ratios the middle half of the rounds lies; None where there were few."""
        rounds = [a / b for a, b in zip(self.ours, self.theirs, strict=False)]
        if len(rounds) < 4:
            return None
        low, _, high = quantiles(rounds, n=4, method="inclusive")
        return round(low, 3), round(high, 3)


@dataclass(frozen=True)
class Spent:
    """What one run took: seconds on the wall, and of the processor by it and its children."""

    wall: float
    cpu: float


def in_turns(
    runs: int, sides: Mapping[str, Callable[[], Any]], told: Callable[[str], None]
) -> dict[str, list[Any]]:
    """What each side gave in `runs` rounds. Each round asks all of them, every other one backwards.

    So whatever else the machine does meets them alike, and none profits from always being second.
    """
    found: dict[str, list[Any]] = {name: [] for name in sides}
    for n in range(runs):
        for name in list(sides) if n % 2 == 0 else reversed(list(sides)):
            found[name].append(sides[name]())
        told(f"{n + 1} of {runs}")
    return found


def of_time(found: Mapping[str, Sequence[Spent]], *, processor: bool = False) -> Samples:
    """Sides `ours` and `theirs`, and what is shown beside, by the wall's time or the `processor`'s."""

    def judged(name: str) -> list[float]:
        return [one.cpu if processor else one.wall for one in found[name]]

    beside = {name: judged(name) for name in found if name not in {"ours", "theirs"}}
    cpu = [one.cpu for one in found["ours"]], [one.cpu for one in found["theirs"]]
    return Samples(judged("ours"), judged("theirs"), beside, cpu)


def figure(row: Row, samples: Samples) -> dict[str, Any]:
    """What build/bench.json says of a pair."""
    return {
        "name": row.name,
        "value": samples.value,
        "unit": row.unit,
        "against": row.against,
        "goal": row.goal,
        "met": row.is_met_by(samples.value),
    }
