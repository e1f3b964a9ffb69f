"""What staff should look at in a request to enrol. Nothing here stands in a family's way."""

from dataclasses import dataclass
from datetime import date

from musicservice.domain.dates import age_on
from musicservice.domain.schoolyear import COMPULSORY_AND_SIXTH_FORM, year_group

YOUNG_PERSON = "young-person"
AGE_TO_APPLY_ALONE = 16


@dataclass(frozen=True)
class Request:
    """The part of an enrolment that the rules read: slugs of who applies and of the year group."""

    applicant: str
    born: date
    year_group: str


def warnings(request: Request, today: date) -> tuple[str, ...]:
    """Codes of what is unusual, each of which has ordinary explanations (domain rules, section 5.1).

    A pupil may be taught out of year, may be younger than Reception or past Year 13, and may have
    had help from an adult. So these are shown to staff and never block.
    """
    derived = year_group(request.born, today)
    found = {
        "outside-school-years": derived not in COMPULSORY_AND_SIXTH_FORM,
        "out-of-year": derived.slug != request.year_group,
        "applies-alone-under-16": request.applicant == YOUNG_PERSON
        and age_on(today, request.born) < AGE_TO_APPLY_ALONE,
    }
    return tuple(code for code, holds in found.items() if holds)
