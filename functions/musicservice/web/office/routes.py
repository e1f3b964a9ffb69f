"""Every page of the office that is for somebody: the tables of routes of its parts, and nothing else."""

from collections.abc import Callable

from musicservice.office_parts import Office
from musicservice.web.office import (
    after_course,
    again,
    asking,
    brief_queue,
    briefing,
    cases,
    course_tables,
    courses,
    deciding,
    erasing,
    evidence,
    exports,
    finding,
    front,
    helping,
    holding,
    keying,
    queues,
    reading,
    retaining,
    staffing,
    subject,
    telling,
    trails,
    undelivered,
    waiting,
)
from musicservice.web.office.rule import Route

PARTS = (
    front,
    brief_queue,
    briefing,
    queues,
    reading,
    undelivered,
    finding,
    cases,
    keying,
    deciding,
    helping,
    evidence,
    asking,
    again,
    courses,
    course_tables,
    waiting,
    after_course,
    telling,
    exports,
    holding,
    retaining,
    subject,
    erasing,
    trails,
    staffing,
)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """All of them. `parts` are asked for with each request."""
    return tuple(route for module in PARTS for route in module.routes(parts))
