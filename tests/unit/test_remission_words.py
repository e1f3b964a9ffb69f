"""The reasons: what a parent must find in them to understand a decision and to argue with it."""

from datetime import date

import pytest

from musicservice.domain.remission import Claim, Proof, decide, decisions, policy_for, words
from tests.rules import invented, published

ASKED = date(2026, 11, 30)
LESSONS = date(2027, 1, 11)


def said(
    *grounds: str,
    year: str = "5",
    asked: date = ASKED,
    starts: date | None = LESSONS,
    rules: str = "published",
    **proofs: Proof,
) -> str:
    policies = {"published": published, "invented": invented}[rules]()
    proved = {name.replace("_", "-"): proof for name, proof in proofs.items()}
    claim = Claim(frozenset(grounds), year, asked, starts, proved)
    return " ".join(reason.words for reason in decisions(claim, policies)[0].reasons)


def test_a_yes_names_the_ground_what_comes_off_who_confirmed_and_until_when() -> None:
    reasons = said("free-meals-income", free_meals_income=Proof.COUNCIL)

    assert "“The child has free school meals on income grounds”: 30% comes off" in reasons
    assert "what you pay for lessons." in reasons
    assert "The council has confirmed it." in reasons
    assert "from Monday 11 January 2027 to Tuesday 31 August 2027" in reasons


def test_what_the_law_decides_says_so() -> None:
    reasons = said("looked-after")

    assert "nothing is charged for lessons. The law says so" in reasons
    assert "The law" not in said("free-meals-income", free_meals_income=Proof.SCHOOL)


def test_a_check_says_who_may_confirm_and_what_follows() -> None:
    reasons = said("free-meals-income")

    assert "as soon as the school, the council or a member of our staff confirms it" in reasons
    assert "there is 30% off lessons" in reasons


@pytest.mark.parametrize("year", ["reception", "1", "2"])
def test_an_infants_family_is_told_that_everybodys_meals_do_not_count(year: str) -> None:
    assert "do not count by themselves" in said("free-meals-income", year=year)
    assert "do not count by themselves" not in said("free-meals-income", year="3")


@pytest.mark.parametrize(
    ("proof", "words_"),
    [
        (Proof.DENIED, "That is not a no"),
        (Proof.NOT_OUR_PUPIL, "does not know the child"),
        (Proof.CANNOT_GET, "another way"),
    ],
)
def test_what_could_not_be_confirmed_goes_on(proof: Proof, words_: str) -> None:
    assert words_ in said("free-meals-income", free_meals_income=proof)


def test_a_rule_that_is_not_decided_is_told_from_one_that_needs_a_judgement() -> None:
    assert "still to decide how much" in said("universal-credit")
    assert "no rule alone decides it" in said("hardship", rules="invented")


def test_a_contradiction_names_both() -> None:
    reasons = said("looked-after", "previously-looked-after")

    assert "“The child is looked after by a council” and “The child used to be looked after”" in reasons


def test_days_before_the_asking_are_explained() -> None:
    before = date(2026, 9, 7)

    assert "does not reach back to the days before you asked." in said("young-carer", starts=before)
    assert "reach back" not in said("young-carer")
    late = said("young-carer", starts=before, asked=date(2027, 6, 1), rules="invented")
    assert "before you asked, but for 28 days." in late


def test_a_day_without_rules_and_rules_that_are_over_are_explained() -> None:
    claim = Claim(frozenset({"hardship"}), "5", date(2027, 9, 1), None, {})

    assert "not published yet" in decide(claim, None).reasons[0].words
    assert "ended on Tuesday 31 August 2027" in decide(claim, policy_for(ASKED, published())).reasons[0].words


def test_several_charges_are_told_in_one_sentence() -> None:
    reasons = said(
        "free-meals-income",
        asked=date(2027, 4, 1),
        starts=None,
        rules="invented",
        free_meals_income=Proof.SCHOOL,
    )

    assert (
        "50% comes off what you pay for lessons and nothing is charged for hiring an instrument." in reasons
    )


def test_every_decision_can_be_contested() -> None:
    assert "look at it again" in words.CONTEST
    assert "ask again" in words.CONTEST
