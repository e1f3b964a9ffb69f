"""Whole forms of invented households, said child by child: what differs from the examples."""

from collections.abc import Mapping
from typing import TypeAlias

from musicservice.forms.draft import Draft, Typed
from musicservice.forms.household import ENROLMENT
from musicservice.forms.journey import Gather, Step
from musicservice.forms.reading import Station, read
from tests import examples
from tests.examples import NOW, Answer

Said: TypeAlias = Mapping[str, Answer]

AT_SCHOOL: Said = {"school": "Example Primary School", "school-choice": "urn:900001"}
"""A school whose office we can write to."""
LOOKED_AFTER: Said = {"child_grounds": ["looked-after"], "year_group": "6"}
FREE_MEALS: Said = {"child_grounds": ["free-meals-income"], **AT_SCHOOL}
LESSONS: Said = {
    "wants": ["lessons"],
    "first_instrument": "violin",
    "second_instrument": None,
    "lesson_type": "pair",
    "instrument_from": "own",
}


def household(
    *children: Said, name: str = ENROLMENT, applicant: str = "parent", own: Said | None = None
) -> Draft:
    """A draft in which nothing is open, about so many children; each is an example's but for what is said."""
    form = examples.journey(applicant, name)
    draft = examples.begun(form, applicant)
    while station := read(form, draft, NOW.date()).open:
        match station:
            case Station(stop=Step(page=page), member=member):
                place = draft.members.index(member) if member else None
                changes = {**(own or {}), **({} if place is None else {**_usual(place), **children[place]})}
                given = examples.typed(page, None, changes)
                assert not station.mistakes, f"wrong at {station.path}: {station.mistakes}"
                draft = draft.with_typed(page.name, member and member.id, Typed(given, form.version))
            case Station(stop=Gather()) if len(draft.members) < len(children):
                draft = draft.with_member(f"{len(draft.members) + 1:08x}")
            case _:
                draft = draft.with_finished(station.stop.name)
    return draft


def _usual(place: int) -> Said:
    """What a child is said to want who in the examples wants something else."""
    of_lessons = {name: examples.MEMBERS[0][name] for name in (*LESSONS, "hire_terms")}
    return {**of_lessons, **examples.MEMBERS[place % len(examples.MEMBERS)]}
