"""The front page of the office: what waits for whoever is here, and what is late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from musicservice.domain.office.area import AREAS
from musicservice.domain.office.charts import Chart, Series, last_weeks, summed
from musicservice.domain.office.counting import week_of
from musicservice.domain.office.promise import is_late
from musicservice.domain.office.staff import CASES, LETTERS, Permission, Staff
from musicservice.domain.office.work import KINDS, Kind, Queue, Work
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import UnavailableError
from musicservice.web.office.days import holidays, today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

WEEKS = 8
DECISIONS = frozenset(
    {
        *("enrolment-offered", "enrolment-waiting", "enrolment-refused"),
        *("remission-granted", "remission-refused"),
    }
)
SPAN_NAMES = {
    "within_5": "to 5",
    "within_10": "6 to 10",
    "within_20": "11 to 20",
    "within_40": "21 to 40",
    "longer": "longer",
}
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
            charts = self._charts() if visit.staff.may(Permission.NUMBERS) else ()
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(self.parts().service, visit.staff, "/")
        return Reply(200, page("front", frame, tiles=tiles, charts=charts))

    def _tiles(self, staff: Staff) -> Iterator[Tile]:
        for kind in KINDS:
            if staff.may(CASES[kind]):
                yield self._open(staff, kind)
        if staff.may(Permission.SECOND) and staff.may(CASES["remission"]):
            waiting = [
                work
                for work in self.parts().cases.seconds("remission", FEW)
                if work.area in staff.areas and work.by != staff.id
            ]
            yield Tile(
                "Waits for a second person", "/queue/remission/second", _count(waiting), "refusals of help"
            )
        if staff.may(*LETTERS):
            yield self._undelivered(staff)

    def _undelivered(self, staff: Staff) -> Tile:
        count, is_more = self.parts().seeing.count(staff)
        shown = f"{count} or more" if is_more else str(count)
        note = "call, or write by post" if count or is_more else "all arrived, or were seen to"
        return Tile("Letters that did not arrive", "/queue/undelivered", shown, note, late=count > 0)

    def _open(self, staff: Staff, kind: Kind) -> Tile:
        waiting = self._waiting(staff, kind, "open")
        day, free = today(self.parts().clock), holidays()
        late = sum(is_late(work.since, day, free) for work in waiting)
        note = f"{late} late" if late else "none is late"
        return Tile(TITLES[kind], f"/queue/{kind}", _count(waiting), note, late=late > 0)

    def _charts(self) -> tuple[Chart, ...]:
        """The numbers of the last weeks, from what was added up as it happened: one read or two."""
        weeks = last_weeks(week_of(self.parts().clock.now()), WEEKS)
        counts = self.parts().numbers.between(weeks[0], weeks[-1])
        labels = tuple(f"w{int(week[6:])}" for week in weeks)

        def series(name: str, *what: str) -> Series:
            found = [(one.week, one.sums.get("times", 0)) for one in counts if one.what in what]
            return Series(name, summed(found, weeks))

        decided = [one for one in counts if one.what in DECISIONS]
        spans = [(name, one.sums.get(name, 0)) for one in decided for name in SPAN_NAMES]
        return (
            Chart(
                "Received, by week",
                labels,
                (series("Places", "enrolment-received"), series("Help with fees", "remission-received")),
            ),
            Chart(
                "Places, by week",
                labels,
                (
                    series("Offered", "enrolment-offered"),
                    series("Waiting list", "enrolment-waiting"),
                    series("No place", "enrolment-refused"),
                ),
            ),
            Chart(
                "Help with fees, by week",
                labels,
                (series("Granted", "remission-granted"), series("Refused", "remission-refused")),
            ),
            Chart(
                "Days from the form to an answer",
                tuple(SPAN_NAMES.values()),
                (Series("Answers", summed(spans, tuple(SPAN_NAMES))),),
            ),
        )

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
