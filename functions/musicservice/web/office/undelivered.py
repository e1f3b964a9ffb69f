"""Letters that did not arrive, for whoever works on what they were about: why, and what to do next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.fate import Fate
from musicservice.domain.office.staff import CASES, LETTERS, Staff
from musicservice.letter_ports import Whose
from musicservice.office_parts import Office
from musicservice.office_ports import CaseFile
from musicservice.pages.office import letters
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.undelivered import Missed, Seeing
from musicservice.web.gate import admit
from musicservice.web.office.rule import Route, Visit, about_a_case, may
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

HERE = "/queue/undelivered"


@dataclass(frozen=True)
class Row:
    """One letter: what it was and about whom, since when it is known, why, what to do, and where to tick.

    `arrived` says that it did, and was unwanted.
    """

    title: str
    name: str
    reference: str
    address: str
    since: datetime | None
    why: str
    to_do: str
    tick: str
    arrived: bool = False


@dataclass(frozen=True)
class UndeliveredPages:
    """The page, and the tick."""

    parts: Callable[[], Office]

    def show(self, request: Request, visit: Visit) -> Reply:
        """What did not arrive, the longest waiting first."""
        after = next(iter(request.query.get("after", ())), "")
        try:
            found, more = self.parts().seeing.waiting(visit.staff, after)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        frame = Frame(self.parts().service, visit.staff, HERE)
        later = f"{HERE}?after={more}" if more else ""
        return Reply(200, page("undelivered", frame, rows=tuple(_rows(found)), more=later))

    def reached(self, request: Request, visit: Visit) -> Reply:
        """Somebody was reached in another way: 303 to their case, also the second time; 404 for no letter."""
        case, staff = visit.the_case, visit.staff
        back = f"/case/{case.id}"
        return self._ticked(request, back, lambda seeing, letter: seeing.reached(case, letter, staff))

    def seen_to(self, request: Request, visit: Visit) -> Reply:
        """The same for a letter of no case: 303 back to the list."""
        return self._ticked(request, HERE, lambda seeing, letter: seeing.seen_to(letter, visit.staff))

    def _ticked(self, request: Request, back: str, tick: Callable[[Seeing, str], bool]) -> Reply:
        admit(request, {}, self.parts().origin)
        try:
            is_done = tick(self.parts().seeing, request.params.get("id", ""))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause) or "stale") from cause
        if not is_done:
            raise RefusedError(404, "no-letter")
        return see_other(back)


def _rows(found: tuple[Missed, ...]) -> Iterator[Row]:
    for one in found:
        fate, whose = one.fate, one.whose
        at_case = f"/case/{fate.about}/letter" if fate.is_of_case else HERE
        yield Row(
            title=letters.title(fate, whose.kind),
            name=whose.name,
            reference=whose.reference,
            address=_address(fate, whose),
            since=fate.failed or fate.complained,
            why=letters.why(fate),
            to_do=letters.to_do(fate, whose.kind, whose.phone),
            tick=f"{at_case}/{fate.id}/reached",
            arrived=fate.complained is not None and fate.failed is None,
        )


def _address(fate: Fate, whose: Whose) -> str:
    """Where what it was about is looked at; "" for nowhere."""
    if fate.course:
        return f"/course/{fate.course}"
    return f"/case/{fate.about}" if whose.reference else ""


def strays(case: CaseFile, staff: Staff, fates: Mapping[str, Fate]) -> Iterator[Row]:
    """The letters of one case that did not arrive and that somebody has to see to."""
    kinds = {one.id: one.kind for one in case.posted}
    theirs = (one for one in fates.values() if one.waits and staff.tends(one.desks))
    return _rows(tuple(Missed(one, Whose(case.reference, kind=kinds.get(one.id, ""))) for one in theirs))


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on something; which letters are theirs, the service says."""
    pages = UndeliveredPages(parts)
    return (
        Route(("GET",), HERE, may(*LETTERS), pages.show),
        Route(("POST",), "/queue/undelivered/{id}/reached", may(*LETTERS), pages.seen_to),
        Route(("POST",), "/case/{case}/letter/{id}/reached", about_a_case(*CASES.values()), pages.reached),
    )
