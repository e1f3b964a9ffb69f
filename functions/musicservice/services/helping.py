"""What a form that asks for help with fees leads to: a claim for each child, and what the rules say to it.

The rules are the domain's. What they say is a proposal unless it is granted at once: everything else is for a
person to decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from musicservice.domain.relief import ITEMS
from musicservice.domain.remission import Claim, Decision, Policy, Proof, household
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading

NONE = "none"
SCHOOL, UPLOAD, CANNOT = "school", "upload", "cannot-get"
Decided: TypeAlias = tuple[Decision, ...]
"""The decisions on one child, one for each stretch of days under one policy."""


@dataclass(frozen=True)
class Helped:
    """One child for whom help is asked: what is claimed, and what the rules say."""

    member: Member
    claim: Claim
    decisions: Decided

    @property
    def questions(self) -> Mapping[str, str]:
        """What a school can confirm, by ground: the question it is asked."""
        checks = (check for one in self.decisions for check in one.checks if SCHOOL in check.evidence)
        return {check.ground: check.question for check in checks}


def helped(reading: Reading, policies: Iterable[Policy], today: date) -> tuple[Helped, ...]:
    """Every child for whom help is asked; none where nobody asks."""
    if not is_asked(reading):
        return ()
    members = reading.members
    claims = [_claim(reading, member, today) for member in members]
    said = household(claims, policies)
    return tuple(Helped(*one) for one in zip(members, claims, said, strict=True))


def is_asked(reading: Reading) -> bool:
    """Whether reasons for help were asked for and given."""
    return reading.at("reasons", None) is not None


def noted(found: Sequence[Helped]) -> list[list[dict[str, Any]]]:
    """What the rules said, as it is kept sealed with the answers: policy and version with every decision."""
    return [[_noted(decision) for decision in one.decisions] for one in found]


def _claim(reading: Reading, member: Member, today: date) -> Claim:
    """There are no charges yet, so none has a first day."""
    grounds = _grounds(reading, member)
    proofs = dict.fromkeys(grounds, Proof.CANNOT_GET) if reading.answer("proof_by") == CANNOT else {}
    return Claim(grounds, reading.answer("year_group", member), today, None, proofs)


def _grounds(reading: Reading, member: Member) -> frozenset[str]:
    family = reading.answer("family_grounds") or ()
    child = reading.answer("child_grounds", member) or ()
    return frozenset((*family, *child)) - {NONE}


def _noted(decision: Decision) -> dict[str, Any]:
    return {
        "policy": decision.policy,
        "version": decision.version,
        "outcome": decision.outcome.value,
        "rule": decision.rule,
        "rates": {item: decision.rates[item] for item in ITEMS},
        "first": decision.first.isoformat() if decision.first else "",
        "last": decision.last.isoformat() if decision.last else "",
        "checks": [check.ground for check in decision.checks],
        "for_person": list(decision.for_person),
        "reasons": [reason.code for reason in decision.reasons],
    }
