"""Help with fees: dated rules, what a family claims, and the decision.

The callers' names stand here: `policy_for` finds the rules of a day, `decide` answers one claim under them,
`decisions` answers it for a whole academic year, and `household` does so for several children.
"""

from musicservice.domain.remission.claim import (
    CONFIRMED,
    Check,
    Claim,
    Decision,
    Grant,
    Outcome,
    Proof,
    Reason,
)
from musicservice.domain.remission.decide import RULES, decide, decisions, household
from musicservice.domain.remission.policy import Ground, Policy, Status, Way, policy_for

__all__ = [
    "CONFIRMED",
    "RULES",
    "Check",
    "Claim",
    "Decision",
    "Grant",
    "Ground",
    "Outcome",
    "Policy",
    "Proof",
    "Reason",
    "Status",
    "Way",
    "decide",
    "decisions",
    "household",
    "policy_for",
]
