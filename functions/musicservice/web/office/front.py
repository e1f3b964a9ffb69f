"""The front page of the office: what waits for whoever is here, and what is late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from musicservice.domain.office.area import AREAS
from musicservice.domain.office.promise import is_late
from musicservice.domain.office.staff import CASES, Permission, Staff
from musicservice.domain.office.work import KINDS, Kind, Queue, Work
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import UnavailableError
from musicservice.web.office.days import holidays, today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

FEW = 50
"""How many are counted; beyond it there are simply many."""
TITLES = {"enrolment": "Places to decide", "remission": "Help with fees to decide"}


@dataclass(frozen=True)
class Tile:
    """Something that waits: how many, where, and whether one of them is late."""

    title: str
    address: str
    count: str
    note: str
    late: bool = False


@dataclass(frozen=True)
class Front:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """What waits."""
        try:
            tiles = tuple(self._tiles(visit.staff))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(self.parts().service, visit.staff, "/")
        return Reply(200, page("front", frame, tiles=tiles))

    def _tiles(self, staff: Staff) -> Iterator[Tile]:
        for kind in KINDS:
            if staff.may(CASES[kind]):
                yield self._open(staff, kind)
        if staff.may(Permission.SECOND) and staff.may(CASES["remission"]):
            waiting = self._waiting(staff, "remission", "second")
            yield Tile(
                "Waits for a second person", "/queue/remission/second", _count(waiting), "refusals of help"
            )

    def _open(self, staff: Staff, kind: Kind) -> Tile:
        waiting = self._waiting(staff, kind, "open")
        day, free = today(self.parts().clock), holidays()
        late = sum(is_late(work.since, day, free) for work in waiting)
        note = f"{late} late" if late else "none is late"
        return Tile(TITLES[kind], f"/queue/{kind}", _count(waiting), note, late=late > 0)

    def _waiting(self, staff: Staff, kind: Kind, queue: Queue) -> list[Work]:
        """What waits there of the areas that are theirs: one read for each."""
        cases = self.parts().cases
        areas = [area for area in AREAS if area in staff.areas]
        return [work for area in areas for work in cases.queue(kind, queue, area, FEW).works]


def _count(waiting: list[Work]) -> str:
    return str(len(waiting)) if len(waiting) < FEW else f"{FEW} or more"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """The front page is for everybody who has a role at all."""
    return (Route(("GET",), "/", may(*Permission), Front(parts).show),)
