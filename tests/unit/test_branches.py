"""Whom a branch of a form is asked of, who is left out, and what is offered in advance."""

from musicservice.forms.application import application
from tests.unit.small import NAME, WHO, answered, empty, journey, paths, reading, whole

FORM = journey()
NOTHING = empty(FORM, "m1", "m2")
WHOLE = whole(FORM, NOTHING)


def test_a_branch_is_asked_of_those_it_is_meant_for() -> None:
    draft = answered(FORM, WHOLE, "plays/m1", raw={"plays": ("none",)})

    assert "/horn/m1" not in paths(reading(FORM, draft))
    assert "/horn/m2" in paths(reading(FORM, draft))
    assert "/needs" in paths(reading(FORM, draft))


def test_a_branch_for_any_member_goes_with_the_last_of_them() -> None:
    draft = answered(FORM, WHOLE, "plays/m1", "plays/m2", raw={"plays": ("horn",)})

    assert "/needs" not in paths(reading(FORM, draft))


def test_answers_on_a_branch_that_no_longer_applies_are_not_sent() -> None:
    draft = answered(FORM, WHOLE, "plays/m1", "plays/m2", raw={"plays": ("none",)})
    sent = application(reading(FORM, draft))

    assert "French" not in repr(sent.stored(sealed=False))
    assert "seat" not in repr(sent.stored(sealed=True))
    assert {"horn", "needs"}.isdisjoint(sent.fields)


def test_they_are_still_there_when_it_applies_again() -> None:
    away = answered(FORM, WHOLE, "plays/m1", raw={"plays": ("none",)})

    assert reading(FORM, answered(FORM, away, "plays/m1")).open is None


def test_an_answer_is_found_by_its_question_and_member() -> None:
    found = reading(FORM, WHOLE)

    assert found.answer("who") == "family"
    assert found.answer("horn", found.members[1]) == "French"
    assert found.answer("horn") is None
    assert found.answer("nonsense") is None


ALONE = answered(FORM, WHOLE, "who", raw={"who": ("alone",)})


def test_where_the_list_is_not_asked_the_form_is_about_one() -> None:
    found = reading(FORM, ALONE)

    assert [member.id for member in found.members] == ["m1"]
    assert "/all" not in paths(found)
    assert found.at("name", "m2") is None
    assert len(application(found).members) == 1


def test_who_was_left_out_counts_for_no_condition() -> None:
    draft = answered(FORM, ALONE, "plays/m1", raw={"plays": ("none",)})

    assert "/needs" not in paths(reading(FORM, draft))


def test_everybody_comes_back_with_the_list() -> None:
    assert [member.id for member in reading(FORM, answered(FORM, ALONE, "who")).members] == ["m1", "m2"]


def test_a_form_without_a_list_is_about_all_its_members() -> None:
    form = journey(WHO, NAME)

    assert len(reading(form, empty(form, "m1", "m2")).members) == 2


def test_an_answer_that_is_often_the_same_is_offered_for_the_next_member() -> None:
    draft = answered(FORM, NOTHING, "who", "name/m1", "plays/m1", "horn/m1")
    found = reading(FORM, draft).at("name", "m2")

    assert found
    assert found.raw == {"family": ("Ó Briain",)}
    assert (found.done, found.mistakes) == (False, {})


def test_it_is_offered_by_the_last_who_answered() -> None:
    three = empty(FORM, "m1", "m2", "m3")
    draft = answered(FORM, answered(FORM, three, "name/m1"), "name/m2", raw={"family": ("Li",)})

    assert reading(FORM, answered(FORM, draft, "who")).at("name", "m3").raw == {"family": ("Li",)}  # type: ignore[union-attr]


def test_nothing_is_offered_that_was_not_said_to_be_often_the_same() -> None:
    draft = answered(FORM, NOTHING, "who", "name/m1", "plays/m1")

    assert reading(FORM, draft).at("plays", "m2").raw == {}  # type: ignore[union-attr]


def test_nothing_is_offered_to_the_first() -> None:
    draft = answered(FORM, NOTHING, "who", "name/m2")

    assert reading(FORM, draft).at("name", "m1").raw == {}  # type: ignore[union-attr]


def test_what_was_typed_comes_before_what_is_offered() -> None:
    draft = answered(FORM, answered(FORM, NOTHING, "who", "name/m1"), "name/m2", raw={"name": ("Bo",)})

    assert reading(FORM, draft).at("name", "m2").raw == {"name": ("Bo",)}  # type: ignore[union-attr]
