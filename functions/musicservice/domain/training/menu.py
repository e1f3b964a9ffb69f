"""Which courses fit what somebody is looking for. It decides by the published facts and the time alone.

How many places are left is not asked: that changes by the minute, and this answer may be kept for ten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from musicservice.domain.training.course import Course
from musicservice.domain.training.setting import OUR_STAFF

Where: TypeAlias = Literal["online", "room"]
Cost: TypeAlias = Literal["free", "paid"]


@dataclass(frozen=True)
class Sought:
    """What is looked for; what is empty does not matter.

    `phase` is one that a course suits, `kind` a setting that must be able to book, `month` as 2027-03.
    """

    phase: str = ""
    kind: str = ""
    month: str = ""
    where: str = ""
    cost: str = ""


def month_of(course: Course) -> str:
    """The month in which a course begins, in England, such as 2027-03."""
    return f"{course.sessions[0].day:%Y-%m}"


def coming(courses: Iterable[Course], at: datetime) -> tuple[Course, ...]:
    """The courses that are not over and not called off `at` an instant, soonest first."""
    known = [course for course in courses if course.state != "cancelled" and course.ends > at]
    return tuple(sorted(known, key=lambda course: (course.starts, course.slug)))


def matching(courses: Iterable[Course], sought: Sought) -> tuple[Course, ...]:
    """Those that fit in everything, in their order."""
    return tuple(course for course in courses if _fits(course, sought))


def sums(course: Course, kind: str = "") -> tuple[int, ...]:
    """What a place costs a kind of setting, in pence; with none named, what it can cost all but our staff.

    Empty where that kind cannot book. A course for our staff alone has only their prices to tell.
    """
    others = [price for price in course.prices if price.kind not in OUR_STAFF]
    asked = [price for price in course.prices if price.kind == kind] if kind else others or course.prices
    return tuple(sorted({price.pence for price in asked}))


def _fits(course: Course, sought: Sought) -> bool:
    priced = sums(course, sought.kind)
    costs = {"free": 0 in priced, "paid": any(priced)}
    return (
        bool(priced)
        and (not sought.phase or sought.phase in course.phases)
        and sought.month in {"", month_of(course)}
        and sought.where in {"", "online" if course.is_online else "room"}
        and costs.get(sought.cost, True)
    )
