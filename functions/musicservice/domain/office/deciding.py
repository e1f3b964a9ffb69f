"""What the office may decide about help with fees and places, and when one person is not enough.

Pure: it knows no storage, no form and nobody's name. Less than the rules grant, and nothing at all, is never
one person's decision. What the law grants, as to a child who is looked after, is among what the rules grant.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from musicservice.domain.charges import Help
from musicservice.domain.office.work import Work
from musicservice.domain.relief import ITEMS, NO_RELIEF, Fixed, Relief
from musicservice.domain.remission import Decision

UNDECIDED = frozenset({"received", "asked", "proposed"})


class UndecidedHelpError(Exception):
    """No price can be named while it is open what help takes off it."""


@dataclass(frozen=True)
class Award:
    """What comes off each charge from the first day to the last, and by which rules."""

    reliefs: Mapping[str, Relief]
    first: date
    last: date
    policy: str = ""
    version: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing comes off anything."""
        return all(relief.share == 1 for relief in self.reliefs.values())

    def helps(self) -> tuple[Help, ...]:
        """The same as an order for lessons has it."""
        lowered = ((item, relief) for item, relief in self.reliefs.items() if relief.share < 1)
        return tuple(Help(item, "Help with fees", relief, self.first, self.last) for item, relief in lowered)

    def to_record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "reliefs": {item: _noted(relief) for item, relief in self.reliefs.items()},
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "policy": self.policy,
            "version": self.version,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """From its JSON object."""
        return cls(
            {item: _relief(noted) for item, noted in record["reliefs"].items()},
            date.fromisoformat(record["first"]),
            date.fromisoformat(record["last"]),
            record["policy"],
            record["version"],
        )


def proposed(decisions: Sequence[Decision], first: date, last: date) -> Award:
    """What the rules grant by themselves; nothing, from `first` to `last`, where a person decides."""
    for decision in decisions:
        if decision.grants and decision.first and decision.last:
            return Award(decision.reliefs, decision.first, decision.last, decision.policy, decision.version)
    named = next((one for one in decisions if one.policy), None)
    nothing = dict.fromkeys(ITEMS, NO_RELIEF)
    return Award(nothing, first, last, named.policy if named else "", named.version if named else "")


def needs_a_second(award: Award, by_rules: Award) -> bool:
    """Whether another person must agree: to a refusal, and to less than the rules grant."""
    lowered = any(
        award.reliefs.get(item, NO_RELIEF).share > relief.share for item, relief in by_rules.reliefs.items()
    )
    shorter = not by_rules.is_nothing and (award.first > by_rules.first or award.last < by_rules.last)
    return award.is_nothing or lowered or shorter


def help_with(works: Iterable[Work], child: int, *, at_full_price: bool) -> Work | None:
    """What was granted to a child, before a price is named; none where nothing was asked or given.

    Raises UndecidedHelpError while it is open, unless the family wants the place at the full price anyway.
    """
    asked = next((one for one in works if (one.kind, one.number) == ("remission", child)), None)
    if asked and asked.status in UNDECIDED and not at_full_price:
        raise UndecidedHelpError
    return asked if asked and asked.status == "granted" else None


def _noted(relief: Relief) -> list[int]:
    fixed = relief.fixed
    return [relief.percent, *((fixed.pence, fixed.in_place_of) if fixed else ())]


def _relief(noted: Iterable[int]) -> Relief:
    percent, *fixed = noted
    return Relief(percent, Fixed(*fixed) if fixed else None)
