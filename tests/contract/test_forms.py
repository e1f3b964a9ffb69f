"""One declaration, many readers: every field of every form, in every wording, on its page."""

from typing import Any

import pytest

from musicservice.forms import JOURNEYS
from musicservice.forms.application import ORDINALS
from musicservice.forms.household.voice import APPLICANTS
from musicservice.forms.journey import Journey, Step
from musicservice.forms.kinds import Field
from musicservice.pages.environment import TEMPLATES
from tests.contract.forms import ACTION, Case, cases, controls, form_in, sent_by
from tests.examples import ANSWERS, HOUSEHOLD, MEMBERS, WORDINGS, journey

CASE = pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in cases().items()])


def test_the_examples_answer_every_question_and_nothing_else() -> None:
    inputs = {name for case in cases().values() for name in case.page.inputs if name != case.page.honeypot}

    assert {name for answers in (ANSWERS, *MEMBERS) for name in answers} == inputs


@CASE
def test_a_field_is_answered_by_one_of_the_examples(case: Case) -> None:
    answered = [answers for _, answers in case.filled()]

    unanswered = [one.name for one in case.page.fields if all(a.of(one.name) is None for a in answered)]
    assert unanswered == []


@CASE
def test_a_field_has_a_template(case: Case) -> None:
    for one in case.page.fields:
        assert (TEMPLATES / "fields" / f"{one.template}.html").is_file()


@CASE
def test_a_field_stands_once_on_the_page_with_its_label_and_hint(case: Case) -> None:
    drawn = case.fresh()
    said = form_in(drawn).get_text()

    for one in case.page.fields:
        for name in one.inputs:
            assert len(drawn.find_all(id=name)) == 1, name
        assert one.label in said
        assert one.hint in said


@CASE
def test_an_id_is_used_once(case: Case) -> None:
    for drawn in (case.fresh(), case.mistaken()):
        ids = [tag["id"] for tag in drawn.find_all(id=True)]
        assert len(ids) == len(set(ids))


@CASE
def test_an_optional_field_says_so_and_a_required_one_does_not(case: Case) -> None:
    for one in typed(case):
        drawn = case.fresh().find(id=one.anchor)
        assert drawn is not None
        block = drawn.find_parent("fieldset") or drawn.find_parent(class_="field")
        assert block is not None
        assert ("(optional)" in block.get_text()) is not one.required, one.name


@CASE
def test_a_mistake_is_linked_to_a_real_input_and_told_beside_it(case: Case) -> None:
    drawn = case.mistaken()
    links = [(link["href"], link.get_text()) for link in drawn.select(".error-summary a")]

    assert links == [(f"#{one.anchor}", f"{one.name} is wrong") for one in case.page.fields]
    for one in typed(case):
        anchored = drawn.find(id=one.anchor)
        assert anchored is not None
        assert anchored.name in {"input", "textarea", "select"}
        assert anchored.get("type") != "hidden"
        beside = drawn.find(id=f"{one.name}-error")
        assert beside is not None
        assert f"{one.name} is wrong" in beside.get_text()
        described = [tag for tag in drawn.select("[aria-describedby]") if told(tag, f"{one.name}-error")]
        assert described, f"nobody hears what is wrong with {one.name}"


def typed(case: Case) -> list[Field[Any]]:
    """The questions that a person answers."""
    return [one for one in case.page.fields if one.is_typed]


def told(tag: Any, id_: str) -> bool:
    return id_ in str(tag["aria-describedby"]).split()


@CASE
def test_what_was_typed_is_still_there(case: Case) -> None:
    for raw, _ in case.filled():
        given = {(name, values) for name, values in raw.items() if any(values)}
        for status in ("unsaved", "unknown", "mistakes"):
            drawn = case.draw(raw, {}, status)  # type: ignore[arg-type]
            assert given <= set(sent_by(drawn).items())


@CASE
def test_every_input_on_the_page_is_one_the_gate_lets_through(case: Case) -> None:
    for raw in ({}, *(raw for raw, _ in case.filled())):
        drawn = controls(case.draw(raw, {}, "fresh"))
        assert {str(one["name"]) for one in drawn} == set(case.page.inputs)


@CASE
def test_the_page_posts_to_its_address_and_needs_no_script(case: Case) -> None:
    drawn = case.fresh()
    posted = form_in(drawn)

    assert (posted["method"], posted["action"]) == ("post", ACTION)
    assert len(posted.select("button[type=submit]")) == 1
    assert drawn.find_all(style=True) == []
    assert [tag.get_text() for tag in drawn.find_all("script") if not tag.get("src")] == []
    assert [name for tag in drawn.select("*") for name in tag.attrs if name.startswith("on")] == []


@CASE
def test_nothing_is_chosen_for_anybody(case: Case) -> None:
    """Consent that was ticked beforehand is none. A page knows itself what it is about."""
    known = {one.name for one in case.page.fields if not one.is_typed}
    assert sent_by(case.fresh()).keys() == known


@CASE
def test_the_trap_is_empty_whatever_was_sent(case: Case) -> None:
    trap = case.page.honeypot
    drawn = case.draw({trap: ("x",)}, {}, "mistakes") if trap else case.fresh()

    assert trap not in sent_by(drawn)


def test_only_the_first_page_of_a_form_has_a_trap() -> None:
    """It is a part of the site, and met by whatever fills in forms that it finds there."""
    for case in cases().values():
        assert bool(case.page.honeypot) is (case.journey is not None and case.step == case.journey.first)


def asked(form: Journey) -> list[Any]:
    """All about a form but its words."""
    return [(stop.name, type(stop), stop.each, stop.shown_if.reads, questions(stop)) for stop in form.stops]


def questions(stop: Any) -> list[Any]:
    return [about(one) for one in stop.page.fields] if isinstance(stop, Step) else []


def about(one: Field[Any]) -> Any:
    values = tuple(option.value for option in getattr(one, "options", ()))
    limit = getattr(one, "limit", None)
    flags = (one.required, one.in_receipt, one.carried, one.since)
    return (one.name, type(one), one.inputs, one.classification, values, limit, flags, one.longest)


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_wording_asks_the_same(name: str) -> None:
    first, *others = (journey(applicant, name) for applicant in WORDINGS[name])

    assert [(asked(one), one.version, one.most) for one in others] == [
        (asked(first), first.version, first.most)
    ] * len(others)


@pytest.mark.parametrize("name", JOURNEYS)
def test_there_is_a_word_for_each_of_as_many_as_there_may_be(name: str) -> None:
    assert journey(WORDINGS[name][0], name).most <= len(ORDINALS)


@pytest.mark.parametrize("applicant", APPLICANTS)
@pytest.mark.parametrize("name", HOUSEHOLD)
def test_whoever_fills_it_in_for_themselves_is_not_called_a_child(name: str, applicant: str) -> None:
    steps = journey(applicant, name).steps
    said = [word for step in steps for one in step.page.fields for word in (one.label, one.missing)]

    called = [words for words in said if "child" in words.lower() and applicant == "young-person"]
    assert called == []
