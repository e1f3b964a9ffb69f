"""What one ground leads to for one child, looked at by itself.

Each ground is looked at alone and the best of them wins afterwards, so one ground more can never take help
away. What does not fit together becomes a question for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from musicservice.domain.relief import ITEMS, Relief
from musicservice.domain.remission.claim import CONFIRMED, Claim, Outcome, Proof
from musicservice.domain.remission.policy import Ground, Policy, Way

WRONG_YEAR = "wrong-year"
NOT_IN_RULES = "not-in-rules"
DOUBTED = (Proof.DENIED, Proof.NOT_OUR_PUPIL)


@dataclass(frozen=True)
class Finding:
    """What the ground with the id `name` leads to, and a code that says why.

    `reliefs` is what it takes off, or would once confirmed; `covers` is what a person may lower. `ground` is
    none where the rules have no such ground.
    """

    name: str
    ground: Ground | None
    outcome: Outcome
    why: str
    reliefs: Mapping[str, Relief] = field(default_factory=dict)
    covers: tuple[str, ...] = ITEMS


def findings(claim: Claim, policy: Policy) -> tuple[Finding, ...]:
    """One for each ground that was ticked: in the order of the policy, then what the policy does not have."""
    known = [ground for ground in policy.grounds if ground.id in claim.grounds]
    strangers = sorted(claim.grounds - {ground.id for ground in known})
    return (
        *(_finding(ground, claim) for ground in known),
        *(Finding(name, None, Outcome.PERSON, NOT_IN_RULES) for name in strangers),
    )


def contradictions(claim: Claim, policy: Policy) -> tuple[tuple[Ground, Ground], ...]:
    """Every two ticked grounds that cannot both be true of one child."""
    ticked = [ground for ground in policy.grounds if ground.id in claim.grounds]
    return tuple(
        (one, other)
        for number, one in enumerate(ticked)
        for other in ticked[number + 1 :]
        if other.id in one.excludes or one.id in other.excludes
    )


def _finding(ground: Ground, claim: Claim) -> Finding:
    if why := _judgement(ground, claim):
        return Finding(ground.id, ground, Outcome.PERSON, why, covers=ground.items)
    proof = claim.proof(ground.id)
    confirmed = ground.way is Way.AT_ONCE or (proof in CONFIRMED and proof in ground.evidence)
    outcome = Outcome.GRANTED if confirmed else Outcome.CHECK
    return Finding(ground.id, ground, outcome, outcome, ground.reliefs, ground.items)


def _judgement(ground: Ground, claim: Claim) -> str:
    """Why a person must look at it; empty where the rule leaves nothing to judge."""
    proof = claim.proof(ground.id)
    if ground.only_in and claim.year_group not in ground.only_in:
        return WRONG_YEAR
    if ground.way is Way.NOT_BY_ITSELF:
        return ground.way
    if proof in DOUBTED or (proof is Proof.CANNOT_GET and ground.way is Way.ONCE_CONFIRMED):
        return proof
    return ground.way if ground.way is Way.BY_PERSON else ""
