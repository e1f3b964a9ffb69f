"""What would I pay: the reason a family gives, and what it may not know."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.asking import UNSURE, Helped, Instead, Wish
from musicservice.domain.charges import Help
from musicservice.domain.relief import ITEMS, NO_RELIEF, Relief, reduced
from musicservice.domain.remission import Claim, Ground, Policy, Proof, Status, Way, decide
from tests.figures import FIGURES, TIME

MEALS = "free-meals-income"
GROUP = Wish(TIME.first, "small-group")


def ground(name: str, way: Way, **more: object) -> Ground:
    made = Ground(name, name.title(), "Words.", Status.TO_CONFIRM, way, {})
    return replace(made, **more)  # type: ignore[arg-type]


RULES = Policy(
    "2025-26",
    "1",
    date(2025, 9, 1),
    date(2026, 8, 31),
    0,
    (
        ground("in-care", Way.AT_ONCE, reliefs={"tuition": Relief(100)}, only_in=("nursery", "7")),
        ground("benefit", Way.ONCE_CONFIRMED, reliefs={"tuition": Relief(25)}, evidence=("council", "staff")),
        ground("hardship", Way.BY_PERSON, covers=("tuition",)),
        ground("infant-meals", Way.NOT_BY_ITSELF),
    ),
)
OURS = replace(FIGURES, policies=(RULES,))


def test_without_a_reason_it_is_the_full_price() -> None:
    told = FIGURES.answer(GROUP)

    assert (told.helped, told.quote.a_term, told.reason) == (Helped.NOT_ASKED, 5350, "")


def test_a_published_reason_gives_the_published_price() -> None:
    told = FIGURES.answer(replace(GROUP, reason=MEALS))

    assert (told.helped, told.quote.a_term) == (Helped.LESS, 3750)
    assert told.quote.lines[0].reason == told.reason == "The child has free school meals on income grounds"


@pytest.mark.parametrize("reason", ["hardship", "a-reason-we-never-had"])
def test_a_reason_without_a_published_rate_shows_the_full_price_and_says_ask_us(reason: str) -> None:
    told = OURS.answer(replace(GROUP, reason=reason))

    assert (told.helped, told.quote.a_term) == (Helped.ASK, 5350)


def test_a_reason_that_is_never_enough_is_not_offered() -> None:
    assert [one.id for one in OURS.grounds] == ["in-care", "benefit", "hardship"]


def test_a_ground_that_two_policies_have_is_offered_once_as_it_is_first() -> None:
    later = replace(
        RULES, grounds=(ground("benefit", Way.BY_PERSON, label="Later"), ground("new", Way.BY_PERSON))
    )
    rules = replace(RULES, ends=date(2025, 12, 31)), replace(later, starts=date(2026, 1, 1))

    found = replace(OURS, policies=rules).grounds

    assert [one.id for one in found] == ["in-care", "benefit", "hardship", "new"]
    assert found[1].label == "Benefit"


def test_a_policy_of_another_year_offers_nothing() -> None:
    old = replace(RULES, starts=date(2024, 9, 1), ends=date(2025, 8, 31))

    assert replace(OURS, policies=(old,)).grounds == ()


def test_whoever_does_not_know_a_reason_sees_what_each_published_one_would_leave() -> None:
    told = OURS.answer(replace(GROUP, reason=UNSURE))

    assert told.helped is Helped.UNSURE
    assert told.quote.a_term == 5350
    assert told.reasons == (Instead("In-Care", 0), Instead("Benefit", 4012))


def test_whoever_does_not_know_what_the_school_adds_sees_every_addition() -> None:
    told = FIGURES.answer(replace(GROUP, added=None, reason=MEALS))

    assert told.quote.a_term == 3750
    assert told.additions == (Instead("15%", 4312), Instead("50%", 5625), Instead("100%", 7500))


def test_without_lessons_no_school_adds_anything() -> None:
    assert FIGURES.answer(Wish(TIME.first, added=None, hire=True)).additions == ()


def test_rules_that_change_mid_year_are_followed_and_their_end_is_told() -> None:
    generous = replace(
        RULES, ends=date(2025, 12, 31), grounds=(replace(RULES.grounds[1], reliefs={"tuition": Relief(50)}),)
    )
    rules = (generous, replace(RULES, id="2026", starts=date(2026, 1, 1)))

    told = replace(OURS, policies=rules).answer(replace(GROUP, reason="benefit"))

    assert [invoice.pence for invoice in told.quote.invoices] == [2675, 4012, 4012]
    assert told.until == date(2025, 12, 31)


def test_help_that_lasts_the_year_has_no_end_to_tell() -> None:
    assert OURS.answer(replace(GROUP, reason="benefit")).until is None


def test_for_a_day_without_published_rules_it_says_ask_us() -> None:
    later = replace(OURS, policies=(replace(RULES, starts=date(2026, 1, 1)),))

    told = later.answer(replace(GROUP, reason="benefit"))

    assert told.helped is Helped.ASK
    assert [invoice.pence for invoice in told.quote.invoices] == [5350, 4012, 4012]


@given(
    reason=st.sampled_from([one.id for one in RULES.grounds]),
    lesson=st.sampled_from(["small-group", "pair", "individual"]),
    added=st.sampled_from([0, 15, 50, 100]),
    day=st.dates(TIME.first, TIME.last),
)
def test_it_is_to_the_penny_what_a_decision_gives(reason: str, lesson: str, added: int, day: date) -> None:
    """For every ground, item and start: the confirmed claim decided, its reliefs put on the same charges."""
    claim = Claim(frozenset({reason}), "7", day, day, {reason: Proof.COUNCIL})
    reliefs = decide(claim, RULES).reliefs

    told = OURS.answer(Wish(day, lesson, added, hire=True, ensembles=1, reason=reason))

    for line in told.quote.lines:
        assert line.left == reduced(line.full + line.added, reliefs[line.charge.item])
    assert {line.charge.item for line in told.quote.lines} == set(ITEMS)


def test_help_is_looked_up_and_not_decided_here() -> None:
    assert OURS.help_with("", TIME.first) == ()
    assert OURS.help_with("in-care", TIME.first) == (
        Help("tuition", "In-Care", Relief(100), TIME.first, date(2026, 8, 31)),
    )
    assert NO_RELIEF not in [one.relief for one in OURS.help_with("benefit", TIME.first)]
