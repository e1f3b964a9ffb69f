"""Questions answered in writing: what they take, how they keep and show it, and what they say."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.forms.classification import Classification
from musicservice.forms.kinds import Email, LongText, Mistake, Phone, Text
from musicservice.forms.typed import tidy

TODAY = date(2026, 3, 14)
COMMON: dict[str, Any] = {"name": "x", "label": "Answer", "classification": Classification.PERSONAL}
TEXT = Text(**COMMON, missing="Enter it")
EMAIL, PHONE = Email(**COMMON), Phone(**COMMON)
LONG = LongText(**COMMON, limit=20)


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


def test_an_address_that_looks_like_a_slip_is_questioned_once() -> None:
    asked = "Did you mean name@gmail.com? If name@gmial.com is right, send again"

    assert message(parsed(EMAIL, "name@gmial.com")) == asked
    assert message(EMAIL.parse({"x": ("name@gmial.com",), "x-checked": ("",)}, TODAY)) == asked
    again = {"x": (" name@gmial.com",), "x-checked": ("name@gmial.com",)}
    assert EMAIL.parse(again, TODAY) == "name@gmial.com"


def test_another_address_that_looks_like_a_slip_is_questioned_again() -> None:
    other = {"x": ("name@gmal.com",), "x-checked": ("name@gmial.com",)}

    assert message(EMAIL.parse(other, TODAY)).startswith("Did you mean name@gmail.com?")


def test_what_was_questioned_before_does_not_bother_a_corrected_address() -> None:
    mended = {"x": ("name@gmail.com",), "x-checked": ("name@gmial.com",)}

    assert EMAIL.parse(mended, TODAY) == "name@gmail.com"


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
        ("0191-496-0123 x45", "+441914960123;ext=45", "0191 496 0123 x45"),
        ("+44 (0)7700 900123", "+447700900123", "07700 900123"),
        ("(01632) 960-123", "+441632960123", "01632 960123"),
        ("0800 123456", "+44800123456", "0800 123456"),
        ("016977 2345", "+44169772345", "016977 2345"),
        ("+33 1 23 45 67 89", "+33123456789", "+33 1 23 45 67 89"),
        ("+48 22 123 45 67", "+48221234567", "+48 22 123 45 67"),
    ],
)
def test_a_phone_number_is_taken_in_any_usual_form(typed: str, kept: str, shown: str) -> None:
    assert parsed(PHONE, typed) == kept
    assert PHONE.show(kept) == shown


NO_NUMBERS = ["12", "496 0123", "0191", "+44", "0191 496 0123 4567 890", "()", "0770090012", "0191 496 012"]
NO_NUMBERS += ["077009001234", "020 7946 000", "07700 900123 07700 900124"]


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_a_phone_number_nobody_can_ring_is_a_mistake(typed: str) -> None:
    said = "Enter the whole phone number with its area code, like 0191 496 0000"
    assert message(parsed(PHONE, typed)) == said


@pytest.mark.parametrize(
    "typed", ["0191-372-OOOO", "0800 FLOWERS", "call me", "0191 496 O123", "07700 9OO123", "0191 496 000O"]
)
def test_letters_in_place_of_digits_are_a_mistake(typed: str) -> None:
    said = "Use digits only, like 0191 496 0000: a letter may stand for another number than the one you mean"
    assert message(parsed(PHONE, typed)) == said


@pytest.mark.parametrize("typed", ["07700 900123 mum", "Mum: 07700 900123", "07700 900123 (gran’s)"])
def test_words_beside_a_phone_number_are_a_mistake(typed: str) -> None:
    assert message(parsed(PHONE, typed)) == "Enter the number alone, without words beside it"


@given(st.text(max_size=50))
def test_a_phone_number_is_never_more_than_a_mistake(typed: str) -> None:
    assert isinstance(parsed(PHONE, typed), str | Mistake | None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("one\r\ntwo\rthree\n", "one\ntwo\nthree"), ("a" * 20, "a" * 20), ("a\r\n" * 7, "a\na\na\na\na\na\na")],
)
def test_long_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert parsed(LONG, typed) == kept


def test_long_text_says_by_how_much_it_is_too_long() -> None:
    assert (
        message(parsed(LONG, "a" * 23))
        == f"Shorten your answer to “{LONG.label}”: it is 3 characters too long"
    )
    assert parsed(LONG, "\u200b \r\n") is None
