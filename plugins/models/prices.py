"""Every price on the site, in whole pence, and what a school may add to the standard charge."""

from collections.abc import Iterator
from functools import cached_property
from typing import Self

from pydantic import model_validator

from plugins.models.kinds import Line, Slug, Whole, YesNo, refusal
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
        hundredths = price.pence * (100 + self.percent)
        return price.model_copy(
            update={
                "id": self.id,
                "label": self.label,
                "note": self.note,
                "pence": (hundredths + 49) // 100,
            }
        )


class Prices(Strict):
    """content/data/prices.toml."""

    prices: tuple[Price, ...] = field("every price, each under [[prices]]", "[]")
    surcharges: tuple[Surcharge, ...] = field("what a school may add", "[]", default=())

    @cached_property
    def all(self) -> tuple[Price, ...]:
        """Every price, each followed by the sums that a school's surcharges make of it."""
        return tuple(made for price in self.prices for made in (price, *self._raised(price)))

    @cached_property
    def by_id(self) -> dict[str, Price]:
        return {price.id: price for price in self.all}

    def _raised(self, price: Price) -> Iterator[Price]:
        return (surcharge.added(price) for surcharge in self.surcharges if surcharge.to == price.id)
