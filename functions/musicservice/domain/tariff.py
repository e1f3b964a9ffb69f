"""What the service charges for, and the rules its bills are made by: published figures, and nothing decided.

Sums are whole pence. Which figures there are is the site's business; see content/data/prices.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self, TypeAlias

HelpOn: TypeAlias = Literal["whole-charge", "standard-charge"]
"""What help with fees comes off where a school adds to a charge: all of it, or our own part alone."""


@dataclass(frozen=True)
class Charge:
    """One price a term for an item that help may lower. `kind` tells lessons apart ("pair")."""

    item: str
    kind: str
    label: str
    pence: int
    year: str
    sample: bool


@dataclass(frozen=True)
class Rules:
    """How a bill is made of prices.

    A school adds nothing, or one of `additions`, in per cent. A term begun part-way is charged where
    `least_lessons` can still be given. An invoice goes out in one of `invoice_months` (1 to 12) and is
    paid in one of the numbers of `instalments`, each `due_before` a day of its month. `awaiting` says in
    words what of all this the service has still to confirm.
    """

    help_on: HelpOn
    additions: tuple[int, ...]
    least_lessons: int
    invoice_months: tuple[int, ...]
    instalments: tuple[int, ...]
    due_before: int
    awaiting: tuple[str, ...] = ()

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The rules from their JSON object."""
        lists = ("additions", "invoice_months", "instalments", "awaiting")
        return cls(**{**record, **{name: tuple(record[name]) for name in lists}})


@dataclass(frozen=True)
class Tariff:
    """Every charge in the order of the site, and the rules. `changed` is the day of the last change."""

    changed: date
    charges: tuple[Charge, ...]
    rules: Rules

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """A tariff from its JSON object."""
        charges = tuple(Charge(**charge) for charge in record["charges"])
        return cls(date.fromisoformat(record["changed"]), charges, Rules.from_record(record["rules"]))

    def of(self, item: str) -> tuple[Charge, ...]:
        """The charges for one kind of thing; for lessons there is one to each kind of lesson."""
        return tuple(charge for charge in self.charges if charge.item == item)
