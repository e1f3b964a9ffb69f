"""What a form refuses to declare, and how it reads a whole set of answers."""

from typing import Any

import pytest

from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form, FormMisdeclaredError, Section
from musicservice.forms.kinds import BirthDate, LongText, Text
from musicservice.forms.typed import Raw
from tests.examples import NOW, journey, typed

TODAY = NOW.date()


def text(name: str = "a", **changes: Any) -> Text:
    return Text(**({"name": name, "label": "A", "classification": Classification.PUBLIC} | changes))


def declared(*fields: Any) -> Form:
    sections = (Section("One", "", tuple(fields)),)
    return Form(
        name="f", version=1, title="F", action="/f", submit="Send", honeypot="trap", sections=sections
    )


def test_a_field_must_say_how_private_it_is() -> None:
    with pytest.raises(TypeError, match="classification"):
        Text(name="a", label="A")  # type: ignore[call-arg]
    with pytest.raises(FormMisdeclaredError, match="how private"):
        declared(text(classification=None))


@pytest.mark.parametrize("private", [one for one in Classification if one is not Classification.PUBLIC])
def test_a_receipt_holds_nothing_but_what_is_public(private: Classification) -> None:
    with pytest.raises(FormMisdeclaredError, match="may not stand in a receipt"):
        declared(text(classification=private, in_receipt=True))

    assert declared(text(in_receipt=True)).fields[0].in_receipt


@pytest.mark.parametrize(
    "fields",
    [
        (text("a"), text("a")),
        (text("a"), text("trap")),
        (
            text("born-day"),
            BirthDate(name="born", label="B", classification=Classification.PERSONAL, youngest=0, oldest=9),
        ),
    ],
    ids=["two fields", "a field and the trap", "a field and a part of a date"],
)
def test_a_name_is_used_once(fields: tuple[Any, ...]) -> None:
    with pytest.raises(FormMisdeclaredError, match="uses a name twice"):
        declared(*fields)


def test_health_and_money_are_sealed_and_nothing_else() -> None:
    assert {one for one in Classification if one.sealed} == {Classification.SPECIAL, Classification.FINANCIAL}


def reach() -> Form:
    """The page on which an email address or a phone number is enough."""
    [found] = [step.page for step in journey().steps if step.name == "reach"]
    return found


def raw(**changes: Any) -> Raw:
    return typed(reach(), changes=changes)


def test_good_answers_have_no_mistakes() -> None:
    assert isinstance(reach().parse(raw(), TODAY), Answers)


def test_an_empty_form_tells_every_mistake_in_the_order_of_the_page() -> None:
    found = reach().parse({}, TODAY)

    assert not isinstance(found, Answers)
    assert list(found) == ["email", "safe_ways"]


@pytest.mark.parametrize("given", [{"email": None}, {"phone": None}, {"email": "", "phone": "0191 496 0123"}])
def test_an_email_address_or_a_phone_number_is_enough(given: dict[str, str | None]) -> None:
    assert isinstance(reach().parse(raw(**given), TODAY), Answers)


def test_without_either_it_asks_for_one() -> None:
    found = reach().parse(raw(email=None, phone=" "), TODAY)

    assert not isinstance(found, Answers)
    assert list(found) == ["email"]
    assert "or a phone number" in found["email"].message


def test_one_of_two_that_are_asked_for_is_not_called_optional() -> None:
    called = {field.name: field.required for field in reach().fields}

    assert called == {
        "email": True,
        "phone": True,
        "address": False,
        "safe_ways": True,
        "safe_detail": False,
    }


def test_a_question_may_not_wait_for_a_rule_that_nobody_declared() -> None:
    with pytest.raises(FormMisdeclaredError, match="no rule"):
        declared(text(one_of="contact"))


def test_a_mistaken_address_is_told_once_and_not_as_missing() -> None:
    found = reach().parse(raw(email="nonsense", phone=None), TODAY)

    assert not isinstance(found, Answers)
    assert {name: one.message for name, one in found.items()} == {
        "email": "Enter an email address like name@example.com"
    }


def test_a_full_trap_is_a_mistake() -> None:
    found = journey().first.page.parse({"applicant": ("parent",), "homepage": ("x",)}, TODAY)

    assert not isinstance(found, Answers)
    assert list(found) == ["homepage"]


def test_long_text_may_be_anything_a_receipt_is_not() -> None:
    private = LongText(name="b", label="B", classification=Classification.SPECIAL, limit=5)

    assert declared(text(), private).fields[1].classification.sealed
