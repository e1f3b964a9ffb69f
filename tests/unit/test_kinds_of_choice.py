"""Questions answered with a date, a choice or a tick: what they take, keep and show, and what they say."""

from datetime import date
from typing import Any

import pytest

from musicservice.forms.classification import Classification
from musicservice.forms.kinds import BirthDate, Checkboxes, Mistake, Option, Radios, Terms

TODAY = date(2026, 3, 14)
COMMON: dict[str, Any] = {"name": "x", "label": "Answer", "classification": Classification.PERSONAL}
OPTIONS = (Option("a", "First"), Option("b", "Second"), Option("c", "Third"))
BORN = BirthDate(**COMMON, missing="Enter the date", youngest=2, oldest=25)
RADIOS = Radios(**COMMON, options=OPTIONS, missing="Choose one")
BOXES = Checkboxes(**COMMON, options=OPTIONS)
TERMS = Terms(**COMMON, missing="Tick the box", version="2026-09-01", url="/terms/")


def parsed(field: Any, *typed: str) -> Any:
    return field.parse({"x": typed}, TODAY)


def message(result: Any) -> str:
    assert isinstance(result, Mistake)
    assert result.anchor
    return result.message


def born(day: str, month: str, year: str) -> Any:
    return BORN.parse({"x-day": (day,), "x-month": (month,), "x-year": (year,)}, TODAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("27", "3", "2015"), date(2015, 3, 27)),
        ((" 27 ", "03", "2015"), date(2015, 3, 27)),
        (("29", "2", "2016"), date(2016, 2, 29)),
        (("٢٧", "٣", "٢٠١٥"), date(2015, 3, 27)),
        (("14", "3", "2024"), date(2024, 3, 14)),
        (("15", "3", "2000"), date(2000, 3, 15)),
        (("27", "March", "2015"), date(2015, 3, 27)),
        (("27", "mar", "2015"), date(2015, 3, 27)),
        (("1", "SEPT.", "2015"), date(2015, 9, 1)),
    ],
)
def test_a_birth_date_is_taken(typed: tuple[str, str, str], kept: date) -> None:
    assert born(*typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Enter the date"),
        (("27", "", "2015"), "Answer must include a month"),
        (("", "", "2015"), "Answer must include a day and a month"),
        (("30", "2", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("31", "2", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("27", "Ma", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("27", "Marching", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("27", "March", "²"), "Year must have 4 numbers"),
        (("-1", "3", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("²", "3", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("1", "1", "0000"), "Answer must be a real date, like 27 3 2015"),
        (("1", "1", "0"), "Year must have 4 numbers"),
        (("31", "2", "15"), "Year must have 4 numbers"),
        (("1", "1", "20155"), "Year must have 4 numbers"),
        (("15", "3", "2026"), "Answer must be in the past"),
        (("1", "1", "1890"), "Check the year: we take people aged 2 to 25"),
        (("1", "1", "15"), "Year must have 4 numbers"),
        (("15", "3", "2024"), "Check the year: we take people aged 2 to 25"),
        (("14", "3", "2000"), "Check the year: we take people aged 2 to 25"),
    ],
)
def test_a_birth_date_says_what_is_wrong(typed: tuple[str, str, str], said: str) -> None:
    result = born(*typed)

    assert message(result) == said
    assert result.anchor == ("x-year" if "year" in said.lower() else "x-day")


def test_a_birth_date_is_kept_in_one_form_and_shown_in_words() -> None:
    assert BORN.store(date(2015, 3, 27)) == "2015-03-27"
    assert BORN.show(date(2015, 3, 27)) == "Friday 27 March 2015"


def test_one_of_a_list_is_chosen() -> None:
    assert parsed(RADIOS, "b") == "b"
    assert RADIOS.show("b") == "Second"
    assert message(parsed(RADIOS)) == "Choose one"
    assert message(parsed(RADIOS, "z")) == "That choice is no longer offered. Choose again."


def test_any_of_a_list_are_chosen_each_once_in_the_order_of_the_list() -> None:
    assert parsed(BOXES, "c", "a", "c") == ("a", "c")
    assert BOXES.show(("a", "c")) == "First\nThird"
    assert parsed(BOXES) is None
    gone = "One of your choices is no longer offered. Check your choices."
    assert message(parsed(BOXES, "a", "z")) == gone


def test_none_of_a_list_is_an_answer_where_that_is_declared() -> None:
    boxes = Checkboxes(**COMMON, options=OPTIONS, none_chosen="No")

    assert parsed(boxes) == parsed(boxes, "") == ()
    assert boxes.store(()) == ()
    assert boxes.show(()) == "No"
    assert boxes.show(("a",)) == "First"


def test_terms_are_agreed_to_in_the_version_that_stands() -> None:
    assert parsed(TERMS, "2026-09-01") == "2026-09-01"
    assert message(parsed(TERMS)) == "Tick the box"
    assert "have changed" in message(parsed(TERMS, "2025-09-01"))
    assert TERMS.show("2026-09-01") == "Version of 1 September 2026"
