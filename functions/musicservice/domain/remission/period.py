"""The days a decision holds: not before the asking, inside the policy, an academic year at most."""

from datetime import date, timedelta

from musicservice.domain.remission.claim import Claim
from musicservice.domain.remission.policy import Policy
from musicservice.domain.schoolyear import SEPTEMBER, school_year


def year_end(day: date) -> date:
    """The last day of the academic year of `day`."""
    return date(school_year(day) + 1, SEPTEMBER - 1, 31)


def wanted_from(claim: Claim, policy: Policy | None) -> date:
    """The first day help could begin if `policy` was in force on the day of asking.

    Not before charges begin. Not before the day of asking either, but for the days the policy goes back;
    a policy goes back only for those who ask while it is in force, and never into the time before it.
    """
    if policy is None or not policy.holds(claim.applied):
        return max(claim.applied, claim.starts or claim.applied)
    back = min(policy.backdating_days, (claim.applied - policy.starts).days)
    earliest = claim.applied - timedelta(days=back)
    return max(earliest, claim.starts or claim.applied)


def period(claim: Claim, policy: Policy) -> tuple[date, date] | None:
    """The first and last day of a decision under `policy`; None where that is over before help begins."""
    first = max(wanted_from(claim, policy), policy.starts)
    if first > policy.ends:
        return None
    return first, min(policy.ends, year_end(first))
