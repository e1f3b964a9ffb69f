"""Whose teachers have to be told what helps: by the day of the first lesson, the next one first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from musicservice.domain.office.area import AREAS
from musicservice.domain.office.handover import Handover
from musicservice.domain.office.staff import Permission
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import HANDED_OVER
from musicservice.ports import UnavailableError
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of the queue. `soon` says how near the first lesson is, `late` that it was already."""

    handover: Handover
    address: str
    state: str
    soon: str
    late: bool


@dataclass(frozen=True)
class BriefQueue:
    """The page: one read for each area of whoever looks."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """What waits."""
        parts, staff = self.parts(), visit.staff
        try:
            found = [parts.briefs.waiting(area, A_PAGE) for area in AREAS if area in staff.areas]
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        waiting = sorted((one for some in found for one in some), key=lambda one: one.day)
        is_all = all(len(some) < A_PAGE for some in found)
        count = f"{len(waiting)} waiting" if is_all else f"The next {len(waiting)}"
        frame = Frame(parts.service, staff, "/queue/briefs")
        rows = tuple(_rows(waiting, today(parts.clock)))
        return Reply(200, page("briefs", frame, rows=rows, count=count))


def _rows(waiting: Sequence[Handover], day: date) -> Iterator[Row]:
    for one in waiting:
        left = (one.starts - day).days
        late = left <= 0 and one.state != "trouble"
        address = f"/case/{one.case}/brief/{one.number + 1}"
        yield Row(one, address, HANDED_OVER[one.state], _soon(left), late)


def _soon(left: int) -> str:
    if left > 1:
        return f"in {left} days"
    return {1: "tomorrow", 0: "today"}.get(left, "has begun")


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may tell teachers."""
    return (Route(("GET",), "/queue/briefs", may(Permission.BRIEF), BriefQueue(parts).show),)
