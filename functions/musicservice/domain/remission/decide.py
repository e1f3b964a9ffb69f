"""Decides a claim for help with fees: a pure function of the claim and the policy of a day.

A machine says yes where a rule leaves no judgement, names a check where one would settle it, and leaves all
else to a person. It never says no, and no claim, however odd, is an error: what cannot be true is a reason
and a person. It knows no sums, no clock, and nobody but the one child it is asked about.
"""

from collections.abc import Iterable, Sequence

from musicservice.domain.remission import words
from musicservice.domain.remission.claim import Check, Claim, Decision, Outcome, Reason
from musicservice.domain.remission.findings import Finding
from musicservice.domain.remission.period import period, wanted_from, year_end
from musicservice.domain.remission.policy import Policy, policy_for
from musicservice.domain.remission.weighing import Weighed, weigh

NO_RULES = "no-rules"
RULES_OVER = "rules-over"
NO_GROUND = "no-ground"
CONTRADICTION = "contradiction"
RULES = (NO_RULES, RULES_OVER, NO_GROUND, CONTRADICTION)
"""What may decide beside a ground."""


def decide(claim: Claim, policy: Policy | None) -> Decision:
    """The decision on `claim` under `policy`; none is for a day that no rules have been published for."""
    if policy is None:
        return _without_rules(Outcome.PERSON, NO_RULES, words.no_rules(), "", "")
    days = period(claim, policy)
    if days is None:
        over = words.rules_over(policy)
        return _without_rules(Outcome.NOTHING, RULES_OVER, over, policy.id, policy.version)
    weighed = weigh(claim, policy)
    outcome, rule = _decided(weighed)
    clash = (CONTRADICTION,) if weighed.clashes else ()
    return Decision(
        outcome=outcome,
        rule=rule,
        grants=weighed.grants,
        checks=tuple(_check(one) for one in weighed.checks),
        for_person=(*(one.name for one in weighed.persons), *clash),
        reasons=words.reasons(claim, policy, weighed, days),
        policy=policy.id,
        version=policy.version,
        first=days[0],
        last=days[1],
    )


def decisions(claim: Claim, policies: Iterable[Policy]) -> tuple[Decision, ...]:
    """One decision for each stretch of days under one policy, from the first day to the academic year's end.

    Where no rules were published for the first day there is one decision, which leaves it to a person.
    """
    ordered = sorted(policies, key=lambda policy: policy.starts)
    first = wanted_from(claim, policy_for(claim.applied, ordered))
    if policy_for(first, ordered) is None:
        return (decide(claim, None),)
    last = year_end(first)
    return tuple(
        decide(claim, policy) for policy in ordered if policy.ends >= first and policy.starts <= last
    )


def household(claims: Sequence[Claim], policies: Iterable[Policy]) -> tuple[tuple[Decision, ...], ...]:
    """The decisions on every child, in the order of `claims`. Each child is decided by itself."""
    known = tuple(policies)
    return tuple(decisions(claim, known) for claim in claims)


def _decided(weighed: Weighed) -> tuple[Outcome, str]:
    """The best that can be said today, and what decided it. The items come in the order they are shown."""
    if weighed.grants:
        return Outcome.GRANTED, weighed.grants[0].ground
    if weighed.checks:
        best = min(weighed.checks, key=lambda one: min(relief.share for relief in one.reliefs.values()))
        return Outcome.CHECK, best.name
    if weighed.clashes:
        return Outcome.PERSON, CONTRADICTION
    if weighed.persons:
        return Outcome.PERSON, weighed.persons[0].name
    return Outcome.NOTHING, NO_GROUND


def _check(one: Finding) -> Check:
    evidence, question = (one.ground.evidence, one.ground.question) if one.ground else ((), "")
    return Check(one.name, evidence, question, one.reliefs)


def _without_rules(outcome: Outcome, rule: str, why: Reason, policy: str, version: str) -> Decision:
    persons = (rule,) if outcome is Outcome.PERSON else ()
    return Decision(outcome, rule, (), (), persons, (why,), policy, version, None, None)
