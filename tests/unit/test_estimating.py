"""What a household would pay for all it asks for: worked out by hand, and as the calculator has it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicservice.domain.asking import Wish
from musicservice.domain.estimate import Estimate
from musicservice.domain.relief import Relief
from musicservice.domain.remission import Ground, Status, Way
from musicservice.domain.remission.policy import FAMILY
from musicservice.forms import JOURNEYS
from musicservice.forms.reading import Reading, read
from musicservice.services.estimating import estimate
from tests.examples import CATALOGUE, NOW, Answer, begun, filled, journey
from tests.households import LESSONS, household

TODAY = NOW.date()
Child = Mapping[str, Answer]
NONE: Child = {"child_grounds": ["none"]}
ALONE: Child = {**LESSONS, "lesson_type": "individual", **NONE}
PAIR: Child = {**LESSONS, **NONE}
GROUP_AND_HIRE: Child = {**LESSONS, "lesson_type": "small-group", "instrument_from": "hire", **NONE}
BAND: Child = {"wants": ["ensemble"], "ensembles": ["big-band"], **NONE}
ANY_BAND: Child = {"wants": ["ensemble"], "ensembles": ["any"], **NONE}
CHOOSING: Child = {"wants": ["help-me-choose"], **NONE}
ALL: Child = {**GROUP_AND_HIRE, "wants": ["lessons", "ensemble"], "ensembles": ["big-band", "any"]}
MEALS: Child = {"child_grounds": ["free-meals-income"]}
IN_CARE: Child = {"child_grounds": ["looked-after"]}
NOBODY: Child = {"family_grounds": ["none"], "hardship_words": None}


def reading(*children: Child, own: Child | None = None, catalogue: Any = CATALOGUE) -> Reading:
    draft = household(*children, own={**NOBODY, **(own or {})})
    return read(JOURNEYS["enrolment"](catalogue, "parent"), draft, TODAY)


def said(*children: Child, own: Child | None = None) -> tuple[int, int | None] | None:
    found = estimate(reading(*children, own=own), CATALOGUE, TODAY)
    return (found.a_term, found.confirmed) if found else None


WORKED: Mapping[str, tuple[tuple[Child, ...], tuple[int, int | None]]] = {
    "one to one": ((ALONE,), (14000, None)),
    "with another": ((PAIR,), (8000, None)),
    "a group and hire": ((GROUP_AND_HIRE,), (5350 + 1500, None)),
    "an ensemble": ((BAND,), (2000, None)),
    "an ensemble, not sure which": ((ANY_BAND,), (2000, None)),
    "lessons, hire and an ensemble": ((ALL,), (5350 + 1500 + 2000, None)),
    "three children, one of them choosing": ((GROUP_AND_HIRE, BAND, CHOOSING), (6850 + 2000, None)),
    "meals to be confirmed": (({**GROUP_AND_HIRE, **MEALS},), (6850, 3750 + 750)),
    "meals, in a pair": (({**PAIR, **MEALS},), (8000, 5607)),
    "meals, and an ensemble that no help covers": (({**BAND, **MEALS},), (2000, None)),
    "in care": (({**PAIR, **IN_CARE},), (0, None)),
    "in care, with hire": (({**GROUP_AND_HIRE, **IN_CARE},), (1500, None)),
    "in care, with meals for the hire": (
        ({**GROUP_AND_HIRE, "child_grounds": ["looked-after", "free-meals-income"]},),
        (1500, 750),
    ),
    "one in care and one with meals": (
        ({**PAIR, **IN_CARE}, {**GROUP_AND_HIRE, **MEALS}),
        (6850, 4500),
    ),
}


@pytest.mark.parametrize("case", WORKED)
def test_it_comes_to_what_was_worked_out_by_hand(case: str) -> None:
    children, sums = WORKED[case]

    assert said(*children) == sums


def test_it_shows_each_child_s_bill_by_name_and_the_reason_in_the_words_of_the_rules() -> None:
    found = estimate(reading({**PAIR, **IN_CARE}, CHOOSING, BAND), CATALOGUE, TODAY)

    assert found is not None
    assert [name for name, _ in found.children] == ["李", "किरण"]
    assert [bill.a_term for _, bill in found.children] == [0, 2000]
    [line] = found.children[0][1].lines
    assert line.reason == "The child is looked after by a council"
    assert sum(bill.a_term for _, bill in found.children) == found.a_term


@pytest.mark.parametrize("children", [(CHOOSING,), (CHOOSING, CHOOSING)], ids=["one", "two"])
def test_where_nothing_has_a_price_there_is_nothing_to_say(children: tuple[Child, ...]) -> None:
    assert said(*children) is None


def test_where_help_is_not_wanted_none_is_reckoned_with() -> None:
    assert said({**PAIR, **IN_CARE}, own={"help_with_fees": "no"}) == (8000, None)


@pytest.mark.parametrize("gone", ["tuition", "hire", "ensemble"])
def test_where_something_has_no_price_any_more_there_is_no_sum(gone: str) -> None:
    """The prices changed while somebody was filling in the form."""
    charges = tuple(charge for charge in CATALOGUE.tariff.charges if charge.item != gone)
    left = replace(CATALOGUE, tariff=replace(CATALOGUE.tariff, charges=charges))

    assert estimate(reading(ALL), left, TODAY) is None


def test_a_kind_of_lesson_that_nobody_knows_has_no_sum() -> None:
    charges = tuple(charge for charge in CATALOGUE.tariff.charges if charge.kind != "pair")
    left = replace(CATALOGUE, tariff=replace(CATALOGUE.tariff, charges=charges))

    assert estimate(reading(PAIR), left, TODAY) is None


LESSON_KINDS = ("small-group", "pair", "individual")


@pytest.mark.parametrize("reason", ["", "looked-after", "free-meals-income"])
@pytest.mark.parametrize("instrument", ["own", "hire"])
@pytest.mark.parametrize("ensembles", [0, 1])
@pytest.mark.parametrize("lesson", LESSON_KINDS)
def test_the_calculator_says_the_same_to_the_penny(
    lesson: str, ensembles: int, instrument: str, reason: str
) -> None:
    child: Child = {
        **LESSONS,
        "wants": ["lessons", *["ensemble"] * ensembles],
        "ensembles": ["big-band"],
        "lesson_type": lesson,
        "instrument_from": instrument,
        "child_grounds": [reason or "none"],
    }
    wish = Wish(TODAY, lesson, hire=instrument == "hire", ensembles=ensembles, reason=reason)

    told = CATALOGUE.figures.answer(wish)

    a_term, confirmed = said(child) or (None, None)
    assert (a_term if confirmed is None else confirmed) == told.quote.a_term


FIRST, LAST = CATALOGUE.term_time.first, CATALOGUE.term_time.last
DAYS = [FIRST - timedelta(days=40), FIRST, TODAY, LAST, LAST + timedelta(days=40)]


@pytest.mark.parametrize("day", DAYS, ids=["summer before", "first", "spring", "last", "summer after"])
def test_in_the_holidays_it_tells_of_the_term_and_of_the_help_in_it(day: date) -> None:
    found = estimate(reading({**PAIR, **IN_CARE}), CATALOGUE, day)

    assert found is not None
    assert (found.a_term, found.confirmed) == (0, None)


PERCENT = st.integers(0, 100)
ITEMS = st.dictionaries(
    st.sampled_from(["tuition", "hire", "ensemble"]), st.builds(Relief, PERCENT), min_size=1
)
CHILDREN = st.lists(
    st.fixed_dictionaries(
        {
            "wants": st.lists(
                st.sampled_from(["lessons", "ensemble", "help-me-choose"]), min_size=1, unique=True
            ),
            "lesson_type": st.sampled_from(LESSON_KINDS),
            "instrument_from": st.sampled_from(["own", "hire", "none-needed", "unsure"]),
            "ensembles": st.lists(st.sampled_from(["big-band", "any"]), min_size=1, unique=True),
            "child_grounds": st.lists(
                st.sampled_from(["free-meals-income", "looked-after"]), unique=True
            ).map(lambda grounds: grounds or ["none"]),
        }
    ),
    min_size=1,
    max_size=3,
)
PROOFS = ["school", "council", "staff", "cannot-get"]


@settings(max_examples=60)
@given(children=CHILDREN, proof=st.sampled_from(PROOFS), meals=ITEMS, care=ITEMS, day=st.dates(FIRST, LAST))
def test_whatever_is_asked_what_is_confirmed_costs_no_more(
    children: list[Any], proof: str, meals: Any, care: Any, day: date
) -> None:
    [policy] = CATALOGUE.policies
    grounds = [
        replace(policy.grounds[0], reliefs=meals),
        policy.grounds[1],
        replace(policy.grounds[2], reliefs=care),
    ]
    catalogue = replace(CATALOGUE, policies=(replace(policy, grounds=tuple(grounds)),))

    found = estimate(reading(*children, own={"proof_by": proof}), catalogue, day)

    match found:
        case Estimate(bills, a_term, confirmed):
            assert bills
            assert confirmed is None or 0 <= confirmed < a_term
            assert a_term == sum(bill.a_term for _, bill in bills)
        case None:
            assert all(child["wants"] == ["help-me-choose"] for child in children)


@given(until=st.sampled_from([stop.name for stop in journey().stops]))
def test_a_form_that_is_not_finished_is_no_error(until: str) -> None:
    form = journey()

    found = estimate(read(form, filled(form, begun(form), until), TODAY), CATALOGUE, TODAY)

    assert found is None or found.a_term >= 0


def test_a_reason_about_the_family_helps_every_child() -> None:
    benefit = Ground(
        "benefit",
        "A benefit",
        "",
        Status.PUBLISHED,
        Way.ONCE_CONFIRMED,
        {"tuition": Relief(50)},
        about=FAMILY,
    )
    [policy] = CATALOGUE.policies
    more = replace(CATALOGUE, policies=(replace(policy, grounds=(*policy.grounds, benefit)),))
    whole = read(
        JOURNEYS["enrolment"](more, "parent"),
        household(PAIR, ALONE, own={**NOBODY, "family_grounds": ["hardship"]}),
        TODAY,
    )
    draft = whole.draft.with_typed(
        "reasons", None, replace(whole.draft.pages["reasons"], raw={"family_grounds": ("benefit",)})
    )

    found = estimate(read(whole.journey, draft, TODAY), more, TODAY)

    assert found is not None
    assert (found.a_term, found.confirmed) == (22000, 11000)
