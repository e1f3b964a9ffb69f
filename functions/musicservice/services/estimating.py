"""What a household would pay for all it asks for, told before anything is sent.

It adds nothing to the rules: charges and help are worked out as for the calculator and for a decision.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from musicservice.catalogue import Catalogue
from musicservice.domain.charges import Help, NotOfferedError, Order, Quote, quote
from musicservice.domain.estimate import Estimate
from musicservice.domain.relief import Relief
from musicservice.domain.remission import Decision
from musicservice.forms.draft import Member
from musicservice.forms.household.wishes import ENSEMBLE, HIRE, LESSONS
from musicservice.forms.reading import Reading
from musicservice.services.helping import Decided, helped
from musicservice.services.letters import name_of

ANY = "any"


def estimate(reading: Reading, catalogue: Catalogue, today: date) -> Estimate | None:
    """What all would cost; none while nothing that has a price is asked for.

    It is reckoned from the first day of term to come, and as if help was asked for on that day: as the
    calculator does, and so as not to show a child who is helped the full price in the holidays.
    """
    time = catalogue.term_time
    starts = min(max(today, time.first), time.last)
    orders = [_order(reading, member, starts) for member in reading.members]
    labels = {ground.id: ground.label for policy in catalogue.policies for ground in policy.grounds}
    found = {one.member.id: one for one in helped(reading, catalogue.policies, starts)}
    of = [found[member.id].decisions if member.id in found else () for member in reading.members]
    granted = [tuple(_granted(decisions, labels)) for decisions in of]
    confirmed = [tuple(_confirmed(decisions)) for decisions in of]
    try:
        now = _quotes(zip(orders, granted, strict=True), catalogue)
        then = _quotes(zip(orders, confirmed, strict=True), catalogue)
    except NotOfferedError:
        return None
    names = [name_of(reading, member) for member in reading.members]
    priced = tuple((name, bill) for name, bill in zip(names, now, strict=True) if bill.lines)
    a_term, at_best = (sum(bill.a_term for bill in bills) for bills in (now, then))
    return Estimate(priced, a_term, at_best if at_best < a_term else None) if priced else None


def _quotes(orders: Iterable[tuple[Order, tuple[Help, ...]]], catalogue: Catalogue) -> list[Quote]:
    return [
        quote([replace(order, help=help_)], catalogue.tariff, catalogue.term_time) for order, help_ in orders
    ]


def _order(reading: Reading, member: Member, starts: date) -> Order:
    wants = reading.answer("wants", member) or ()
    ensembles = [one for one in reading.answer("ensembles", member) or () if one != ANY]
    lessons = LESSONS in wants
    return Order(
        starts=starts,
        lesson=(reading.answer("lesson_type", member) or "") if lessons else "",
        hire=lessons and reading.answer("instrument_from", member) == HIRE,
        ensembles=max(len(ensembles), 1) if ENSEMBLE in wants else 0,
    )


def _granted(decisions: Decided, labels: Mapping[str, str]) -> Iterator[Help]:
    """What comes off already, and the reason in the words of the rules."""
    for decision in decisions:
        for grant in decision.grants:
            yield _help(decision, grant.item, labels.get(grant.ground, ""), grant.relief)


def _confirmed(decisions: Decided) -> Iterator[Help]:
    """What comes off once every check that was named says yes: the best of each item."""
    for decision in decisions:
        best: dict[str, Relief] = {}
        for item, relief in _possible(decision):
            if item not in best or relief.share < best[item].share:
                best[item] = relief
        yield from (_help(decision, item, "", relief) for item, relief in best.items())


def _possible(decision: Decision) -> Iterator[tuple[str, Relief]]:
    yield from ((grant.item, grant.relief) for grant in decision.grants)
    for check in decision.checks:
        yield from check.reliefs.items()


def _help(decision: Decision, item: str, reason: str, relief: Relief) -> Help:
    return Help(item, reason, relief, decision.first or date.min, decision.last or date.max)
