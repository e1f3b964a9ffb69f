"""Every kind of question: what it takes, how it keeps and shows it, what it says when it cannot."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.forms.classification import Classification
from musicservice.forms.kinds import (
    BirthDate,
    Checkboxes,
    Email,
    LongText,
    Mistake,
    Option,
    Phone,
    Radios,
    Terms,
    Text,
)
from musicservice.forms.typed import tidy

TODAY = date(2026, 3, 14)
COMMON: dict[str, Any] = {"name": "x", "label": "Answer", "classification": Classification.PERSONAL}
OPTIONS = (Option("a", "First"), Option("b", "Second"), Option("c", "Third"))
TEXT = Text(**COMMON, missing="Enter it")
EMAIL, PHONE = Email(**COMMON), Phone(**COMMON)
LONG = LongText(**COMMON, limit=20)
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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Łucja", "Łucja"),
        ("李", "李"),
        ("O'Neill-Șerban", "O'Neill-Șerban"),
        ("  trimmed \t", "trimmed"),
        ("\u00a0nbsp\u00a0", "nbsp"),
        ("\u200eleft\u200e", "left"),
        ("\u2068isolated\u2069", "isolated"),
        ("\ufeffmarked", "marked"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("two\twords", "two words"),
        ("李　小龍", "李　小龍"),
        ("e\u0301", "e\u0301"),
        ("<script>", "<script>"),
        ("a" * 100, "a" * 100),
    ],
)
def test_text_is_kept_as_typed_but_for_what_surrounds_it(typed: str, kept: str) -> None:
    assert parsed(TEXT, typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter it"),
        ("   ", "Enter it"),
        ("\u200b\u2060", "Enter it"),
        ("\u200d", "Enter it"),
        ("a\nb", "Answer must be on one line"),
        ("a\r", "Answer must be on one line"),
        ("a\u2029b", "Answer must be on one line"),
        ("a\u202eb", "Answer holds invisible characters: type it again instead of pasting it"),
        ("a" * 101, "Answer must be 100 characters or fewer"),
    ],
)
def test_text_says_what_is_wrong(typed: str, said: str) -> None:
    assert message(parsed(TEXT, typed)) == said


def test_what_was_not_sent_is_unanswered() -> None:
    assert message(TEXT.parse({}, TODAY)) == "Enter it"
    assert EMAIL.parse({}, TODAY) is None


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(max_size=120))
def test_text_is_a_mistake_or_a_part_of_what_was_typed(typed: str) -> None:
    result = parsed(TEXT, typed)

    assert isinstance(result, Mistake) or result in typed.replace("\t", " ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("name@example.com", "name@example.com"),
        (" Name@EXAMPLE.com ", "Name@example.com"),
        ("a.b+c@sub.example.co.uk", "a.b+c@sub.example.co.uk"),
        ("o'neill@example.com", "o'neill@example.com"),
        ("name@exämple.com", "name@exämple.com"),
    ],
)
def test_an_email_address_is_taken(typed: str, kept: str) -> None:
    assert parsed(EMAIL, typed) == kept


NO_ADDRESSES = ["name", "name@", "@example.com", "a@b", "a b@example.com", "a@example.com, b@example.com"]
NO_ADDRESSES += ["zoë@example.com", "a@example..com", "Name <a@example.com>", "a@[127.0.0.1]", "a@localhost"]


@pytest.mark.parametrize("typed", [*NO_ADDRESSES, "a" * 65 + "@example.com"])
def test_an_email_address_that_cannot_be_written_to_is_a_mistake(typed: str) -> None:
    assert message(parsed(EMAIL, typed)) == "Enter an email address like name@example.com"


def test_an_email_address_with_a_line_break_is_a_mistake() -> None:
    assert message(parsed(EMAIL, "a@example.com\r\nBcc: b@example.com")) == "Answer must be on one line"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0191 496 0123", "+441914960123", "0191 496 0123"),
        ("(0191) 496-0123", "+441914960123", "0191 496 0123"),
        ("+44 (0)191 496 0123", "+441914960123", "0191 496 0123"),
        ("0044 191 496 0123", "+441914960123", "0191 496 0123"),
        ("07700 900123", "+447700900123", "07700 900123"),
        ("０１９１ ４９６ ０１２３", "+441914960123", "0191 496 0123"),
        ("0191 496 0123 ext 45", "+441914960123;ext=45", "0191 496 0123 x45"),
        ("016977 2345", "+44169772345", "016977 2345"),
        ("+33 1 23 45 67 89", "+33123456789", "+33 1 23 45 67 89"),
        ("+48 22 123 45 67", "+48221234567", "+48 22 123 45 67"),
    ],
)
def test_a_phone_number_is_taken_in_any_usual_form(typed: str, kept: str, shown: str) -> None:
    assert parsed(PHONE, typed) == kept
    assert PHONE.show(kept) == shown


@pytest.mark.parametrize(
    "typed", ["12", "496 0123", "call me", "0191", "+44", "0191 496 0123 4567 890", "()"]
)
def test_a_phone_number_nobody_can_ring_is_a_mistake(typed: str) -> None:
    said = "Enter a phone number like 0191 496 0000, with the area code"
    assert message(parsed(PHONE, typed)) == said


@given(st.text(max_size=50))
def test_a_phone_number_is_never_more_than_a_mistake(typed: str) -> None:
    assert isinstance(parsed(PHONE, typed), str | Mistake | None)


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
        (("27", "March", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("-1", "3", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("²", "3", "2015"), "Answer must be a real date, like 27 3 2015"),
        (("1", "1", "0"), "Answer must be a real date, like 27 3 2015"),
        (("15", "3", "2026"), "Answer must be in the past"),
        (("1", "1", "1890"), "Answer must belong to somebody aged 2 to 25: check the year"),
        (("1", "1", "15"), "Answer must belong to somebody aged 2 to 25: check the year"),
        (("15", "3", "2024"), "Answer must belong to somebody aged 2 to 25: check the year"),
        (("14", "3", "2000"), "Answer must belong to somebody aged 2 to 25: check the year"),
    ],
)
def test_a_birth_date_says_what_is_wrong(typed: tuple[str, str, str], said: str) -> None:
    result = born(*typed)

    assert message(result) == said
    assert result.anchor == "x-day"


def test_a_birth_date_is_kept_in_one_form_and_shown_in_words() -> None:
    assert BORN.store(date(2015, 3, 27)) == "2015-03-27"
    assert BORN.show(date(2015, 3, 27)) == "Friday 27 March 2015"


def test_one_of_a_list_is_chosen() -> None:
    assert parsed(RADIOS, "b") == "b"
    assert RADIOS.show("b") == "Second"
    assert message(parsed(RADIOS)) == "Choose one"
    assert message(parsed(RADIOS, "z")) == "Choose from the list: Answer"


def test_a_default_is_chosen_until_somebody_chooses_otherwise() -> None:
    radios = Radios(**COMMON, options=OPTIONS, missing="Choose one", default="c")

    assert parsed(radios) == "c"
    assert parsed(radios, "a") == "a"
    assert radios.preset == {"x": ("c",)}


def test_any_of_a_list_are_chosen_each_once_in_the_order_of_the_list() -> None:
    assert parsed(BOXES, "c", "a", "c") == ("a", "c")
    assert BOXES.show(("a", "c")) == "First\nThird"
    assert parsed(BOXES) is None
    assert message(parsed(BOXES, "a", "z")) == "Choose from the list: Answer"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("one\r\ntwo\rthree\n", "one\ntwo\nthree"), ("a" * 20, "a" * 20), ("a\r\n" * 7, "a\na\na\na\na\na\na")],
)
def test_long_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert parsed(LONG, typed) == kept


def test_long_text_says_by_how_much_it_is_too_long() -> None:
    assert message(parsed(LONG, "a" * 23)) == "Answer must be 20 characters or fewer: it is 3 too long"
    assert parsed(LONG, "\u200b \r\n") is None


def test_terms_are_agreed_to_in_the_version_that_stands() -> None:
    assert parsed(TERMS, "2026-09-01") == "2026-09-01"
    assert message(parsed(TERMS)) == "Tick the box"
    assert "have changed" in message(parsed(TERMS, "2025-09-01"))
    assert TERMS.show("2026-09-01") == "Version 2026-09-01"
