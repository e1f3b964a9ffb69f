"""The queues: what waits to be decided, for the areas of whoever looks, the longest waiting first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from musicservice.domain.office.area import AREAS, Area
from musicservice.domain.office.promise import is_late
from musicservice.domain.office.staff import CASES, Staff
from musicservice.domain.office.work import KINDS, Kind, Queue, Work, is_nudge
from musicservice.office_parts import Office
from musicservice.office_ports import Page
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import KINDS as KIND_NAMES
from musicservice.pages.office.wording import QUEUES, age, keyed
from musicservice.ports import UnavailableError
from musicservice.web.office.days import holidays, today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

A_PAGE, SECONDS = 25, 100
ANSWERED = "The family has told us something"
NO_SCHOOL = "No school of the register"


@dataclass(frozen=True)
class Row:
    """One line of a queue."""

    work: Work
    school: str
    wants: str
    age: str
    keyed: str
    late: bool


@dataclass(frozen=True)
class Queues:
    """The pages. Somebody with several areas sees the beginning of each; one area can be paged through."""

    parts: Callable[[], Office]

    def show(self, request: Request, visit: Visit) -> Reply:
        """One queue: 404 for a name that is none, or of a kind that is not theirs."""
        kind, queue = self._asked(request, visit.staff)
        areas = [area for area in AREAS if area in visit.staff.areas]
        after = next(iter(request.query.get("after", ())), "")
        try:
            pages = self._pages(kind, queue, areas, after)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        waiting = sorted((work for one in pages for work in one.works), key=lambda work: work.since)
        more = f"{_address(kind, queue)}?after={pages[0].after}" if len(pages) == 1 and pages[0].after else ""
        frame = Frame(self.parts().service, visit.staff, f"/queue/{kind}")
        return Reply(
            200,
            page(
                "queue",
                frame,
                title=f"{KIND_NAMES[kind]}: {QUEUES[queue].lower()}",
                here=_address(kind, queue),
                tabs=tuple(_tabs(kind)),
                rows=tuple(self._rows(waiting)),
                count=_count(waiting, is_all=not any(one.after for one in pages)),
                more=more,
            ),
        )

    def _pages(self, kind: Kind, queue: Queue, areas: Sequence[Area], after: str) -> list[Page]:
        """One read for each area; one for all of what waits for a second person."""
        cases = self.parts().cases
        if queue == "second":
            found = cases.seconds(kind, SECONDS)
            return [Page(tuple(work for work in found if work.area in areas), "")]
        return [cases.queue(kind, queue, area, A_PAGE, after) for area in areas]

    def _asked(self, request: Request, staff: Staff) -> tuple[Kind, Queue]:
        kind = next((one for one in KINDS if one == request.params.get("kind")), None)
        name = request.params.get("queue", "open")
        queue: Queue | None = next((one for one in get_args(Queue) if one == name), None)
        if kind is None or queue is None or not staff.may(CASES[kind]):
            raise RefusedError(404, "no-queue")
        return kind, queue

    def _rows(self, waiting: Sequence[Work]) -> Iterator[Row]:
        catalogue, day, free = self.parts().published.catalogue(), today(self.parts().clock), holidays()
        schools = {school.urn: school.title for school in catalogue.schools}
        for work in waiting:
            yield Row(
                work,
                schools.get(work.school, NO_SCHOOL),
                ANSWERED if is_nudge(work) else "; ".join(" ".join(one.split()) for one in work.wants),
                age(work, day, free),
                keyed(work.keyed_by, work.channel),
                late=work.queue == "open" and is_late(work.since, day, free),
            )


def _tabs(kind: Kind) -> Iterator[tuple[str, str]]:
    """The queues that a kind of work can stand in."""
    for queue, name in QUEUES.items():
        if (queue == "second") is (kind == "remission") or queue in {"open", "asked"}:
            yield _address(kind, queue), name


def _address(kind: str, queue: str) -> str:
    return f"/queue/{kind}" if queue == "open" else f"/queue/{kind}/{queue}"


def _count(waiting: Sequence[Work], *, is_all: bool) -> str:
    return f"{len(waiting)} waiting" if is_all else f"The {len(waiting)} that have waited longest"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on something; which of it, the page itself says."""
    pages, anybody = Queues(parts), may(*CASES.values())
    return (
        Route(("GET",), "/queue/{kind}", anybody, pages.show),
        Route(("GET",), "/queue/{kind}/{queue}", anybody, pages.show),
    )
