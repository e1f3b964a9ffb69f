"""Which ensembles fit what somebody is looking for, and which come nearest where none does.

It decides by the published facts alone. It knows nobody who asks, and keeps nothing of what is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, TypeAlias, get_args

Level: TypeAlias = Literal["starting", "playing", "confident"]
LEVELS: tuple[Level, ...] = get_args(Level)
ALL = "all"
"""In place of a list of instruments, where there is a part for each of them."""

Miss: TypeAlias = Literal["instrument", "age", "level", "day", "town", "cost"]
NEAREST = 3


@dataclass(frozen=True)
class Ensemble:
    """A group as it is published.

    `days` are weekdays, such as "Monday"; `pence` is the price `per` term or place. `sample` names the facts
    that are placeholders.
    """

    slug: str
    title: str
    summary: str
    age_from: int
    age_to: int
    levels: tuple[Level, ...]
    instruments: tuple[str, ...]
    days: tuple[str, ...]
    town: str
    when: str
    place: str
    pence: int
    per: str
    sample: tuple[str, ...] = ()

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """An ensemble from its JSON object."""
        lists = ("levels", "instruments", "days", "sample")
        return cls(**{**record, **{name: tuple(record[name]) for name in lists}})

    @property
    def url(self) -> str:
        """Its page on the site."""
        return f"/ensembles/{self.slug}/"

    def has(self, instrument: str) -> bool:
        """Whether there is a part for an instrument, by its slug."""
        return ALL in self.instruments or instrument in self.instruments


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty or None does not matter. `most` is the highest price, in pence."""

    instrument: str = ""
    age: int | None = None
    level: str = ""
    day: str = ""
    town: str = ""
    most: int | None = None


@dataclass(frozen=True)
class Near:
    """An ensemble that does not fit, and in what: the fewer, the nearer."""

    ensemble: Ensemble
    misses: tuple[Miss, ...]


def misses(ensemble: Ensemble, wanted: Wanted) -> Iterator[Miss]:
    """In what an ensemble does not fit."""
    if wanted.instrument and not ensemble.has(wanted.instrument):
        yield "instrument"
    if wanted.age is not None and not ensemble.age_from <= wanted.age <= ensemble.age_to:
        yield "age"
    if wanted.level and wanted.level not in ensemble.levels:
        yield "level"
    if wanted.day and wanted.day not in ensemble.days:
        yield "day"
    if wanted.town and wanted.town != ensemble.town:
        yield "town"
    if wanted.most is not None and ensemble.pence > wanted.most:
        yield "cost"


def fitting(ensembles: Iterable[Ensemble], wanted: Wanted) -> tuple[Ensemble, ...]:
    """Those that fit in everything, in their order."""
    return tuple(ensemble for ensemble in ensembles if not any(misses(ensemble, wanted)))


def nearest(ensembles: Iterable[Ensemble], wanted: Wanted) -> tuple[Near, ...]:
    """Those that do not fit, the nearest first, and no more than a few. Of two as near, the first."""
    near = [Near(ensemble, tuple(misses(ensemble, wanted))) for ensemble in ensembles]
    return tuple(sorted((one for one in near if one.misses), key=lambda one: len(one.misses))[:NEAREST])
