"""A form in several steps, some of them asked of each child: the declaration of the whole.

It says what is asked, in which order and when. What one household has typed is a Draft; where that
household stands is a Reading. This module knows no particular question.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from musicservice.forms.conditions import ALWAYS, Condition
from musicservice.forms.form import Form, FormMisdeclaredError
from musicservice.forms.kinds.field import Field

CHECK = "check"
RESERVED = frozenset(
    {
        *(CHECK, "received", "save", "new", "remove", "letter"),
        *("course", "manage", "leave", "cancel", "offer", "decline", "calendar"),
    }
)
"""Addresses of a form's own pages, which no step may take."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of questions. `each` asks it of every member of the household, in runs of such steps."""

    page: Form
    shown_if: Condition = ALWAYS
    each: bool = False

    @property
    def name(self) -> str:
        """Its part of the address."""
        return self.page.name


@dataclass(frozen=True, kw_only=True)
class Gather:
    """The list of members, where one is added or taken out, until the household says that is everybody."""

    name: str
    title: str
    intro: str
    add: str
    done: str
    shown_if: Condition = ALWAYS
    each: bool = False


@dataclass(frozen=True, kw_only=True)
class Attach:
    """Where files are shown to us, until the household goes on."""

    name: str
    title: str
    shown_if: Condition = ALWAYS
    each: bool = False


Stop: TypeAlias = Step | Gather | Attach


@dataclass(frozen=True, kw_only=True)
class Journey:
    """The whole form. `begins` is the address of its first page, which is part of the site.

    `member` is what one of those is called that it may be about, `most` how many there may be.
    `retired` holds questions no longer asked, so that what was answered once can still be read.
    Raises FormMisdeclaredError for two steps or two questions of one name, for a condition on a question
    that has not been asked by then, and for a question that only a later version asks.
    """

    name: str
    version: int
    title: str
    begins: str
    submit: str
    member: str
    most: int
    stops: tuple[Stop, ...]
    retired: tuple[Field[Any], ...] = ()

    def __post_init__(self) -> None:
        _check_names(self)
        _check_conditions(self)
        _check_versions(self)

    @property
    def action(self) -> str:
        """Where its first page is posted; the addresses of all others are below it."""
        return f"/forms/{self.name}"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The pages of questions."""
        return tuple(stop for stop in self.stops if isinstance(stop, Step))

    def room(self, members: int) -> int:
        """The most octets that the sealed answers about so many take as JSON, whatever is answered."""
        own, each = (
            sum(_room(field) for field in self.asked(each=of_member) if field.classification.sealed)
            for of_member in (False, True)
        )
        return len(json.dumps({"answers": {}, "members": []})) + own + members * (len("{}, ") + each)

    @property
    def first(self) -> Step:
        """The page that begins it."""
        return self.steps[0]

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """Every question, in the order asked."""
        return tuple(field for step in self.steps for field in step.page.fields)

    def asked(self, *, each: bool) -> tuple[Field[Any], ...]:
        """The questions asked of each member, or those asked once."""
        return tuple(field for step in self.steps if step.each is each for field in step.page.fields)

    def runs(self) -> Iterator[tuple[Stop, ...]]:
        """The stops in runs: those of each member in a row together, every other by itself."""
        run: list[Stop] = []
        for stop in self.stops:
            if run and not (stop.each and run[-1].each):
                yield tuple(run)
                run = []
            run.append(stop)
        if run:
            yield tuple(run)


def _room(field: Field[Any]) -> int:
    return len(json.dumps({field.name: ""})) + max(field.longest, len("null"))


def _check_names(journey: Journey) -> None:
    stops = [*RESERVED, *(stop.name for stop in journey.stops)]
    asked = [name for field in (*journey.fields, *journey.retired) for name in {field.name, *field.inputs}]
    twice = [name for names in (stops, asked) for name, times in Counter(names).items() if times > 1]
    if twice:
        raise FormMisdeclaredError(f"{journey.name} uses a name twice: {', '.join(sorted(twice))}")


def _check_conditions(journey: Journey) -> None:
    known: set[str] = set()
    for stop in journey.stops:
        if early := sorted(stop.shown_if.reads - known):
            raise FormMisdeclaredError(f"{journey.name} asks {', '.join(early)} only after {stop.name}")
        if isinstance(stop, Step):
            known |= {field.name for field in stop.page.fields}


def _check_versions(journey: Journey) -> None:
    if early := sorted(field.name for field in journey.fields if field.since > journey.version):
        raise FormMisdeclaredError(
            f"{journey.name} asks {', '.join(early)} since a later version than its own"
        )
