"""Every price on the site, in whole pence, and what a school may add to the standard charge."""

from functools import cached_property

from plugins.models.kinds import Line, Slug, Whole, YesNo
from plugins.models.record import Strict, field


class Price(Strict):
    id: Slug = field("the name that pages quote it by", '"tuition-small-group"')
    label: Line = field("what it is for", '"Lessons: standard charge"')
    pence: Whole = field("the sum in whole pence", "5350")
    per: Line = field("what one buys with it", '"term"')
    year: Line = field("the year the figure is from", '"2026-27"')
    note: Line = field(
        "what a reader must know about it", '"Sample figure, awaiting confirmation."', default=""
    )
    sample: YesNo = field("whether it is a placeholder", "true", default=False)


class Surcharge(Strict):
    """What a school may add. The school decides, not the service."""

    id: Slug = field("a name for it", '"school-adds-15"')
    percent: Whole = field("how much it adds to the standard charge, in per cent", "15")
    price: Slug = field("the id of the price that results", '"tuition-surcharge-15"')
    note: Line = field("the same in words", '"The school adds 15% of the standard charge."', default="")


class Prices(Strict):
    prices: tuple[Price, ...] = field("every price, each under [[prices]]", "[]")
    surcharges: tuple[Surcharge, ...] = field("what a school may add", "[]", default=())

    @cached_property
    def by_id(self) -> dict[str, Price]:
        return {price.id: price for price in self.prices}
