"""One declaration, many readers: every field of every form is in each of them, and nothing is elsewhere."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from musicservice.forms import FORMS
from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form
from musicservice.forms.kinds import Field
from musicservice.pages.environment import TEMPLATES
from musicservice.pages.render import form_page
from tests.examples import ANSWERS, CATALOGUE, NOW, raw

FILLED = {"enrolment": raw()}
FORM = [pytest.param(make(CATALOGUE), id=name) for name, make in FORMS.items()]
FIELD = [
    pytest.param(form, field, id=f"{name}-{field.name}")
    for name, make in FORMS.items()
    for form in [make(CATALOGUE)]
    for field in form.fields
]


def page(form: Form, typed: Any, errors: Any, status: Any = "fresh") -> BeautifulSoup:
    return BeautifulSoup(
        form_page(CATALOGUE.site, form, typed, errors, status, "/enrol/form/"), "html.parser"
    )


def answers(form: Form) -> Answers:
    parsed = form.parse(FILLED[form.name], NOW.date())
    assert isinstance(parsed, Answers)
    return parsed


def test_the_example_answers_every_question() -> None:
    assert set(ANSWERS) == {name for field in FORMS["enrolment"](CATALOGUE).fields for name in field.inputs}


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_a_field_has_a_template(form: Form, field: Field[Any]) -> None:
    assert (TEMPLATES / "fields" / f"{field.template}.html").is_file(), form.name


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_a_field_stands_once_on_the_page_with_its_label_and_hint(form: Form, field: Field[Any]) -> None:
    drawn = page(form, {}, {})

    for name in field.inputs:
        ids = [one for one in drawn.find_all(["input", "textarea", "select"]) if one.get("name") == name]
        assert ids
        assert len(drawn.find_all(id=name)) == 1
    assert field.label in drawn.get_text()
    assert field.hint in drawn.get_text()


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_an_optional_field_says_so_and_a_required_one_does_not(form: Form, field: Field[Any]) -> None:
    drawn = page(form, {}, {}).find(id=field.anchor)
    assert drawn is not None
    block = drawn.find_parent("fieldset") or drawn.find_parent(class_="field")
    assert block is not None

    assert ("(optional)" in block.get_text()) is not field.required


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_a_mistake_is_linked_to_a_real_input_and_told_beside_it(form: Form, field: Field[Any]) -> None:
    mistake = field.mistake("Something is wrong here")
    drawn = page(form, {}, {field.name: mistake}, "mistakes")

    [link] = drawn.select(".error-summary a")
    assert link["href"] == f"#{mistake.anchor}"
    assert drawn.find(id=mistake.anchor).name in {"input", "textarea", "select"}
    assert "Something is wrong here" in drawn.find(id=f"{field.name}-error").get_text()


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_what_was_typed_is_still_there(form: Form, field: Field[Any]) -> None:
    drawn = page(form, FILLED[form.name], {}, "unsaved")

    for name in field.inputs:
        inputs = [one for one in drawn.find_all(["input", "textarea"]) if one.get("name") == name]
        kept = [
            one["value"]
            for one in inputs
            if one.get("type") in {"radio", "checkbox"} and one.has_attr("checked")
        ]
        typed = [
            one.get("value", one.get_text().strip())
            for one in inputs
            if one.get("type") not in {"radio", "checkbox"}
        ]
        assert tuple(kept + typed) == FILLED[form.name][name]


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_an_answer_is_kept_once_sealed_or_open(form: Form, field: Field[Any]) -> None:
    opened, sealed = (answers(form).stored(sealed=sealed) for sealed in (False, True))
    private = field.classification in {Classification.SPECIAL, Classification.FINANCIAL}

    assert (field.name in sealed, field.name in opened) == (private, not private)
    assert (opened | sealed)[field.name] is not None


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_an_answer_is_shown_to_staff_under_its_label(form: Form, field: Field[Any]) -> None:
    [row] = [row for row in answers(form).rows(form.fields) if row.label == field.label]

    assert row.shown
    assert row.shown == field.show(answers(form).of(field.name))


@pytest.mark.parametrize(("form", "field"), FIELD)
def test_an_answer_is_mailed_only_where_that_is_declared(form: Form, field: Field[Any]) -> None:
    mailed = {row.label for row in answers(form).receipt()}

    assert (field.label in mailed) is field.in_receipt
    assert not field.in_receipt or field.classification is Classification.PUBLIC


@pytest.mark.parametrize("form", FORM)
def test_every_input_on_the_page_is_one_the_gate_lets_through(form: Form) -> None:
    drawn = page(form, {}, {}).find("form")
    assert drawn is not None

    names = {one["name"] for one in drawn.find_all(["input", "textarea", "select"])}
    assert names == set(form.inputs)


@pytest.mark.parametrize("form", FORM)
def test_the_page_posts_to_the_form_and_needs_no_script(form: Form) -> None:
    drawn = page(form, {}, {})
    posted = drawn.find("form")
    assert posted is not None

    assert (posted["method"], posted["action"]) == ("post", form.action)
    assert [script for script in drawn.find_all("script") if not own_file(script)] == []
    assert drawn.find_all(style=True) == []


def own_file(script: Any) -> bool:
    """Whether it is a module of ours, which adds comfort and comes once the page is read."""
    return script["type"] == "module" and script["src"].startswith("/theme/js/") and not script.get_text()


@pytest.mark.parametrize("form", FORM)
def test_nothing_is_chosen_for_anybody(form: Form) -> None:
    """Consent that was ticked beforehand is none."""
    drawn = page(form, {}, {})

    assert drawn.select("input[checked]") == []


@pytest.mark.parametrize("form", FORM)
def test_the_trap_is_empty_whatever_was_sent(form: Form) -> None:
    drawn = page(form, {form.honeypot: ("x",)}, {}, "mistakes").find(id=form.honeypot)
    assert drawn is not None

    assert drawn.get("value", "") == ""
