"""Weighs all that one claim leads to: the best ground for each item, and what could still add to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from musicservice.domain.relief import ITEMS, NO_RELIEF
from musicservice.domain.remission.claim import Claim, Grant, Outcome
from musicservice.domain.remission.findings import Finding, contradictions, findings
from musicservice.domain.remission.policy import Ground, Policy


@dataclass(frozen=True)
class Weighed:
    """What was found, what is granted, what stays open, and which grounds cannot both be true."""

    found: tuple[Finding, ...]
    grants: tuple[Grant, ...]
    checks: tuple[Finding, ...]
    persons: tuple[Finding, ...]
    clashes: tuple[tuple[Ground, Ground], ...]


def weigh(claim: Claim, policy: Policy) -> Weighed:
    """Everything that a decision on `claim` is made of."""
    found = findings(claim, policy)
    grants = tuple(grant for item in ITEMS if (grant := _best(item, found)))
    left = dict.fromkeys(ITEMS, NO_RELIEF.share) | {one.item: one.relief.share for one in grants}
    persons = tuple(one for one in found if one.outcome is Outcome.PERSON)
    checks = tuple(
        one
        for one in found
        if one.outcome is Outcome.CHECK and any(r.share < left[item] for item, r in one.reliefs.items())
    )
    adding = tuple(one for one in persons if any(left[item] for item in one.covers))
    # Somebody who asked is never left without an answer, even where nothing is to be had.
    answering = adding if grants or checks or adding else persons
    return Weighed(found, grants, checks, answering, contradictions(claim, policy))


def _best(item: str, found: Sequence[Finding]) -> Grant | None:
    """The ground that leaves least of `item` to pay; of two equal ones, the first of the policy."""
    granting = [one for one in found if one.outcome is Outcome.GRANTED and item in one.reliefs]
    if not granting:
        return None
    best = min(granting, key=lambda one: one.reliefs[item].share)
    return Grant(item, best.reliefs[item], best.name)
