"""What is kept for how long, and what of a case goes when. Every period is a proposal until it is confirmed.

It decides on how things stand and on days. Nothing here is deleted: others do that, once it was announced.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from musicservice.domain.office.work import Status, Work
from musicservice.domain.uploads import APPEAL, UNSENT_KEPT

What: TypeAlias = Literal["evidence", "sealed", "case"]
"""What can go of a case: the files shown as proof, all that is sealed, or everything."""

YEAR = timedelta(days=365)
UNSUCCESSFUL = YEAR
MONEY = 6 * YEAR + timedelta(days=2)
NEEDS, BOOKINGS, VOICES = timedelta(days=28), MONEY, 2 * YEAR
NOTICE = timedelta(days=7)
"""How long something stands in the list of what will go before it goes."""
AHEAD = timedelta(days=30)
"""How far that list looks."""
SOON, LATER = timedelta(days=7), timedelta(days=28)
"""When a case is looked at again in which nothing is to go yet: while something waits, and otherwise."""


@dataclass(frozen=True)
class Keeping:
    """One line of the table. `of` are classifications of answers, `after` what the time counts from."""

    what: str
    of: str
    after: str
    kept: timedelta
    how: Literal["by the database", "by the daily round", "by the round over files", "not by itself yet"]

    @property
    def for_how_long(self) -> str:
        """In whole years where it is some, else in days."""
        years = self.kept // YEAR
        return f"{years} {'year' if years == 1 else 'years'}" if years else f"{self.kept.days} days"


TABLE: tuple[Keeping, ...] = (
    Keeping("Forms that are not sent yet", "all", "they were last saved", UNSENT_KEPT, "by the database"),
    Keeping(
        "Files that are shown as proof", "financial", "help was decided on", APPEAL, "by the round over files"
    ),
    Keeping(
        "What helps, what is needed for safety, and reasons for help with fees",
        "special, financial",
        "everything in the case has ended",
        APPEAL,
        "by the daily round",
    ),
    Keeping(
        "Cases in which nothing was offered and taken, and no help given",
        "public, personal",
        "everything in the case has ended",
        UNSUCCESSFUL,
        "by the daily round",
    ),
    Keeping(
        "Cases in which money was owed or waived",
        "public, personal",
        "everything in the case has ended",
        MONEY,
        "by the daily round",
    ),
    Keeping("What people on a course need", "special", "the course", NEEDS, "not by itself yet"),
    Keeping("Bookings, and who came", "public, personal", "the course", BOOKINGS, "not by itself yet"),
    Keeping("What people said of a course", "personal", "the course", VOICES, "not by itself yet"),
    Keeping("Letters that were sent", "personal", "they were sent", timedelta(days=30), "by the database"),
    Keeping("Tables made for one person", "personal", "they were asked for", NOTICE, "by the database"),
)
"""To be confirmed by the council's data protection officer."""
CONFIRMED = False

ENDED: frozenset[Status] = frozenset({"declined", "lapsed", "refused", "withdrawn"})
WAITING: frozenset[Status] = frozenset({"received", "asked", "proposed", "waiting", "offered"})
DECIDED: frozenset[Status] = frozenset({"granted", "refused", "withdrawn"})


@dataclass(frozen=True)
class Planned:
    """Something of a case that goes on a day."""

    what: What
    on: date


@dataclass(frozen=True)
class Standing:
    """What of a case the rules look at. `paid` says that money was owed once, whatever became of it."""

    works: tuple[Work, ...]
    paid: bool = False
    has_files: bool = False
    has_sealed: bool = False


def plan(standing: Standing) -> tuple[Planned, ...]:
    """What of a case goes when, as it stands now, the earliest first."""
    return tuple(sorted(_planned(standing), key=lambda one: (one.on, one.what)))


def is_waiting(standing: Standing) -> bool:
    """Whether somebody still has to do something about it."""
    return any(work.status in WAITING for work in standing.works)


@dataclass(frozen=True)
class Next:
    """When a case is seen to again. What is `planned` goes then; where nothing is, it is only looked at."""

    on: date
    planned: tuple[What, ...] = ()


def due(standing: Standing, announced: Iterable[str], today: date) -> tuple[What, ...]:
    """What goes today: whatever is due and was announced. Where the whole case goes, nothing else need."""
    known = set(announced)
    found = tuple(one.what for one in plan(standing) if one.on <= today and one.what in known)
    return ("case",) if "case" in found else found


def next_look(standing: Standing, today: date) -> Next:
    """When to see to it again. What is due already is announced first."""
    planned = plan(standing)
    if not planned:
        return Next(today + (SOON if is_waiting(standing) or not standing.works else LATER))
    first = max(planned[0].on, today + NOTICE)
    if first > today + AHEAD:
        return Next(first - AHEAD)
    return Next(first, tuple(one.what for one in planned if one.on <= first))


def _planned(standing: Standing) -> Iterator[Planned]:
    helped = [work for work in standing.works if work.kind == "remission"]
    if standing.has_files and helped and all(work.status in DECIDED for work in helped):
        yield Planned("evidence", max(work.since.date() for work in helped) + APPEAL)
    ends = [_end(work) for work in standing.works]
    known = [end for end in ends if end is not None]
    if not ends or len(known) < len(ends):
        return
    if standing.has_sealed:
        yield Planned("sealed", max(known) + APPEAL)
    yield Planned("case", max(known) + (MONEY if _has_money(standing) else UNSUCCESSFUL))


def _has_money(standing: Standing) -> bool:
    return standing.paid or any(work.status in {"granted", "accepted"} for work in standing.works)


def _end(work: Work) -> date | None:
    """The day on which it ended or will; None where nobody knows yet. Help is given for a school year."""
    day = work.since.date()
    if work.status == "granted":
        return date(day.year + (day.month > 8), 8, 31)  # noqa: PLR2004 - the school year ends with August
    return day if work.status in ENDED else None
