"""Answers "Find an ensemble" and "Find training": reads what is asked, looks it up, knows its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from musicservice.catalogue import Catalogue
from musicservice.domain import ensembles
from musicservice.domain.ensembles import Ensemble, Near, Wanted
from musicservice.domain.training import Course
from musicservice.domain.training.menu import Sought, coming, matching
from musicservice.forms.finding import find_ensembles, find_training
from musicservice.forms.form import Answers, Form, Mistakes
from musicservice.forms.typed import Raw

TODAY = date.min
"""No question about ensembles depends on the day."""


@dataclass(frozen=True)
class Chosen:
    """One thing that is looked for, as a person reads it, and the address of the same search without it."""

    label: str
    shown: str
    without: str


@dataclass(frozen=True)
class Found:
    """What came of a search: what fits, in what order, and, where nothing does, what comes near."""

    form: Form
    raw: Raw
    errors: Mistakes
    chosen: tuple[Chosen, ...] = ()
    ensembles: tuple[Ensemble, ...] = ()
    courses: tuple[Course, ...] = ()
    near: tuple[Near, ...] = ()


def ensembles_found(raw: Raw, catalogue: Catalogue) -> Found:
    """The ensembles that fit what is asked in `raw`; all of them where something in it is mistaken."""
    known = catalogue.ensembles
    form = find_ensembles(known, catalogue.offer.instruments)
    parsed = form.parse(raw, TODAY)
    if not isinstance(parsed, Answers):
        return Found(form, raw, parsed, ensembles=known)
    wanted = _wanted(parsed)
    fits = ensembles.fitting(known, wanted)
    near = () if fits else ensembles.nearest(known, wanted)
    return Found(form, raw, {}, tuple(_chosen(form, parsed)), ensembles=fits, near=near)


def courses_found(raw: Raw, catalogue: Catalogue, at: datetime) -> Found:
    """The courses to come that fit what is asked in `raw`; all of them where something is mistaken."""
    known = coming(catalogue.courses, at)
    form = find_training(known)
    parsed = form.parse(raw, at.date())
    if not isinstance(parsed, Answers):
        return Found(form, raw, parsed, courses=known)
    sought = Sought(**{name: parsed.of(name) or "" for name in ("phase", "kind", "month", "where", "cost")})
    return Found(form, raw, {}, tuple(_chosen(form, parsed)), courses=matching(known, sought))


def _wanted(answers: Answers) -> Wanted:
    def number(name: str) -> int | None:
        value = answers.of(name)
        return None if value is None else int(value)

    return Wanted(
        instrument=answers.of("instrument") or "",
        age=number("age"),
        level=answers.of("level") or "",
        day=(answers.of("day") or "").capitalize(),
        town=answers.of("town") or "",
        most=number("cost"),
    )


def _chosen(form: Form, answers: Answers) -> Iterator[Chosen]:
    given = {field.name: answers.of(field.name) for field in form.fields if answers.of(field.name)}
    for field in form.fields:
        if field.name in given:
            rest = urlencode({name: value for name, value in given.items() if name != field.name})
            address = f"{form.action}?{rest}" if rest else form.action
            yield Chosen(field.label, field.show(given[field.name]), address)
