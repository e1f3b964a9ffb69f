"""Invented people, an invented catalogue, and the form as a browser would send it."""

from base64 import b64encode
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from musicservice.catalogue import Catalogue, Choice, Link, LinkGroup, Offer, Site, Terms
from musicservice.domain.relief import Fixed, Relief
from musicservice.domain.remission import Ground, Policy, Status, Way
from musicservice.domain.schools import School
from musicservice.forms import FORMS
from musicservice.forms.form import Form
from tests import figures

ORIGIN = "https://music.example"
NOW = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)

CATALOGUE = Catalogue(
    site=Site(
        name="Example Music Service",
        tagline="Music for everybody",
        url=ORIGIN,
        nav=(Link("Lessons", "/lessons/"), Link("Enrol", "/enrol/")),
        footer=(LinkGroup("About", (Link("Terms", "/terms/"),)),),
        phone="0191 496 0000",
        email="hello@music.example",
        address=("1 Example Street", "Durham"),
        minicom_or_relay="Relay UK: 18001 0191 496 0000",
    ),
    offer=Offer(
        instruments=(
            Choice("violin", "Violin", "Strings", ""),
            Choice("cornet", "Cornet", "Brass", "From age 7"),
        ),
        ensembles=(Choice("big-band", "Example Big Band", "Groups", "Ages 14 to 18"),),
    ),
    terms=Terms("2026-09-01", "/terms/"),
    tariff=figures.TARIFF,
    term_time=figures.TIME,
    policies=(
        Policy(
            id="2025-26",
            version="1",
            starts=date(2025, 9, 1),
            ends=date(2026, 8, 31),
            backdating_days=0,
            grounds=(
                Ground(
                    id="free-meals-income",
                    label="The child has free school meals on income grounds",
                    words="The meals are free because of the family’s income.",
                    status=Status.PUBLISHED,
                    way=Way.ONCE_CONFIRMED,
                    reliefs={"tuition": Relief(30, Fixed(3750, 5350)), "hire": Relief(50)},
                    evidence=("school",),
                    question="Does this child have free school meals because of income?",
                ),
            ),
        ),
    ),
    schools=(
        School(
            *("900001", "Example Primary School", "Sampleton", "ZZ1 1AA", "Primary", "Community school"),
            *("council", "840", "office@school.example"),
        ),
        School("900002", "Example Primary School", "Exampleby", "ZZ2 1AA", "Primary", "", "academy", "841"),
    ),
)

ANSWERS: dict[str, str | list[str]] = {
    "applicant": "parent",
    "child_given_name": "Zofia Łucja",
    "child_family_name": "O'Neill-Șerban",
    "child_known_as": "李",
    "birth_date-day": "27",
    "birth_date-month": "3",
    "birth_date-year": "2015",
    "year_group": "6",
    "school": "Example Primary, Durham",
    "wants": ["learn-violin", "join-big-band"],
    "experience": "some",
    "contact_name": "Renée ع",
    "email": "renee@family.example",
    "email-checked": "renee@family.example",
    "phone": "0191 496 0123",
    "access_needs": ["hearing", "quiet-space"],
    "access_detail": "Sitting near the front helps.",
    "tell_teacher": "yes",
    "photos": ["internal", "web"],
    "terms": "2026-09-01",
}
"""One good enrolment, by input name."""


def form() -> Form:
    return FORMS["enrolment"](CATALOGUE)


def answers(**changes: str | list[str] | None) -> dict[str, str | list[str]]:
    """The good enrolment with changes; None leaves an input out. Write birth_date_day for birth_date-day."""
    named = {name.replace("birth_date_", "birth_date-"): value for name, value in changes.items()}
    return {name: value for name, value in (ANSWERS | named).items() if value is not None}


def raw(**changes: str | list[str] | None) -> dict[str, tuple[str, ...]]:
    """The same as the form engine reads it."""
    return {
        name: tuple([value] if isinstance(value, str) else value)
        for name, value in answers(**changes).items()
    }


def body(**changes: str | list[str] | None) -> bytes:
    """The same as a browser sends it."""
    return urlencode(answers(**changes), doseq=True).encode()


def event(
    method: str = "POST",
    route: str = "/enrolment",
    content: bytes | None = None,
    headers: dict[str, str] | None = None,
    params: dict[str, str] | None = None,
) -> dict[str, Any]:
    """An event as API Gateway makes it for an app whose every body is binary."""
    sent = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    given = sent if headers is None else headers
    return {
        "resource": route,
        "path": route,
        "httpMethod": method,
        "headers": given,
        "multiValueHeaders": {name: [value] for name, value in given.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
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
