"""What an experiment gives: figures held against goals, notes for others, and pictures."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MISSED = "caught without "
SURE = 0.95
"""How often a missing guard has to show."""
NOT_HERE, NO_WHEEL = "not done here, ", "no wheel"


@dataclass(frozen=True)
class Figure:
    """One figure, what it is held against, and whether it is met. Those without a goal are told only.

    `judged` is false for how fast something was: that is the machine's as much as ours, and fails nothing.
    """

    name: str
    value: float
    unit: str
    against: str = ""
    goal: str = ""
    met: bool = True
    judged: bool = True


@dataclass
class Result:
    """What came of one experiment. `notes` is what others or the report need of it, as JSON can say it."""

    figures: list[Figure] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cpu: float = 0.0
    ended: int = 0
    """Seconds since 1970."""
    share: float = 1.0

    @property
    def missed(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.judged and not figure.met]

    @property
    def is_whole(self) -> bool:
        """Whether all of it could be done on this machine."""
        return not any(figure.name.startswith(NOT_HERE) for figure in self.figures)

    def add(self, other: "Result") -> list[Figure]:
        """Take over what another has beside its figures; gives those."""
        self.notes |= other.notes
        self.pictures |= other.pictures
        return other.figures

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Result":
        return cls(**{**told, "figures": [Figure(**one) for one in told["figures"]]})


def none(name: str, count: int, unit: str, against: str = "") -> Figure:
    """A figure that has to be 0."""
    return Figure(name, count, unit, against, "0", count == 0)


def all_of(name: str, count: int, of: int, unit: str, against: str = "") -> Figure:
    """A figure that has to be everything there is, which is something."""
    return Figure(name, count, unit, against, str(of), count == of > 0)


def at_most(name: str, value: float, most: float, unit: str, *, judged: bool = True) -> Figure:
    return Figure(name, round(value, 2), unit, "", f"{most:g} or less", value <= most, judged)


def caught(name: str, times: int, runs: int, why: str = "") -> Figure:
    """How often a missing guard showed: in 19 runs of 20, and in all where there are fewer."""
    least = math.ceil(SURE * runs)
    return Figure(f"{MISSED}{name}", times, f"of {runs} runs", why, f"{least} or more", times >= least > 0)


def not_here(why: str, name: str, unit: str) -> Figure:
    """What could not be done on this machine: nothing that fails, and nothing that is met."""
    return Figure(f"{NOT_HERE}{why}: {name}", 0, unit)


def span(results: Iterable[Result]) -> float:
    """Seconds in which any of these went on: those side by side count once."""
    known, until = 0.0, 0.0
    for begun, ended in sorted((one.ended - one.seconds, float(one.ended)) for one in results):
        known += max(0.0, ended - max(begun, until))
        until = max(until, ended)
    return known


def survival(figures: Iterable[Figure]) -> list[tuple[str, float]]:
    """Each guard that was taken out, and how often that showed."""
    guards = [one for one in figures if one.name.startswith(MISSED)]
    return [(one.name.removeprefix(MISSED), one.value / int(one.unit.split()[1])) for one in guards]
