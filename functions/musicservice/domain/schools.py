"""Schools, and which of them somebody means who types a name, a town, a postcode or a number.

Pure, and forgiving: case, accents, apostrophes, "St" and "Saint", the order of words and one slip in
a word do not matter. It knows nothing of where the list of schools comes from.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, Self, TypeAlias

from musicservice.domain.schoolnames import words
from musicservice.domain.spelling import one_slip

RunBy: TypeAlias = Literal["council", "academy", "independent", "other"]
Quality: TypeAlias = Callable[[str, str], int]

NUMBER = re.compile(r"\s*(?:urn)?[\s:.]*(\d{6})\s*", re.IGNORECASE)
COMMON = frozenset(
    {
        *("primary", "junior", "juniors", "infant", "infants", "nursery", "secondary", "comprehensive"),
        *(
            "community",
            "academy",
            "college",
            "high",
            "special",
            "sixth",
            "form",
            "st",
            "ce",
            "rc",
            "va",
            "vc",
        ),
    }
)
"""Words of so many names that they say little: they weigh 1 where any other weighs RARE."""

RARE = 4
EQUAL, BEGINNING, SLIP = 4, 3, 2
ITS_NAME, IN_FULL, IN_PART = 0, 1, 2
SHORTEST_WITH_SLIP = 4
SHORTEST_INSIDE = 4
LOOKED_AT = 300
"""Characters: no name is longer, and what is typed beyond them is not looked at."""

ENOUGH = 0.6
"""How much of what was typed must be found, by weight."""


@dataclass(frozen=True)
class School:
    """One school by its number in England's register of schools (URN, six digits).

    `run_by` says who pays its bills: a council's school pays by journal, any other by invoice; see
    `authority`, the council's number in the register. `closed` is the day it closed, in ISO 8601,
    empty while it is open. `office_email` is ours, not the register's, and not public.
    """

    urn: str
    name: str
    town: str
    postcode: str
    phase: str
    kind: str
    run_by: RunBy
    authority: str
    office_email: str = ""
    closed: str = ""
    sample: bool = False

    @property
    def title(self) -> str:
        """Its name and town, as people read it."""
        return f"{self.name}, {self.town}" if self.town else self.name

    @property
    def is_open(self) -> bool:
        """Whether it may be chosen; a closed one only keeps its name for old answers."""
        return not self.closed


@dataclass(frozen=True)
class Schooling:
    """Where somebody goes to school: a listed school, another by its name as typed, or no school."""

    kind: Literal["listed", "other", "home", "alternative"]
    urn: str = ""
    typed: str = ""

    @classmethod
    def at(cls, school: School) -> Self:
        """At a school of the list."""
        return cls("listed", urn=school.urn)


def find(text: str, schools: Iterable[School], limit: int) -> tuple[School, ...]:
    """At most `limit` of the open schools that `text` may mean, the likeliest first."""
    text = text[:LOOKED_AT]
    if number := NUMBER.fullmatch(text):
        return tuple(school for school in schools if school.is_open and school.urn == number[1])[:limit]
    if not (asked := words(text)):
        return ()
    quality = cache(_quality)
    ranks = ((_rank(asked, school, quality), school) for school in schools if school.is_open)
    ranked = [(rank, school) for rank, school in ranks if rank is not None]
    ranked.sort(key=lambda found: (found[0], found[1].name, found[1].town, found[1].urn))
    return tuple(school for _, school in ranked[:limit])


def named(text: str, schools: Iterable[School]) -> School | None:
    """The one open school that `text` names in full, by number, name, or name with town or postcode."""
    text = text[:LOOKED_AT]
    if number := NUMBER.fullmatch(text):
        meant = [school for school in schools if school.is_open and school.urn == number[1]]
    else:
        asked = words(text)
        meant = [s for s in schools if asked and s.is_open and _likeness(asked, s) != IN_PART]
    return meant[0] if len(meant) == 1 else None


@lru_cache(maxsize=4096)
def _full_names(school: School) -> tuple[tuple[str, ...], ...]:
    """Every way to name it in full; the first is its name alone, the others do not mind the order."""
    name, town, postcode = words(school.name), words(school.town), words(school.postcode)
    wholes = (name, (*name, *town), (*name, *postcode), (*name, *town, *postcode))
    return (name, *(tuple(sorted(whole)) for whole in wholes))


@lru_cache(maxsize=4096)
def _vocabulary(school: School) -> tuple[tuple[str, ...], str]:
    """Its words, each once, and all of them in one piece."""
    every = (*words(school.name), *words(school.town), *words(school.postcode))
    return tuple(dict.fromkeys(every)), "".join(every)


def _likeness(asked: tuple[str, ...], school: School) -> int:
    alone, *unordered = _full_names(school)
    if asked == alone:
        return ITS_NAME
    return IN_FULL if tuple(sorted(asked)) in unordered else IN_PART


def _rank(asked: tuple[str, ...], school: School, quality: Quality) -> tuple[int, int, int] | None:
    """Smaller is likelier: how full a name it is, how well it fits, how much more the school's name says."""
    own, in_one_piece = _vocabulary(school)
    likeness = _likeness(asked, school)
    fits = [max((quality(word, mine) for mine in own), default=0) for word in asked]
    weights = [1 if word in COMMON else RARE for word in asked]
    found = sum(weight for weight, fit in zip(weights, fits, strict=True) if fit)
    piece = "".join(asked)
    inside = len(piece) >= SHORTEST_INSIDE and piece in in_one_piece
    if likeness == IN_PART and not inside and found < ENOUGH * sum(weights):
        return None
    fit = sum(weight * one for weight, one in zip(weights, fits, strict=True)) / sum(weights)
    return likeness, -round(100 * max(fit, BEGINNING if inside else 0)), len(own)


def _quality(asked: str, mine: str) -> int:
    if asked == mine:
        return EQUAL
    if mine.startswith(asked):
        return BEGINNING
    near = min(len(asked), len(mine)) >= SHORTEST_WITH_SLIP and abs(len(asked) - len(mine)) <= 1
    return SLIP if near and mine.isalpha() and one_slip(asked, mine) else 0  # a postcode has no near ones
