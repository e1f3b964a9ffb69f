"""What holds of every claim under every policy, however odd."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.relief import ITEMS, Relief
from musicservice.domain.remission import (
    CONFIRMED,
    RULES,
    Claim,
    Decision,
    Ground,
    Outcome,
    Policy,
    Proof,
    Status,
    Way,
    decide,
    decisions,
    household,
    policy_for,
)
from musicservice.domain.schoolyear import YEAR_GROUPS, school_year
from tests.rules import invented, published

NAMES = ("a", "b", "c", "d", "e")
YEARS = tuple(group.slug for group in YEAR_GROUPS)
SOURCES = ("school", "council", "staff")
RANK = (Outcome.NOTHING, Outcome.PERSON, Outcome.CHECK, Outcome.GRANTED)
DAY = timedelta(days=1)
RELIEFS = st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 100).map(Relief), min_size=1)
SOME_YEARS = st.lists(st.sampled_from(YEARS), max_size=4, unique=True).map(tuple)


@st.composite
def grounds(draw: st.DrawFn, name: str) -> Ground:
    way = draw(st.sampled_from(Way))
    by_rule = way in {Way.AT_ONCE, Way.ONCE_CONFIRMED}
    return Ground(
        id=name,
        label=name,
        words=name,
        status=draw(st.sampled_from(Status)),
        way=way,
        reliefs=draw(RELIEFS) if by_rule else {},
        covers=() if by_rule else draw(st.lists(st.sampled_from(ITEMS), unique=True).map(tuple)),
        evidence=draw(st.lists(st.sampled_from(SOURCES), unique=True).map(tuple)),
        question="?",
        only_in=draw(SOME_YEARS),
        caution_in=draw(SOME_YEARS),
        caution="!",
        excludes=draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)),
    )


@st.composite
def policies(draw: st.DrawFn) -> tuple[Policy, ...]:
    """Policies that follow each other without a gap, from 1 September 2026 for at most two years."""
    turns = draw(st.lists(st.integers(1, 700), min_size=1, max_size=3, unique=True))
    firsts = [date(2026, 9, 1) + timedelta(days=turn) for turn in sorted({0, *turns})]
    return tuple(
        Policy(
            id=f"p{number}",
            version="1",
            starts=starts,
            ends=following - DAY,
            backdating_days=draw(st.sampled_from([0, 28, 400])),
            grounds=tuple(draw(grounds(name)) for name in NAMES[: draw(st.integers(1, len(NAMES)))]),
        )
        for number, (starts, following) in enumerate(pairwise(firsts))
    )


DAYS = st.dates(date(2026, 7, 1), date(2028, 10, 1))
TICKED = st.frozensets(st.sampled_from((*NAMES, "no such ground")))
PROOFS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Proof))
CLAIMS = st.builds(
    Claim,
    grounds=TICKED,
    year_group=st.sampled_from(YEARS),
    applied=DAYS,
    starts=st.none() | DAYS,
    proofs=PROOFS,
)
PUBLISHED_GROUNDS = tuple(ground.id for ground in published()[0].grounds)
PUBLISHED_CLAIMS = st.builds(
    Claim,
    grounds=st.frozensets(st.sampled_from(PUBLISHED_GROUNDS)),
    year_group=st.sampled_from(YEARS),
    applied=st.dates(date(2026, 9, 1), date(2027, 8, 31)),
    starts=st.none() | DAYS,
    proofs=st.dictionaries(st.sampled_from(PUBLISHED_GROUNDS), st.sampled_from(Proof)),
)


def with_grounds(claim: Claim, more: frozenset[str]) -> Claim:
    return Claim(claim.grounds | more, claim.year_group, claim.applied, claim.starts, claim.proofs)


def with_proofs(claim: Claim, proofs: Mapping[str, Proof]) -> Claim:
    return Claim(claim.grounds, claim.year_group, claim.applied, claim.starts, {**claim.proofs, **proofs})


def no_less(more: Decision, less: Decision) -> bool:
    """Whether `more` helps at least as much with every charge, and is no further from a yes."""
    shares = all(more.reliefs[item].share <= less.reliefs[item].share for item in ITEMS)
    return shares and RANK.index(more.outcome) >= RANK.index(less.outcome)


@given(CLAIMS, policies(), TICKED)
def test_more_grounds_never_give_less_help(
    claim: Claim, rules: tuple[Policy, ...], more: frozenset[str]
) -> None:
    pairs = zip(decisions(with_grounds(claim, more), rules), decisions(claim, rules), strict=True)

    assert all(no_less(one, other) for one, other in pairs)


@given(PUBLISHED_CLAIMS, st.frozensets(st.sampled_from(PUBLISHED_GROUNDS)))
def test_more_grounds_never_give_less_help_as_published(claim: Claim, more: frozenset[str]) -> None:
    pairs = zip(decisions(with_grounds(claim, more), published()), decisions(claim, published()), strict=True)

    assert all(no_less(one, other) for one, other in pairs)


@given(CLAIMS, policies(), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(CONFIRMED)))
def test_more_proof_never_gives_less_help(
    claim: Claim, rules: tuple[Policy, ...], proofs: dict[str, Proof]
) -> None:
    """A ground that somebody has confirmed already stays as it was: another's word adds nothing to it."""
    new = {name: proof for name, proof in proofs.items() if claim.proof(name) not in CONFIRMED}
    pairs = zip(decisions(with_proofs(claim, new), rules), decisions(claim, rules), strict=True)

    assert all(no_less(one, other) for one, other in pairs)


@given(CLAIMS, policies())
def test_the_best_ground_wins_for_each_charge(claim: Claim, rules: tuple[Policy, ...]) -> None:
    """No ground ticked alone gives more than all of them together, and one of them gives as much."""
    for number, together in enumerate(decisions(claim, rules)):
        alone = [
            decisions(Claim(frozenset({name}), *_rest(claim)), rules)[number]
            for name in sorted(claim.grounds)
        ]
        for item in ITEMS:
            shares = [one.reliefs[item].share for one in alone]
            assert together.reliefs[item].share == min(shares, default=1)


def _rest(claim: Claim) -> tuple[str, date, date | None, Mapping[str, Proof]]:
    return claim.year_group, claim.applied, claim.starts, claim.proofs


@given(CLAIMS, policies())
def test_the_decisions_follow_each_other_day_by_day_inside_one_academic_year(
    claim: Claim, rules: tuple[Policy, ...]
) -> None:
    decided = [one for one in decisions(claim, rules) if one.rule != "no-rules"]

    days = [(one.first, one.last) for one in decided]
    assert all(first and last and first <= last for first, last in days)
    assert all(before[1] + DAY == after[0] for before, after in pairwise(days) if before[1])
    assert len({school_year(day) for pair in days for day in pair if day}) <= 1
    for one in decided:
        policy = policy_for(one.first or claim.applied, rules)
        assert policy
        assert (policy.id, policy_for(one.last or claim.applied, rules)) == (one.policy, policy)


@given(CLAIMS, policies())
def test_help_never_begins_before_charges_nor_further_back_than_the_policy_says(
    claim: Claim, rules: tuple[Policy, ...]
) -> None:
    first = decisions(claim, rules)[0].first
    policy = policy_for(claim.applied, rules)
    back = timedelta(days=policy.backdating_days if policy else 0)

    assert first is None or first >= claim.applied - back
    assert first is None or claim.starts is None or first >= claim.starts
    assert first is None or claim.starts is not None or first >= claim.applied


@given(
    st.builds(
        Claim,
        grounds=st.frozensets(st.text(max_size=4) | st.sampled_from(NAMES)),
        year_group=st.text(max_size=3) | st.sampled_from(YEARS),
        applied=st.dates(),
        starts=st.none() | st.dates(),
        proofs=st.dictionaries(st.text(max_size=4) | st.sampled_from(NAMES), st.sampled_from(Proof)),
    ),
    policies(),
)
def test_no_claim_is_an_error_and_no_answer_is_a_refusal(claim: Claim, rules: tuple[Policy, ...]) -> None:
    for policy in (None, *rules):
        decision = decide(claim, policy)
        known = {*NAMES, *claim.grounds, *RULES}

        assert decision.rule in known
        assert decision.reasons
        assert all(reason.words for reason in decision.reasons)
        if claim.grounds and decision.rule != "rules-over":
            assert decision.outcome is not Outcome.NOTHING
    assert decisions(claim, rules)


@given(st.lists(CLAIMS, max_size=4), policies())
def test_every_child_is_decided_by_itself(claims: list[Claim], rules: tuple[Policy, ...]) -> None:
    assert household(claims, rules) == tuple(decisions(claim, rules) for claim in claims)


@pytest.mark.parametrize("rules", [published(), invented()], ids=["published", "invented"])
def test_each_day_of_a_year_has_exactly_one_policy(rules: tuple[Policy, ...]) -> None:
    first, last = min(policy.starts for policy in rules), max(policy.ends for policy in rules)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]

    assert len(days) >= 365
    assert {sum(policy.holds(day) for policy in rules) for day in days} == {1}
    assert policy_for(first - DAY, rules) is None
    assert policy_for(last + DAY, rules) is None
