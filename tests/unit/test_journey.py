"""What a form in steps refuses to declare, and how its steps hang together."""

from typing import Any

import pytest

from musicservice.forms.conditions import ALWAYS, Is
from musicservice.forms.form import FormMisdeclaredError
from musicservice.forms.journey import RESERVED
from musicservice.forms.kinds import BirthDate
from tests.unit.small import (
    FILES,
    HORN,
    LIST,
    NAME,
    PERSONAL,
    PLAYS,
    SPECIAL,
    WHO,
    choice,
    gather,
    journey,
    page,
    text,
)

BORN = BirthDate(name="born", label="B", classification=PERSONAL, youngest=0, oldest=9)


@pytest.mark.parametrize(
    "stops",
    [
        (WHO, page("who", text("other"))),
        (WHO, gather(name="who")),
        (page("one", text("same")), page("two", text("same"))),
        (page("one", text("born-day")), page("two", BORN)),
        *[(WHO, page(name, text("a"))) for name in sorted(RESERVED)],
    ],
    ids=[
        "two pages",
        "a page and a list",
        "two questions",
        "a question and a part of a date",
        *sorted(RESERVED),
    ],
)
def test_a_name_is_used_once(stops: tuple[Any, ...]) -> None:
    with pytest.raises(FormMisdeclaredError, match="uses a name twice"):
        journey(*stops)


def test_what_was_once_asked_keeps_its_name() -> None:
    with pytest.raises(FormMisdeclaredError, match="uses a name twice: horn"):
        journey(retired=(text("horn"),))

    assert journey(retired=(text("flute"),)).retired


@pytest.mark.parametrize(
    "stops",
    [
        (page("first", text("a"), when=Is("b", "x")), page("second", choice("b", "x"))),
        (page("same", choice("b", "x"), when=Is("b", "x")),),
        (WHO, gather(shown_if=Is("b", "x"))),
    ],
    ids=["asked later", "asked on the page itself", "never asked"],
)
def test_a_step_waits_for_no_answer_that_comes_later(stops: tuple[Any, ...]) -> None:
    with pytest.raises(FormMisdeclaredError, match="asks b only after"):
        journey(*stops)


def test_no_question_is_newer_than_its_form() -> None:
    """Else the page would be asked again for ever."""
    with pytest.raises(FormMisdeclaredError, match="asks new since a later version"):
        journey(WHO, page("more", text("new", since=3)), version=2)

    assert journey(WHO, page("more", text("new", since=2)), version=2).fields[-1].since == 2


def test_its_steps_are_the_pages_of_questions_in_order() -> None:
    form = journey()

    assert [step.name for step in form.steps] == ["who", "name", "plays", "horn", "needs", "agreed"]
    assert form.first == WHO
    assert [field.name for field in form.fields][:3] == ["who", "name", "family"]
    assert form.action == "/forms/small"


def test_it_knows_what_is_asked_of_each_and_what_once() -> None:
    form = journey()

    assert [field.name for field in form.asked(each=True)] == ["name", "family", "plays", "horn"]
    assert [field.name for field in form.asked(each=False)] == ["who", "needs", "terms"]


def test_what_is_asked_of_each_member_runs_together() -> None:
    runs = [[stop.name for stop in run] for run in journey().runs()]

    assert runs == [["who"], ["name", "plays", "horn"], ["all"], ["needs"], ["files"], ["agreed"]]


def test_two_runs_about_members_stay_apart() -> None:
    form = journey(NAME, WHO, PLAYS, HORN, LIST, FILES)

    assert [len(run) for run in form.runs()] == [1, 1, 2, 1, 1]


def test_a_form_without_members_has_no_run_of_them() -> None:
    assert list(journey(WHO).runs()) == [(WHO,)]
    assert WHO.shown_if is ALWAYS


def test_there_is_more_room_for_more_members_where_something_of_them_is_sealed() -> None:
    form = journey(WHO, page("needs", text("needs", classification=SPECIAL), each=True))

    assert form.room(2) - form.room(1) == form.room(1) - form.room(0) > 400
