"""Every page of the office that is for somebody: the tables of routes of its parts, and nothing else."""

from collections.abc import Callable

from musicservice.office_parts import Office
from musicservice.web.office import again, cases, deciding, finding, front, helping, queues, staffing
from musicservice.web.office.rule import Route


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """All of them. `parts` are asked for with each request."""
    made = (
        module.routes(parts) for module in (front, queues, finding, cases, deciding, helping, again, staffing)
    )
    return tuple(route for each in made for route in each)
