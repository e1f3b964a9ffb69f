"""The question that the README adds to the form works as it stands, for everything that reads a question."""

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from musicservice.forms.application import Application, application
from musicservice.forms.draft import Draft, Typed
from musicservice.forms.journey import Journey, Step
from musicservice.forms.reading import read
from musicservice.pages.journey_pages import StepSheet, step_page
from tests.examples import CATALOGUE, NOW, begun, filled, journey

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
TUNE = "Wiegenlied, Łódź"


@pytest.fixture(scope="module")
def snippet() -> str:
    (found,) = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
def question(snippet: str) -> Step:
    """As it is made where the README says it goes: with the names of that module."""
    module = import_module("musicservice.forms.household.wishes")
    made = eval(snippet, dict(vars(module)))  # noqa: S307 - our own README
    assert isinstance(made, Step)
    return made


@pytest.fixture(scope="module")
def form(question: Step) -> Journey:
    """The form with the question after those of its module."""
    usual = journey()
    last = [stop.name for stop in usual.stops].index("ensembles") + 1
    return replace(usual, stops=(*usual.stops[:last], question, *usual.stops[last:]))


@pytest.fixture(scope="module")
def asked(form: Journey) -> Draft:
    """A form that has come to the question."""
    return filled(form, begun(form), until="listening")


@pytest.fixture(scope="module")
def sent(form: Journey, asked: Draft) -> Application:
    """The whole form, with the question answered for the first child."""
    (first, *_) = asked.members
    told = asked.with_typed("listening", first.id, Typed({"favourite_tune": (TUNE,)}, form.version))
    return application(read(form, filled(form, told), NOW.date()))


def test_it_takes_ten_lines(snippet: str) -> None:
    assert len(snippet.splitlines()) <= 10


def test_it_is_asked_where_its_condition_holds(form: Journey, asked: Draft) -> None:
    station = read(form, asked, NOW.date()).open

    assert station is not None
    assert (station.stop.name, station.member) == ("listening", asked.members[0])


def test_it_has_a_page(question: Step) -> None:
    page = step_page(CATALOGUE.site, StepSheet(page=question.page, action="/forms/enrolment/listening"))

    assert "Which tune could they hear every day?" in page
    assert 'name="favourite_tune"' in page


def test_its_answer_is_kept_with_the_child_it_is_about(sent: Application) -> None:
    first, *others = sent.stored(sealed=False)["members"]

    assert first["favourite_tune"] == TUNE
    assert [one for one in others if "favourite_tune" in one] == []


def test_its_answer_stands_in_no_email(sent: Application) -> None:
    assert TUNE not in str(sent.receipt())
