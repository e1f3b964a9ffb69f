"""The content models: what a file may say, and that every field explains itself."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping

import pytest
from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from plugins.models.cases import Case, Child, Example, Rates, WorkedChild
from plugins.models.course import Cancellation, Course, CoursePrices, Session
from plugins.models.dates import BankHoliday, Dates, Term
from plugins.models.ensemble import Ensemble
from plugins.models.instrument import Instrument
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.prices import Price, Prices, Surcharge
from plugins.models.record import Body
from plugins.models.remission import Charges, Ground, Policy, Remission
from plugins.models.site import Link, LinkGroup, SiteDetails
from plugins.models.strategy import Aim, Commitment, InclusionSection, Mission
from plugins.models.terms import Clause, Terms
from plugins.reading.front_matter import split
from tests.site.small_content import document

RECORDS = (Page, Mission, Aim, Commitment, InclusionSection, Ensemble, Instrument, Course, News)
TABLES = (
    Price,
    Surcharge,
    Policy,
    Ground,
    Charges,
    Child,
    WorkedChild,
    Rates,
    Clause,
    Term,
    BankHoliday,
    Link,
    LinkGroup,
)
INSTEAD: Mapping[type[BaseModel], set[str]] = defaultdict(set, {Ground: {"covers"}})
"""Fields that stand instead of others."""
FILES = (Prices, Remission, Terms, Dates, SiteDetails, Example, Case)


@pytest.mark.parametrize(
    "model",
    [*RECORDS, *TABLES, *FILES, Session, CoursePrices, Cancellation],
    ids=lambda model: model.__name__,
)
def test_it_explains_every_field_and_gives_an_example(model: type[BaseModel]) -> None:
    bare = [name for name, info in model.model_fields.items() if not info.description or not info.examples]

    assert model.model_fields
    assert bare == []


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_it_accepts_its_own_examples(model: type[BaseModel]) -> None:
    values = split("content/example.md", document(model)).values

    assert model.model_validate(values)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_it_accepts_its_own_examples_as_toml(model: type[BaseModel]) -> None:
    fields = model.model_fields.items()
    text = "".join(f"{name} = {info.examples[0]}\n" for name, info in fields if name not in INSTEAD[model])

    assert model.model_validate(tomllib.loads(text))


def test_it_reads_text_that_looks_like_something_else_as_it_was_written() -> None:
    sessions = "\n  - date: 2027-03-01\n    start: 09:05\n    end: 10:30\n    place: no"
    text = document(Course).replace('sessions: "', "sessions: ")
    lines = [line for line in text.splitlines() if not line.startswith("sessions")]
    text = "\n".join([lines[0], f"sessions:{sessions}", *lines[1:]])

    course = Course.model_validate(split("content/courses/x.md", text).values)

    assert (course.sessions[0].start, course.sessions[0].end, course.sessions[0].place) == (
        "09:05",
        "10:30",
        "no",
    )


def test_it_puts_sessions_in_order() -> None:
    sessions = [
        {"date": "2027-05-01", "start": "10:00", "end": "11:00", "place": "Here"},
        {"date": "2027-03-01", "start": "10:00", "end": "11:00", "place": "There"},
    ]
    values = split("content/courses/x.md", document(Course)).values

    course = Course.model_validate({**values, "sessions": sessions})

    assert [session.place for session in course.sessions] == ["There", "Here"]
    assert course.first_day.isoformat() == "2027-03-01"


@pytest.mark.parametrize(("name", "value"), [("sessions", []), ("outcomes", []), ("seats", "0")])
def test_a_course_is_held_for_someone_at_some_time(name: str, value: object) -> None:
    values = split("content/courses/x.md", document(Course)).values

    with pytest.raises(ValidationError, match=r"at least|from 1 to") as refused:
        Course.model_validate({**values, name: value})

    assert [error["loc"] for error in refused.value.errors()] == [(name,)]


@pytest.mark.parametrize("address", ["/_mailbox/", "/_mailbox/1/", "/Forms/", "//forms/"])
def test_a_page_has_an_address_of_small_letters(address: str) -> None:
    values = split("content/pages/x.md", document(Page, url=address)).values

    with pytest.raises(ValidationError, match="an address on this site"):
        Page.model_validate(values)


@pytest.mark.parametrize("review", ["2026-11-20", "2026-11-19"])
def test_a_page_is_looked_at_again_after_it_was_changed(review: str) -> None:
    values = split("content/pages/x.md", document(Page, updated="2026-11-20", review=review)).values

    with pytest.raises(ValidationError, match="a day later than updated"):
        Page.model_validate(values)


def test_a_page_is_parted_at_its_first_heading() -> None:
    page = Page.model_validate(split("content/pages/x.md", document(Page)).values)
    page.bind("content/pages/x.md", "x", Body(Markup("<p>One</p>\n<h2>Two</h2>\n<h2>Three</h2>")), {})

    assert page.opening == Markup("<p>One</p>\n")
    assert page.rest == Markup("<h2>Two</h2>\n<h2>Three</h2>")
    assert page.opening + page.rest == page.html


def test_an_instrument_names_its_placeholders() -> None:
    values = split("content/instruments/x.md", document(Instrument, sample="[start_age, hire]")).values

    assert Instrument.model_validate(values).sample == ("start_age", "hire")
    with pytest.raises(ValidationError):
        Instrument.model_validate({**values, "sample": ["title"]})
