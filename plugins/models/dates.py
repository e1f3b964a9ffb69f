"""School terms and the days when every school is closed."""

import datetime as dt

from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import Day, Line, YesNo, refusal
from plugins.models.record import Strict, field


class Term(Strict):
    name: Line = field("the term's name", '"Autumn term"')
    starts: Day = field("its first day", "2026-09-02")
    ends: Day = field("its last day", "2026-12-18")
    half_term_starts: Day = field("the first day of half-term", "2026-10-26")
    half_term_ends: Day = field("the last day of half-term", "2026-10-30")

    @field_validator("ends", "half_term_ends")
    @classmethod
    def _ends_after_it_starts(cls, ends: dt.date, info: ValidationInfo) -> dt.date:
        begins = info.data.get("starts" if info.field_name == "ends" else "half_term_starts")
        if begins is not None and ends <= begins:
            raise refusal("a day after the one it starts on")
        return ends


class BankHoliday(Strict):
    name: Line = field("what the day is called", '"Good Friday"')
    date: Day = field("the day", "2027-03-26")


class Dates(Strict):
    year: Line = field("the school year", '"2026-27"')
    note: Line = field("what a reader must know about the dates", '"Check your own school."', default="")
    sample: YesNo = field("whether they are placeholders", "true", default=False)
    terms: tuple[Term, ...] = field("every term, each under [[terms]]", "[]")
    bank_holidays: tuple[BankHoliday, ...] = field("days when every school is closed", "[]", default=())
