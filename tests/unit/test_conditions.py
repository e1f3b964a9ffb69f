"""When a step is asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.forms.conditions import ALWAYS, AnyMember, Both, Condition, Either, Is, Known, Not

MANY = Is("wants", "lessons")
ONE = Is("hire", "yes", "unsure")


def known(*members: dict[str, Any], **own: Any) -> Known:
    return Known(own, members)


@pytest.mark.parametrize(
    ("condition", "given_", "holds"),
    [
        (ALWAYS, known(), True),
        (ONE, known(), False),
        (ONE, known(hire=None), False),
        (ONE, known(hire=""), False),
        (ONE, known(hire="yes"), True),
        (ONE, known(hire="unsure"), True),
        (ONE, known(hire="no"), False),
        (ONE, known(hire="y"), False),
        (MANY, known(wants=()), False),
        (MANY, known(wants=("ensemble", "lessons")), True),
        (MANY, known(wants=("ensemble",)), False),
        (MANY, known({"wants": ("lessons",)}), False),
        (Not(ONE), known(), True),
        (Not(ONE), known(hire="yes"), False),
        (Both(MANY, ONE), known(wants=("lessons",), hire="yes"), True),
        (Both(MANY, ONE), known(wants=("lessons",)), False),
        (Both(MANY, ONE), known(hire="yes"), False),
        (Either(MANY, ONE), known(hire="yes"), True),
        (Either(MANY, ONE), known(wants=("lessons",)), True),
        (Either(MANY, ONE), known(), False),
        (AnyMember(MANY), known(), False),
        (AnyMember(MANY), known({}, {"wants": ("lessons",)}), True),
        (AnyMember(MANY), known({}, {"wants": ("ensemble",)}), False),
        (AnyMember(MANY), known(wants=("lessons",)), False),
    ],
)
def test_it_holds_when_it_should(condition: Condition, given_: Known, holds: bool) -> None:  # noqa: FBT001
    assert condition(given_) is holds


@pytest.mark.parametrize(
    ("condition", "reads"),
    [
        (ALWAYS, set()),
        (ONE, {"hire"}),
        (Not(ONE), {"hire"}),
        (Both(MANY, ONE), {"hire", "wants"}),
        (Either(MANY, Not(ONE)), {"hire", "wants"}),
        (AnyMember(MANY), {"wants"}),
    ],
)
def test_it_says_which_questions_it_looks_at(condition: Condition, reads: set[str]) -> None:
    assert condition.reads == reads


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from([ALWAYS, ONE, MANY]),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Both, inner, inner),
        st.builds(Either, inner, inner),
        st.builds(AnyMember, inner),
    ),
    max_leaves=8,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "hire": st.sampled_from([None, "yes", "no"]),
        "wants": st.sampled_from([None, (), ("lessons",), ("ensemble", "lessons")]),
        "other": st.text(),
    },
)


@given(CONDITIONS, ANSWERS, st.lists(ANSWERS, max_size=3))
def test_it_looks_at_no_question_but_those_it_names(
    condition: Condition, own: dict[str, Any], members: list[dict[str, Any]]
) -> None:
    def told(answers: dict[str, Any]) -> dict[str, Any]:
        return {name: answer for name, answer in answers.items() if name in condition.reads}

    everything, little = known(*members, **own), known(*map(told, members), **told(own))

    assert condition(everything) is condition(little)
