"""Every price on the site, in whole pence, and what a school may add to the standard charge."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, Self

from pydantic import PrivateAttr, model_validator

from musicservice.domain.charges import raised
from plugins.models.kinds import (
    Day,
    DayOfMonth,
    Line,
    Lines,
    Months,
    Numbers,
    Positive,
    Slug,
    Whole,
    YesNo,
    refusal,
)
from plugins.models.record import Strict, field


class Price(Strict):
    id: Slug = field("the name that pages quote it by", '"tuition-small-group"')
    label: Line = field("what it is for", '"Lessons: standard charge"')
    pence: Whole = field("the sum in whole pence", "5350")
    per: Line = field("what one buys with it", '"term"')
    year: Line = field("the year the figure is from; none for a sample", '"2026-27"', default="")
    note: Line = field(
        "what a reader must know about it", '"Sample figure, awaiting confirmation."', default=""
    )
    sample: YesNo = field("whether it is a placeholder", "false")
    charge: Literal["tuition", "hire", "ensemble"] | None = field(
        "what the calculator reckons with it", '"tuition"', default=None
    )
    lesson: Slug | None = field("the kind of lesson it is for", '"small-group"', default=None)

    vat: YesNo = field("whether VAT may be part of it, as [vat] says", "false", default=False)
    _vat_words: str = PrivateAttr("")

    @property
    def vat_words(self) -> str:
        """What to say of VAT beside it; nothing where there is none to speak of."""
        return self._vat_words if self.pence else ""

    def with_vat(self, words: str) -> Self:
        """The same, with what to say of VAT."""
        made = self.model_copy()
        made._vat_words = words if self.vat else ""  # noqa: SLF001 - its own
        return made

    @model_validator(mode="after")
    def _has_a_year_or_is_a_sample(self) -> Self:
        if not self.year and not self.sample:
            raise refusal('year: the year the figure is from, or "not known"')
        return self


class Surcharge(Strict):
    """What a school may add to a price. The school decides, not the service."""

    id: Slug = field("the name that pages quote the sum by", '"tuition-surcharge-15"')
    label: Line = field("what the sum is for", '"Lessons: standard charge where the school adds 15%"')
    to: Slug = field("the id of the price it is added to", '"tuition-small-group"')
    percent: Whole = field("how much it adds, in per cent", "15")
    note: Line = field("what a reader must know about it", '"Ask your school whether it adds."', default="")

    def added(self, price: Price) -> Price:
        """`price` with the surcharge on it, to the nearest penny; half a penny is not charged."""
        changes = {"id": self.id, "label": self.label, "note": self.note, "charge": None, "lesson": None}
        return price.model_copy(update={**changes, "pence": raised(price.pence, self.percent)})


class Vat(Strict):
    """What is known of VAT on training."""

    training: Literal["unknown", "none", "included", "added"] = field(
        "whether VAT is part of what schools pay for training", "unknown"
    )
    percent: Positive = field("the rate, in per cent", "20")

    @property
    def words(self) -> str:
        """The same for readers."""
        return {
            "unknown": "whether VAT is added is to be confirmed",
            "none": "no VAT is charged",
            "included": f"VAT at {self.percent}% is included",
            "added": f"VAT at {self.percent}% is added",
        }[self.training]


class Billing(Strict):
    """How bills are made of the prices: what the calculator goes by."""

    changed: Day = field("the day a price or a rule was last changed", "2026-11-26")
    help_on: Literal["whole-charge", "standard-charge"] = field(
        "what help comes off where a school adds to a charge", '"whole-charge"'
    )
    least_lessons: Positive = field("how many lessons a term begun part-way must still have", "8")
    invoice_months: Months = field("the months in which invoices go out", "[9, 1, 4]")
    instalments: Numbers = field("in how many parts an invoice may be paid", "[1, 3]")
    due_before: DayOfMonth = field("the day of a month before which a part is due", "15")
    awaiting: Lines = field("what the service has still to confirm", '["Words."]', default=())


class Prices(Strict):
    """content/data/prices.toml."""

    prices: tuple[Price, ...] = field("every price, each under [[prices]]", "[]")
    surcharges: tuple[Surcharge, ...] = field("what a school may add", "[]", default=())
    billing: Billing = field("how bills are made, under [billing]", "{}")
    vat: Vat = field("VAT on training, under [vat]", '{ training = "unknown", percent = 20 }')

    @cached_property
    def all(self) -> tuple[Price, ...]:
        """Every price, each followed by the sums that a school's surcharges make of it."""
        told = (price.with_vat(self.vat.words) for price in self.prices)
        return tuple(made for price in told for made in (price, *self._raised(price)))

    @cached_property
    def by_id(self) -> dict[str, Price]:
        return {price.id: price for price in self.all}

    @cached_property
    def charges(self) -> tuple[Price, ...]:
        """The prices that make up a family's bill."""
        return tuple(price for price in self.prices if price.charge)

    def _raised(self, price: Price) -> Iterator[Price]:
        return (surcharge.added(price) for surcharge in self.surcharges if surcharge.to == price.id)
