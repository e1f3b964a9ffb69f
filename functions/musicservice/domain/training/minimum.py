"""Whether a course has too few people, and since when somebody must decide about it.

It decides when staff are told; whether the course is held is theirs to say.
"""

from datetime import datetime, timedelta

from musicservice.domain.training.course import Course
from musicservice.domain.training.seats import Seats

TOLD_BEFORE = timedelta(days=7)
"""How long before booking closes: there is time yet to tell schools about the course, or to call it off."""


def is_short(course: Course, seats: Seats, at: datetime) -> bool:
    """Whether a course that can still be called off has fewer people than it is held for.

    It can be once its last week of booking has begun, and until it begins itself.
    """
    due = max(course.opens, course.closes - TOLD_BEFORE)
    return course.state != "cancelled" and due <= at < course.starts and seats.confirmed < course.minimum
