"""What a household would pay for all it asks for, told before anything is sent.

It adds nothing to the rules: charges and help are worked out as for the calculator and for a decision.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from musicservice.catalogue import Catalogue
from musicservice.domain.charges import Help, NotOfferedError, Order, Quote, quote
from musicservice.domain.estimate import Estimate
from musicservice.domain.relief import Relief
from musicservice.forms.draft import Member
from musicservice.forms.household.wishes import ENSEMBLE, HIRE, LESSONS
from musicservice.forms.reading import Reading
from musicservice.services.helping import Helped, helped
from musicservice.services.letters import name_of

ANY = "any"


def estimate(reading: Reading, catalogue: Catalogue, today: date) -> Estimate | None:
    """What all would cost; none while nothing that has a price is asked for."""
    time = catalogue.term_time
    starts = min(max(today, time.first), time.last)
    orders = [_order(reading, member, starts) for member in reading.members]
    found = {one.member.id: one for one in helped(reading, catalogue.policies, today)}
    of = [found.get(member.id) for member in reading.members]
    try:
        now = _quotes(zip(orders, (_granted(one, catalogue) for one in of), strict=True), catalogue)
        then = _quotes(zip(orders, map(_confirmed, of), strict=True), catalogue)
    except NotOfferedError:
        return None
    names = [name_of(reading, member) for member in reading.members]
    priced = tuple((name, bill) for name, bill in zip(names, now, strict=True) if bill.lines)
    a_term, confirmed = (sum(bill.a_term for bill in bills) for bills in (now, then))
    return Estimate(priced, a_term, confirmed if confirmed < a_term else None) if priced else None


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


def _granted(one: Helped | None, catalogue: Catalogue) -> tuple[Help, ...]:
    """What comes off already, each for its reason as the rules word it."""
    decisions = one.decisions if one else ()
    labels = {ground.id: ground.label for policy in catalogue.policies for ground in policy.grounds}
    return tuple(
        Help(
            grant.item,
            labels[grant.ground],
            grant.relief,
            decision.first or date.min,
            decision.last or date.max,
        )
        for decision in decisions
        for grant in decision.grants
    )


def _confirmed(one: Helped | None) -> tuple[Help, ...]:
    """What comes off once every check that was named says yes: the best of each item."""
    best: dict[str, Relief] = {}
    for item, relief in _possible(one):
        if item not in best or relief.share < best[item].share:
            best[item] = relief
    return tuple(Help(item, "", relief) for item, relief in best.items())


def _possible(one: Helped | None) -> Iterator[tuple[str, Relief]]:
    for decision in one.decisions if one else ():
        yield from ((grant.item, grant.relief) for grant in decision.grants)
        for check in decision.checks:
            yield from check.reliefs.items()
