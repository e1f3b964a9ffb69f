"""Why a claim was decided as it was, in words that a parent can understand and argue with.

The names of the grounds come from the policy; the sentences around them stand here and nowhere else.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from musicservice.domain.dates import in_words
from musicservice.domain.relief import ENSEMBLE, HIRE, TUITION, WHOLE
from musicservice.domain.remission.claim import CONFIRMED, Claim, Grant, Reason
from musicservice.domain.remission.findings import Finding
from musicservice.domain.remission.policy import Ground, Policy, Status
from musicservice.domain.remission.weighing import Weighed

CONTEST = (
    "If you think this is wrong, tell us why. Somebody who has not decided it before will look at it again. "
    "You can ask again at any time if things change."
)
"""Said with every decision."""

OUTCOMES = {
    "granted": "Yes",
    "check": "Yes, as soon as it is confirmed",
    "person": "Somebody decides",
    "nothing": "There is nothing to decide",
}
WAYS = {
    "at-once": "The answer is yes at once.",
    "once-confirmed": "The answer is yes as soon as it is confirmed.",
    "by-person": "Somebody reads what you tell us and decides.",
    "not-by-itself": "If another reason is true as well, tell us that one.",
}
ITEM_NAMES = {TUITION: "lessons", HIRE: "hiring an instrument", ENSEMBLE: "ensembles"}
WHO = {"school": "the school", "council": "the council", "staff": "a member of our staff"}
PERSON = {
    "wrong-year": "That cannot be right in the year group you gave, so somebody will ask you.",
    "denied": "We asked, and it could not be confirmed. That is not a no: somebody will look at it with you.",
    "not-our-pupil": "The school that we asked does not know the child, so somebody will ask you.",
    "cannot-get": "You cannot get the proof. Somebody will find another way with you.",
    "not-by-itself": "That is not enough by itself. Somebody will see whether another reason applies.",
    "by-person": "Somebody has to look at this one: no rule alone decides it.",
}
UNDECIDED = "The service has still to decide how much this takes off, so somebody decides it for you now."


def reasons(claim: Claim, policy: Policy, weighed: Weighed, days: tuple[date, date]) -> tuple[Reason, ...]:
    """Everything that led to the decision: what is granted, what is open, what to know, and the days."""
    if not weighed.found:
        return (Reason("no-ground", "You gave no reason for help with fees, so there is nothing to decide."),)
    granting = {grant.ground for grant in weighed.grants}
    return (
        *(_granted(one, weighed.grants, claim) for one in weighed.found if one.name in granting),
        *(_to_check(one) for one in weighed.checks),
        *(_for_person(one) for one in weighed.persons),
        *(_contradiction(*clash) for clash in weighed.clashes),
        *_cautions(weighed.found, claim),
        _period(claim, policy, *days, granted=bool(granting)),
    )


def no_rules() -> Reason:
    """Why a claim for a day without a policy goes to a person."""
    return Reason("no-rules", "The rules for those days are not published yet. Somebody will tell you more.")


def rules_over(policy: Policy) -> Reason:
    """Why a policy that ended before the help could begin decides nothing."""
    ended = in_words(policy.ends)
    return Reason("rules-over", f"These rules ended on {ended}. The rules that came after them decide.")


def _granted(one: Finding, grants: Sequence[Grant], claim: Claim) -> Reason:
    what = [
        f"nothing is charged for {ITEM_NAMES[grant.item]}"
        if grant.relief.percent == WHOLE
        else f"{grant.relief.percent}% comes off what you pay for {ITEM_NAMES[grant.item]}"
        for grant in grants
        if grant.ground == one.name
    ]
    said = f"{_quoted(one)}: {_listed(what)}."
    if one.ground and one.ground.status is Status.LAW:
        said += " The law says so."
    proof = claim.proof(one.name)
    if proof in CONFIRMED:
        said += f" {WHO[proof].capitalize()} has confirmed it."
    return Reason("granted", said, one.name)


def _to_check(one: Finding) -> Reason:
    evidence = one.ground.evidence if one.ground else ()
    who = _listed([WHO[name] for name in evidence], "or")
    what = _listed([f"{r.percent}% off {ITEM_NAMES[item]}" for item, r in one.reliefs.items()])
    return Reason("check", f"{_quoted(one)}: as soon as {who} confirms it, there is {what}.", one.name)


def _for_person(one: Finding) -> Reason:
    if one.ground is None:
        said = "You gave a reason that our rules do not have on those days. Somebody will look at it."
        return Reason(one.why, said, one.name)
    undecided = one.why == "by-person" and one.ground.status is Status.TO_CONFIRM
    return Reason(one.why, f"{_quoted(one)}: {UNDECIDED if undecided else PERSON[one.why]}", one.name)


def _contradiction(one: Ground, other: Ground) -> Reason:
    said = f"“{one.label}” and “{other.label}” cannot both be true at once. Somebody will ask you which is."
    return Reason("contradiction", said)


def _cautions(found: Sequence[Finding], claim: Claim) -> Iterator[Reason]:
    for one in found:
        if one.ground and claim.year_group in one.ground.caution_in:
            yield Reason("caution", one.ground.caution, one.name)


def _period(claim: Claim, policy: Policy, first: date, last: date, *, granted: bool) -> Reason:
    days = f"from {in_words(first)} to {in_words(last)}"
    said = f"This holds {days}." if granted else f"Any help would run {days}."
    if claim.starts and claim.starts < first and first > policy.starts:
        said += " Help does not reach back to the days before you asked" + (
            f", but for {policy.backdating_days} days." if policy.backdating_days else "."
        )
    if last == policy.ends:
        said += " After that we look again, with the rules of that time."
    return Reason("period", said)


def _quoted(one: Finding) -> str:
    return f"“{one.ground.label}”" if one.ground else one.name


def _listed(parts: Sequence[str], word: str = "and") -> str:
    return f" {word} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
