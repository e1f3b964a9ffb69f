"""Invented people, an invented catalogue, and each page of a form as a browser would send it."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urlencode

from musicservice.forms import BOOKING, JOURNEYS
from musicservice.forms.draft import Draft, Member, Typed
from musicservice.forms.form import Form
from musicservice.forms.household import ENROLMENT
from musicservice.forms.household.voice import APPLICANTS
from musicservice.forms.journey import Gather, Journey, Step
from musicservice.forms.reading import Station, read
from musicservice.forms.typed import Raw
from musicservice.services.drafting import TURNS_ON
from tests.courses import BOOKING_ANSWERS
from tests.published import CATALOGUE, NOW, ORIGIN

__all__ = [
    "ANSWERS",
    "CATALOGUE",
    "HOUSEHOLD",
    "MEMBERS",
    "NOW",
    "ORIGIN",
    "WORDINGS",
    "begun",
    "body",
    "event",
    "filled",
    "journey",
    "passed",
    "typed",
]

WORDINGS = dict.fromkeys(JOURNEYS, APPLICANTS) | {BOOKING: ("choirs", "choirs-with-lunch")}
"""For whom each form is made: who fills it in, or the course that is booked."""
HOUSEHOLD = tuple(name for name in JOURNEYS if name != BOOKING)
"""The forms that become a case."""

Answer: TypeAlias = str | list[str] | None
"""One value of an input, several, or none sent."""

ANSWERS: Mapping[str, Answer] = {
    "applicant": "parent",
    "help_with_fees": "yes",
    "family_grounds": ["hardship"],
    "hardship_words": "The boiler broke — 1\u202f200 £.",
    "proof_by": "school",
    "may_ask": "yes",
    "will_tell": "yes",
    "request_reference": "DMS-7K4Q-2M",
    "learning": "Violin, and the Jazz Jam on Saturdays",
    "contact_name": "Renée ع",
    "relationship": "Großmutter",
    "invoice_name": "Ngô Thị Ánh",
    "email": "renee@family.example",
    "email-checked": "renee@family.example",
    "phone": "0191 496 0123",
    "address": "2 Example Row\nDurham",
    "safe_ways": "email-only",
    "safe_detail": "Not before four o'clock.",
    "language": "pl",
    "other_language": "ślůnsko",
    "communication": ["interpreter", "large-print"],
    "emergency_name": "José Ó Briain",
    "emergency_phone": "+48 22 123 45 67",
    "terms": "2026-09-01",
    **BOOKING_ANSWERS,
    "took_part": "part",
    "in_the_way": "The echo — كان الصدى عالياً",
    "will_use": "Śpiew bez słów",
}
"""What one invented household or school says of itself, by input name."""

MEMBERS: tuple[Mapping[str, Answer], ...] = (
    {
        "child_given_name": "Zofia Łucja",
        "child_family_name": "O'Neill-Șerban",
        "child_known_as": "李",
        "birth_date-day": "27",
        "birth_date-month": "3",
        "birth_date-year": "2015",
        "year_group": "6",
        "school": "Example Primary School",
        "school-choice": "urn:900001",
        "school-drawn-for": "Example Primary School",
        "wants": ["lessons"],
        "experience": "some",
        "first_instrument": "violin",
        "second_instrument": "cornet",
        "lesson_type": "pair",
        "instrument_from": "hire",
        "hand": "left",
        "instrument_size": "Half-size violin",
        "hire_terms": "2026-09-01",
        "access_needs": ["hearing", "quiet-space"],
        "access_detail": "Sitting near the front helps.",
        "tell_teacher": "yes",
        "own_words": "I like it LOUD 🥁",
        "photos": ["internal", "web"],
        "delegate_name": "Ngô Thị Ánh",
        "delegate_email": "anh@school.example",
        "delegate_email-checked": "anh@school.example",
        "delegate_role": "Chórmistrz",
        "delegate_phases": ["primary", "special"],
        "diet": "No nuts",
        "child_grounds": ["free-meals-income"],
    },
    {
        "child_given_name": "Nguyễn Ánh",
        "child_family_name": "O'Neill-Șerban",
        "birth_date-day": "2",
        "birth_date-month": "May",
        "birth_date-year": "2010",
        "year_group": "11",
        "school-choice": "home",
        "wants": ["ensemble"],
        "ensembles": ["big-band", "any"],
        "medical": "Asthma: blue inhaler, in the bag.",
        "tell_teacher": "no",
        "own_words": "نغمه\u200cها",
        "delegate_name": "José Ó Briain",
        "delegate_email": "jose@school.example",
        "child_grounds": ["none"],
    },
    {
        "child_given_name": "किरण",
        "birth_date-day": "14",
        "birth_date-month": "1",
        "birth_date-year": "2019",
        "year_group": "2",
        "school": "Szkoła Polska, Durham",
        "school-choice": "other",
        "wants": ["help-me-choose"],
        "own_words_young": "The rain on the roof!",
        "delegate_later": "yes",
        "child_grounds": ["none"],
    },
)
"""What they say of three children: lessons and hire, an ensemble, help to choose; and of three colleagues.

Together they answer every question, and each input needs an entry here or above and nowhere else.
"""


@cache
def journey(applicant: str = "parent", name: str = ENROLMENT) -> Journey:
    """A form as it is worded for somebody."""
    return JOURNEYS[name](CATALOGUE, applicant)


def typed(page: Form, member: int | None = None, changes: Mapping[str, Answer] | None = None) -> Raw:
    """One page as the household fills it in, about its `member`th child; in `changes` None leaves out.

    Of a fourth child the same is said as of the first, and so on.
    """
    given = {**ANSWERS, **(MEMBERS[member % len(MEMBERS)] if member is not None else {}), **(changes or {})}
    return {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name in page.inputs
        if (value := given.get(name)) is not None
    }


def body(page: Form, member: int | None = None, changes: Mapping[str, Answer] | None = None) -> bytes:
    """The same as a browser sends it."""
    return urlencode(typed(page, member, changes), doseq=True).encode()


def begun(form: Journey, applicant: str = "parent") -> Draft:
    """A draft as it is when the first page has been sent."""
    first = Typed(typed(form.first.page, changes=dict.fromkeys(TURNS_ON, applicant)), form.version)
    return Draft(
        form=form.name, version=form.version, begun=NOW.date(), pages={form.first.name: first}
    ).with_member(f"{1:08x}")


def filled(form: Journey, draft: Draft, until: str = "", children: int = len(MEMBERS)) -> Draft:
    """The draft with every open page filled in, in order, as far as the stop named `until`.

    Children are added at the list of them until there are as many as `children`.
    """
    while (station := read(form, draft, NOW.date()).open) and station.stop.name != until:
        draft = passed(form, draft, station, children)
    return draft


def passed(form: Journey, draft: Draft, station: Station, children: int = len(MEMBERS)) -> Draft:
    """The draft with one open page filled in."""
    assert not station.mistakes, f"the examples are wrong at {station.path}: {station.mistakes}"
    match station:
        case Station(stop=Step(page=page), member=None):
            return draft.with_typed(page.name, None, Typed(typed(page), form.version))
        case Station(stop=Step(page=page), member=Member() as member):
            place = draft.members.index(member)
            return draft.with_typed(page.name, member.id, Typed(typed(page, place), form.version))
        case Station(stop=Gather()) if len(draft.members) < children:
            return draft.with_member(f"{len(draft.members) + 1:08x}")
        case _:
            return draft.with_finished(station.stop.name)


def event(  # noqa: PLR0913 - a whole event
    method: str = "POST",
    route: str = "/enrolment",
    content: bytes | None = None,
    headers: dict[str, str] | None = None,
    params: dict[str, str] | None = None,
    *,
    cookie: str = "",
    query: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """An event as API Gateway makes it for an app whose every body is binary.

    `cookie` is the whole header, such as "enrolment=7K4Q2MXW9RTBHC3PV6ND".
    """
    sent = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    given = {**(sent if headers is None else headers), **({"cookie": cookie} if cookie else {})}
    return {
        "resource": route,
        "path": route,
        "httpMethod": method,
        "headers": given,
        "multiValueHeaders": {name: [value] for name, value in given.items()},
        "queryStringParameters": query and {name: values[-1] for name, values in query.items()},
        "multiValueQueryStringParameters": query,
        "pathParameters": params,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": route,
            "httpMethod": method,
            "stage": "forms",
            "path": f"/forms{route}",
        },
        "body": None if content is None else b64encode(content).decode(),
        "isBase64Encoded": content is not None,
    }
