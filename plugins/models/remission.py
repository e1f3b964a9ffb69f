"""Who may pay less, in plain words and with dates; the rules that decide a claim are made of it."""

from typing import Annotated, Literal

from plugins.models.kinds import LIST, Day, Line, Slug, Slugs, Whole
from plugins.models.record import Strict, field


class Ground(Strict):
    """One reason to pay less. Without `rate_percent` no rate has been published."""

    id: Slug = field("a name for it", '"looked-after"')
    label: Line = field("the ground, as a heading", '"The child is looked after by a council"')
    words: Line = field("what it means", '"The child is in the care of a council."')
    rate_percent: Whole | None = field("how much comes off, in per cent", "30", default=None)
    covers: Slugs = field("the charges it comes off", '["tuition"]')
    price: Slug | None = field("the id of the price that results", '"tuition-free-meals"', default=None)
    status: Literal["law", "published", "to-confirm"] = field("how sure it is", '"published"')
    starts: Day = field("the first day it counts", "2026-09-01")
    ends: Day | None = field("the last day it counts", "2027-08-31", default=None)
    source_year: Line = field("the year of the source", '"2026"')


class Remission(Strict):
    version: Day = field("the day these rules began", '"2026-09-01"')
    note: Line = field("what a reader must know first", '"The rules changed in September 2026."', default="")
    grounds: Annotated[tuple[Ground, ...], LIST] = field("every ground, each under [[grounds]]", "[]")
