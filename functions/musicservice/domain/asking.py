"""What would I pay: the answer to a question about one child's music, asked without saying who it is.

It depends on the question and the published figures and on nothing else. Help with fees is what a decision
on the same reason gives once it is confirmed: it is decided elsewhere, and only looked up here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from musicservice.domain.charges import Help, Order, Quote, quote
from musicservice.domain.remission.claim import Claim, Proof
from musicservice.domain.remission.decide import decide
from musicservice.domain.remission.policy import Ground, Policy
from musicservice.domain.schoolyear import NUMBERED
from musicservice.domain.tariff import Tariff
from musicservice.domain.termtime import TermTime

UNSURE = "unsure"
"""In place of a reason, where nobody knows whether there is one."""


@dataclass(frozen=True)
class Wish:
    """What is asked.

    `lesson` is a kind of lesson of the tariff, "" for none; `added` what the school adds to it in per cent,
    None where nobody knows; `reason` the id of a ground, "" for none, or UNSURE; `instalments` in how many
    parts a term is paid.
    """

    starts: date
    lesson: str = ""
    added: int | None = 0
    hire: bool = False
    ensembles: int = 0
    reason: str = ""
    instalments: int = 1


class Helped(StrEnum):
    """What the chosen reason leads to."""

    NOT_ASKED = "not-asked"
    UNSURE = "unsure"
    LESS = "less"
    ASK = "ask"


@dataclass(frozen=True)
class Instead:
    """The sum of a term, in pence, if one thing were as `what` says."""

    what: str
    a_term: int


@dataclass(frozen=True)
class Told:
    """The whole answer.

    `reason` is the label of the ground. `additions` has a sum for each thing a school may add where that is
    not known, `reasons` one for each published ground where that is not known. `until` is the last day of the
    help, where it ends before the school year does.
    """

    wish: Wish
    quote: Quote
    helped: Helped
    reason: str
    additions: tuple[Instead, ...]
    reasons: tuple[Instead, ...]
    until: date | None


@dataclass(frozen=True)
class Figures:
    """All that is published and that an answer depends on."""

    tariff: Tariff
    time: TermTime
    policies: tuple[Policy, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The grounds that count in the school year; of one that several policies have, the first."""
        here = [one for one in self.policies if one.starts <= self.time.last and one.ends >= self.time.first]
        found = [ground for policy in here for ground in policy.grounds if ground.counts]
        return tuple({ground.id: ground for ground in (*found, *reversed(found))}.values())

    def answer(self, wish: Wish) -> Told:
        """The answer to `wish`. Raises NotOfferedError where the tariff has no price for it."""
        now = [
            one for one in self.help_with(wish.reason, wish.starts) if one.first <= wish.starts <= one.last
        ]
        ends = min((one.last for one in now), default=date.max)
        return Told(
            wish=wish,
            quote=self._quote(wish),
            helped=_helped(wish.reason, now),
            reason=next((ground.label for ground in self.grounds if ground.id == wish.reason), ""),
            additions=tuple(self._additions(wish)) if wish.added is None and wish.lesson else (),
            reasons=tuple(self._reasons(wish)) if wish.reason == UNSURE else (),
            until=ends if ends < self.time.last else None,
        )

    def help_with(self, reason: str, starts: date) -> tuple[Help, ...]:
        """What each policy grants for `reason` alone, once confirmed, to who asks on the day of the start."""
        return tuple(
            Help(grant.item, ground.label, grant.relief, decision.first, decision.last)
            for policy in self.policies
            if (ground := policy.ground(reason)) is not None
            for decision in [decide(_confirmed(ground, starts), policy)]
            if decision.first is not None and decision.last is not None
            for grant in decision.grants
        )

    def _quote(self, wish: Wish) -> Quote:
        help_ = self.help_with(wish.reason, wish.starts)
        order = Order(wish.starts, wish.lesson, wish.added or 0, wish.hire, wish.ensembles, help_)
        return quote([order], self.tariff, self.time, wish.instalments)

    def _additions(self, wish: Wish) -> Iterator[Instead]:
        for percent in self.tariff.rules.additions:
            yield Instead(f"{percent}%", self._quote(replace(wish, added=percent)).a_term)

    def _reasons(self, wish: Wish) -> Iterator[Instead]:
        for ground in self.grounds:
            if self.help_with(ground.id, wish.starts):
                yield Instead(ground.label, self._quote(replace(wish, reason=ground.id)).a_term)


def _confirmed(ground: Ground, starts: date) -> Claim:
    """A claim on one ground, confirmed by who may confirm it, in a year group where it can be true."""
    proofs = dict.fromkeys([ground.id], Proof(ground.evidence[0])) if ground.evidence else {}
    years = ground.only_in or tuple(year.slug for year in NUMBERED)
    return Claim(frozenset({ground.id}), years[0], applied=starts, starts=starts, proofs=proofs)


def _helped(reason: str, now: list[Help]) -> Helped:
    if reason in {"", UNSURE}:
        return Helped.UNSURE if reason else Helped.NOT_ASKED
    return Helped.LESS if now else Helped.ASK
