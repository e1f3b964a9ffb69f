"""When a step is asked: conditions over the answers given so far, as values that a form declares.

A condition says which questions it reads, so that a form can see to it that they come before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Known:
    """The answers so far, by name of the question.

    `own` holds the household's and, for a step asked of each member, that member's; `members` holds
    every member's.
    """

    own: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...] = ()


class Condition(Protocol):
    """Whether a step is asked."""

    @property
    def reads(self) -> frozenset[str]:
        """The questions it looks at."""

    def __call__(self, known: Known) -> bool:
        """Whether it holds. A question not answered yet holds nothing."""


@dataclass(frozen=True)
class Always:
    """Holds whatever was answered."""

    reads: frozenset[str] = frozenset()

    def __call__(self, known: Known) -> bool:  # noqa: ARG002 - same for every condition
        """Yes."""
        return True


class Is:
    """One question was answered with one of these values; a choice of many, with any of them."""

    def __init__(self, question: str, *values: str) -> None:
        """`values` are what the answer is stored as."""
        self.question, self.values = question, frozenset(values)

    @property
    def reads(self) -> frozenset[str]:
        """The one question."""
        return frozenset({self.question})

    def __call__(self, known: Known) -> bool:
        """Whether one of the values was chosen."""
        answer = known.own.get(self.question)
        given = answer if isinstance(answer, tuple) else (answer,)
        return not self.values.isdisjoint(given)


@dataclass(frozen=True)
class Not:
    """The other does not hold. For a question that was not reached, it does."""

    condition: Condition

    @property
    def reads(self) -> frozenset[str]:
        """As the other."""
        return self.condition.reads

    def __call__(self, known: Known) -> bool:
        """The opposite."""
        return not self.condition(known)


@dataclass(frozen=True)
class Both:
    """Two conditions hold."""

    one: Condition
    other: Condition

    @property
    def reads(self) -> frozenset[str]:
        """As the two."""
        return self.one.reads | self.other.reads

    def __call__(self, known: Known) -> bool:
        """Whether both hold."""
        return self.one(known) and self.other(known)


@dataclass(frozen=True)
class Either:
    """One of two conditions holds, or both do."""

    one: Condition
    other: Condition

    @property
    def reads(self) -> frozenset[str]:
        """As the two."""
        return self.one.reads | self.other.reads

    def __call__(self, known: Known) -> bool:
        """Whether one of them holds."""
        return self.one(known) or self.other(known)


@dataclass(frozen=True)
class AnyMember:
    """A condition holds for at least one member."""

    condition: Condition

    @property
    def reads(self) -> frozenset[str]:
        """As the condition."""
        return self.condition.reads

    def __call__(self, known: Known) -> bool:
        """Whether it holds for one of them."""
        return any(self.condition(Known(member)) for member in known.members)


ALWAYS = Always()
