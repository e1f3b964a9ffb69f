"""What a form refuses to declare, and how it reads a whole set of answers."""

from dataclasses import replace
from typing import Any

import pytest

from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form, FormMisdeclaredError, Section
from musicservice.forms.kinds import BirthDate, Checkboxes, LongText, Option, Text
from tests.examples import NOW, form, raw

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


def test_good_answers_have_no_mistakes() -> None:
    assert isinstance(form().parse(raw(), TODAY), Answers)


def test_an_empty_form_tells_every_mistake_in_the_order_of_the_page() -> None:
    found = form().parse({}, TODAY)

    required = [field.name for field in form().fields if field.missing]
    assert not isinstance(found, Answers)
    assert list(found) == [field.name for field in form().fields if field.name in {*required, "email"}]


@pytest.mark.parametrize("given", [{"email": None}, {"phone": None}, {"email": "", "phone": "0191 496 0123"}])
def test_an_email_address_or_a_phone_number_is_enough(given: dict[str, str | None]) -> None:
    assert isinstance(form().parse(raw(**given), TODAY), Answers)


def test_without_either_it_asks_for_one() -> None:
    found = form().parse(raw(email=None, phone=" "), TODAY)

    assert not isinstance(found, Answers)
    assert list(found) == ["email"]
    assert "or a phone number" in found["email"].message


def test_one_of_two_that_are_asked_for_is_not_called_optional() -> None:
    called = {field.name: field.required for field in form().fields}

    assert called["email"]
    assert called["phone"]
    assert not called["child_known_as"]


def test_a_question_may_not_wait_for_a_rule_that_nobody_declared() -> None:
    with pytest.raises(FormMisdeclaredError, match="no rule"):
        declared(text(one_of="contact"))


def test_a_mistaken_address_is_told_once_and_not_as_missing() -> None:
    found = form().parse(raw(email="nonsense", phone=None), TODAY)

    assert not isinstance(found, Answers)
    assert {name: one.message for name, one in found.items()} == {
        "email": "Enter an email address like name@example.com"
    }


def test_one_name_is_enough() -> None:
    assert isinstance(form().parse(raw(child_family_name=None, child_known_as=None), TODAY), Answers)


def test_photos_are_refused_until_somebody_allows_a_use() -> None:
    shown = [form().parse(raw(photos=given), TODAY) for given in (None, "", ["press", "internal"])]

    assert [one.stored(sealed=False)["photos"] for one in shown if isinstance(one, Answers)] == [
        (),
        (),
        ("internal", "press"),
    ]
    rows = [row.shown for one in shown if isinstance(one, Answers) for row in one.rows(one.form.fields)]
    assert rows.count("No") == 2
    assert "Inside the service\nIn print and the press" in rows


def test_whoever_cannot_choose_meets_help_first() -> None:
    [wants] = [field for field in form().fields if field.name == "wants"]

    assert isinstance(wants, Checkboxes)
    assert (wants.options[0].value, wants.options[0].group) == ("help-me-choose", "Not sure yet")


def test_no_question_takes_the_learner_for_a_child_or_for_the_sender() -> None:
    """The person who fills it in may be the learner, a parent or a school."""
    asked = [word for field in form().fields for word in (field.label, field.hint, field.missing)]

    assert [words for words in asked if "child" in words.lower() or "you do not" in words.lower()] == []


def test_a_full_trap_is_a_mistake() -> None:
    found = form().parse({**raw(), "homepage": ("x",)}, TODAY)

    assert not isinstance(found, Answers)
    assert list(found) == ["homepage"]


def canonical(**changes: Any) -> bytes:
    answers = form().parse(raw(**changes), TODAY)
    assert isinstance(answers, Answers)
    return answers.canonical()


@pytest.mark.parametrize(
    "change",
    [
        {"child_given_name": "Other"},
        {"birth_date_day": "28"},
        {"access_detail": "Other"},
        {"access_needs": None},
        {"photos": "press"},
        {"photos": None},
        {"experience": None},
    ],
)
def test_every_other_answer_is_another_canonical_text(change: dict[str, Any]) -> None:
    assert canonical(**change) != canonical()


def test_moving_text_from_one_field_to_the_next_is_another_canonical_text() -> None:
    one = canonical(child_given_name="Anna Maria", child_family_name="Example")
    two = canonical(child_given_name="Anna", child_family_name="Maria Example")

    assert one != two


def test_a_question_more_changes_nothing_for_whoever_leaves_it_out() -> None:
    """A retry may reach the function after it was published anew."""
    question = LongText(name="more", label="More", classification=Classification.SPECIAL, limit=9)
    boxes = Checkboxes(
        name="other",
        label="Other",
        classification=Classification.PERSONAL,
        options=(Option("a", "A"),),
    )
    more = Section("More", "", (question, boxes))
    grown = replace(form(), version=2, sections=(*form().sections, more))

    unchanged, changed = grown.parse(raw(), TODAY), grown.parse({**raw(), "more": ("x",)}, TODAY)

    assert isinstance(unchanged, Answers)
    assert isinstance(changed, Answers)
    assert unchanged.canonical() == canonical()
    assert changed.canonical() != canonical()


def test_another_form_with_the_same_answers_is_another_canonical_text() -> None:
    answers = replace(form(), name="other").parse(raw(), TODAY)

    assert isinstance(answers, Answers)
    assert answers.canonical() != canonical()


def test_long_text_may_be_anything_a_receipt_is_not() -> None:
    private = LongText(name="b", label="B", classification=Classification.SPECIAL, limit=5)

    assert declared(text(), private).fields[1].classification.sealed
