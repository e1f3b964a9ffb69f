"""One decision on help with fees as a policy officer reads it: every part of it, and the sums it makes."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from musicservice.domain.money import money
from musicservice.domain.relief import ITEMS, reduced
from musicservice.domain.remission import words
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.pages.filters import longdate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musicservice.domain.remission import Decision
    from plugins.models.cases import Child
    from plugins.reading.data_files import Data

TITLES = {group.slug: group.title for group in YEAR_GROUPS}
LABEL = 24
WIDTH = 110


def answer(child: Child, decision: Decision, data: Data) -> str:
    """The decision on `child`, a line to each fact; the sums are those of the prices in `data`."""
    lines = [f"{child.who.upper()}, {TITLES[child.year_group]}"]
    return "\n".join([*lines, *(_line(*row) for row in _rows(child, decision, data))])


def _rows(child: Child, decision: Decision, data: Data) -> Iterator[tuple[str, str]]:
    asked = f"on {longdate(child.applied)}; " + (
        f"charges begin on {longdate(child.starts)}" if child.starts else "no charges yet"
    )
    yield "Asked", asked
    yield "Grounds", "; ".join(_standing(child)) or "none"
    yield "Answer", f"{decision.outcome} ({words.OUTCOMES[decision.outcome]})"
    yield "Rule", decision.rule
    yield "Policy", f"{decision.policy}, version {decision.version}" if decision.policy else "none"
    if decision.first and decision.last:
        yield "Days", f"{longdate(decision.first)} to {longdate(decision.last)}"
    yield from ((words.ITEM_NAMES[item].capitalize(), _charge(item, decision, data)) for item in ITEMS)
    for check in decision.checks:
        yield "Check", f"{check.ground}: ask {' or '.join(check.evidence)}: {check.question}"
    if decision.for_person:
        yield "For a person", ", ".join(decision.for_person)
    for number, reason in enumerate(decision.reasons):
        yield "" if number else "Why", reason.words


def _standing(child: Child) -> Iterator[str]:
    claim = child.as_claim()
    return (f"{ground} ({claim.proof(ground)})" for ground in child.grounds)


def _charge(item: str, decision: Decision, data: Data) -> str:
    relief = decision.reliefs[item]
    off = f"{relief.percent}% off, by {decision.grounds[item]}" if relief.percent else "nothing off"
    price = data.prices.by_id.get(data.remission.charges.ids.get(item, ""))
    if price is None:
        return off
    return f"{off}: {money(reduced(price.pence, relief))} a {price.per}, full price {money(price.pence)}"


def _line(label: str, text: str) -> str:
    return fill(
        text,
        WIDTH,
        initial_indent=f"  {label:{LABEL}}",
        subsequent_indent=" " * (LABEL + 2),
        break_on_hyphens=False,
    )
