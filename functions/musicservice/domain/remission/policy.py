"""The rules on help with fees, as dated values: which day has which policy, and what each ground leads to.

A policy holds for a stretch of days; a change of rules is a new policy with a first day of its own. This
module decides which one a day falls under. It does not know any family, nor where the rules are written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from musicservice.domain.relief import ITEMS, Relief

CHILD, FAMILY = "child", "family"
"""Whom a ground is about."""


class Way(StrEnum):
    """How a ground is decided. The first two leave no judgement, so a machine may say yes."""

    AT_ONCE = "at-once"
    ONCE_CONFIRMED = "once-confirmed"
    BY_PERSON = "by-person"
    NOT_BY_ITSELF = "not-by-itself"


class Status(StrEnum):
    """How sure we are of a rule."""

    LAW = "law"
    PUBLISHED = "published"
    TO_CONFIRM = "to-confirm"


@dataclass(frozen=True)
class Ground:
    """One reason to pay less, as one policy has it.

    `reliefs` says what it takes off, by item, where a machine may decide; `covers` names the items a person
    may lower. `evidence` names who can confirm it, `question` is what they are asked. In the year groups
    `only_in` alone can it be true (none named: in all). In the year groups `caution_in` the words of
    `caution` are said with it. With a ground in `excludes` it cannot be true of the same child. `about` says
    whether it is asked of each child, or once of the family.
    """

    id: str
    label: str
    words: str
    status: Status
    way: Way
    reliefs: Mapping[str, Relief]
    covers: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    question: str = ""
    only_in: tuple[str, ...] = ()
    caution_in: tuple[str, ...] = ()
    caution: str = ""
    excludes: tuple[str, ...] = ()
    about: str = CHILD

    @property
    def counts(self) -> bool:
        """Whether a form should offer it: the others are explained and never enough."""
        return self.way is not Way.NOT_BY_ITSELF

    @property
    def items(self) -> tuple[str, ...]:
        """The charges it may lower, in the order they are shown."""
        return tuple(item for item in ITEMS if item in self.reliefs or item in self.covers)


@dataclass(frozen=True)
class Policy:
    """The rules from `starts` to `ends`, both included.

    `version` changes whenever the words or figures do. `backdating_days` is how far before the day of
    asking help may begin, for those who ask while the policy is in force; never before the policy itself.
    """

    id: str
    version: str
    starts: date
    ends: date
    backdating_days: int
    grounds: tuple[Ground, ...]

    def holds(self, day: date) -> bool:
        """Whether `day` falls under it."""
        return self.starts <= day <= self.ends

    def ground(self, name: str) -> Ground | None:
        """The ground with the id `name`, if the policy has it."""
        return next((ground for ground in self.grounds if ground.id == name), None)


def policy_for(day: date, policies: Iterable[Policy]) -> Policy | None:
    """The policy in force on `day`; None where no rules have been published for it."""
    return next((policy for policy in policies if policy.holds(day)), None)
