"""Who may pay less: the rules by date, the grounds they give, and examples of what becomes of a family."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import ValidationInfo, field_validator, model_validator

from musicservice.domain import remission
from musicservice.domain.relief import ITEMS, TUITION, Fixed, Relief
from musicservice.domain.remission import Status, Way
from plugins.models.cases import Example, Rates, YearGroups
from plugins.models.kinds import LIST, Day, Line, Slug, Whole, refusal
from plugins.models.prices import Price
from plugins.models.record import Strict, field

Item = Literal["tuition", "hire", "ensemble"]
BY_RULE = ("at-once", "once-confirmed")


class Dated(Strict):
    """What holds from one day to another, both included. Without an end it holds on."""

    starts: Day = field("the first day it counts", "2026-09-01")
    ends: Day | None = field("the last day it counts", "2027-08-31", default=None)

    @field_validator("ends")
    @classmethod
    def _ends_after_it_starts(cls, ends: dt.date | None, info: ValidationInfo) -> dt.date | None:
        if ends is not None and "starts" in info.data and ends < info.data["starts"]:
            raise refusal("a day that is not before the one it starts on")
        return ends


class Policy(Dated):
    """The rules of a stretch of days. A change of rules is a new policy with a first day of its own."""

    id: Slug = field("a name for these rules", '"2026-27"')
    version: Line = field("the day its words or figures last changed, or another mark", '"2026-09-01"')
    ends: Day = field("the last day it counts", "2027-08-31")
    backdating_days: Whole = field("how many days before asking help may begin", "0")


class Ground(Dated):
    """One reason to pay less, for as long as it counts."""

    id: Slug = field("a name for it", '"looked-after"')
    label: Line = field("the ground, as a heading", '"The child is looked after by a council"')
    words: Line = field("what it means", '"The child is in the care of a council."')
    status: Literal["law", "published", "to-confirm"] = field("how sure it is", '"published"')
    decided: Literal["at-once", "once-confirmed", "by-person", "not-by-itself"] = field(
        "how a claim on it is decided", '"once-confirmed"'
    )
    off: Rates = field("how much comes off each charge, in per cent", "{ tuition = 30 }", default=Rates())
    price: Slug | None = field(
        "the id of the published price for lessons that results", '"tuition-free-meals"', default=None
    )
    covers: Annotated[tuple[Item, ...], LIST] = field(
        "the charges a person may lower", '["tuition"]', default=()
    )
    evidence: Annotated[tuple[Literal["school", "council", "staff"], ...], LIST] = field(
        "who can confirm it", '["school", "council"]', default=()
    )
    question: Line = field("what they are asked", '"Is this child in your care?"', default="")
    only_in: YearGroups = field(
        "the year groups it can be true in; left out for all", '["reception", "1", "2"]', default=()
    )
    caution_in: YearGroups = field(
        "the year groups in which `caution` is said with it", '["reception", "1", "2"]', default=()
    )
    caution: Line = field("what a family in those years should know", '"Infant meals differ."', default="")
    excludes: Annotated[tuple[Slug, ...], LIST] = field(
        "grounds that cannot be true at the same time", '["previously-looked-after"]', default=()
    )
    about: Literal["child", "family"] = field(
        "whether it is asked of each child, or once of the family", '"child"', default="child"
    )
    source_year: Line = field("the year of the source", '"2026"')

    @model_validator(mode="after")
    def _says_what_its_way_needs(self) -> Self:
        by_rule = self.decided in BY_RULE
        if by_rule != bool(self.off.rates):
            raise refusal("off: rates where the rule decides (at-once, once-confirmed), and only there")
        if (self.decided == "by-person") != bool(self.covers):
            raise refusal("covers: charges where a person decides (by-person), and only there")
        if (self.decided == "once-confirmed") != bool(self.evidence and self.question):
            raise refusal("evidence and question: both where it is decided once-confirmed, and only there")
        if self.price is not None and TUITION not in self.off.rates:
            raise refusal("price: only beside a rate for tuition, as it is a price for lessons")
        if bool(self.caution) != bool(self.caution_in):
            raise refusal("caution and caution_in: both, or neither")
        return self

    @property
    def counts(self) -> bool:
        """Whether it can be enough; the others are only explained."""
        return self.decided != "not-by-itself"

    def within(self, policy: Policy) -> bool:
        """Whether it counts on every day of `policy`."""
        return self.starts <= policy.starts and (self.ends is None or self.ends >= policy.ends)

    def as_ground(self, charge: int, prices: Mapping[str, Price]) -> remission.Ground:
        """The same for the rules; `charge` is the standard charge for lessons in pence."""
        reliefs = {item: Relief(rate) for item, rate in self.off.rates.items()}
        if self.price is not None:
            reliefs[TUITION] = Relief(reliefs[TUITION].percent, Fixed(prices[self.price].pence, charge))
        return remission.Ground(
            id=self.id,
            label=self.label,
            words=self.words,
            status=Status(self.status),
            way=Way(self.decided),
            reliefs=reliefs,
            covers=self.covers,
            evidence=self.evidence,
            question=self.question,
            only_in=self.only_in,
            caution_in=self.caution_in,
            caution=self.caution,
            excludes=self.excludes,
            about=self.about,
        )


class Charges(Strict):
    """The price of each item that help may lower. Where one is left out, no sum is shown."""

    tuition: Slug | None = field("the id of the standard price of lessons", '"tuition"', default=None)
    hire: Slug | None = field("the id of the price of hire", '"instrument-hire"', default=None)
    ensemble: Slug | None = field("the id of the price of an ensemble", '"ensemble"', default=None)

    @property
    def ids(self) -> Mapping[str, str]:
        """The id of the price of every item that has one."""
        return {item: name for item in ITEMS if (name := getattr(self, item))}


class Remission(Strict):
    """content/data/remission.toml."""

    note: Line = field("what a reader must know first", '"The rules changed in September 2026."', default="")
    charges: Charges = field("the price of each item", '{ tuition = "tuition" }', default=Charges())
    policies: tuple[Policy, ...] = field("the rules by date, each under [[policies]]", "[]")
    grounds: tuple[Ground, ...] = field("every ground, each under [[grounds]]", "[]")
    examples: tuple[Example, ...] = field("worked examples, each under [[examples]]", "[]", default=())

    @property
    def ordered(self) -> tuple[Policy, ...]:
        """The policies by their first day."""
        return tuple(sorted(self.policies, key=lambda policy: policy.starts))

    def as_policies(self, prices: Iterable[Price]) -> tuple[remission.Policy, ...]:
        """The same for the rules. Asked for once the checks are passed: every id is known."""
        known = {price.id: price for price in prices}
        charge = known[self.charges.tuition].pence if self.charges.tuition else 0
        return tuple(
            remission.Policy(
                policy.id,
                policy.version,
                policy.starts,
                policy.ends,
                policy.backdating_days,
                tuple(ground.as_ground(charge, known) for ground in self.grounds if ground.within(policy)),
            )
            for policy in self.ordered
        )
