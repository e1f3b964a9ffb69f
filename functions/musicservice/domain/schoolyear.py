"""School years in England: which year group a birth date falls in, and its key stage.

The school year begins on 1 September, and a child starts Reception in the one after turning four
(Education Act 1996 s 8 and the School Admissions Code; key stages: Education Act 2002 s 82).
Today is always passed in.
"""

from dataclasses import dataclass
from datetime import date

from musicservice.domain.dates import age_on

SEPTEMBER = 9
AGE_STARTING_RECEPTION = 4


@dataclass(frozen=True)
class YearGroup:
    """One class of the school system. `slug` is what is stored, `title` what is read."""

    slug: str
    title: str
    key_stage: str


def _key_stage(year: int) -> str:
    stages = {"KS1": range(1, 3), "KS2": range(3, 7), "KS3": range(7, 10), "KS4": range(10, 12)}
    return next((stage for stage, years in stages.items() if year in years), "KS5")


NURSERY = YearGroup("nursery", "Nursery", "EYFS")
RECEPTION = YearGroup("reception", "Reception", "EYFS")
NOT_IN_SCHOOL = YearGroup("none", "Not in school", "")
NUMBERED = tuple(YearGroup(str(year), f"Year {year}", _key_stage(year)) for year in range(1, 14))
COMPULSORY_AND_SIXTH_FORM = (RECEPTION, *NUMBERED)
YEAR_GROUPS = (NURSERY, *COMPULSORY_AND_SIXTH_FORM, NOT_IN_SCHOOL)


def school_year(today: date) -> int:
    """The calendar year in which the school year of `today` began."""
    return today.year if today.month >= SEPTEMBER else today.year - 1


def year_group(born: date, today: date) -> YearGroup:
    """The year group of somebody born on `born`, taught with their own age; NOT_IN_SCHOOL after Year 13."""
    age_at_start = age_on(date(school_year(today), SEPTEMBER - 1, 31), born)
    years_since_reception = age_at_start - AGE_STARTING_RECEPTION
    if years_since_reception < 0:
        return NURSERY
    if years_since_reception < len(COMPULSORY_AND_SIXTH_FORM):
        return COMPULSORY_AND_SIXTH_FORM[years_since_reception]
    return NOT_IN_SCHOOL
