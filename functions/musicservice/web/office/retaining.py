"""What will be deleted in the next month, what was, and how long everything is kept."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from musicservice.domain.office import retention
from musicservice.domain.office.staff import Permission
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import UnavailableError
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

MOST = 500
BACK = timedelta(days=90)
WORDS: Mapping[str, str] = {
    "evidence": "Files shown as proof",
    "sealed": "What is sealed: needs, safety, reasons for help",
    "case": "The whole case",
    "erased": "The whole case, because somebody had it erased",
}


@dataclass(frozen=True)
class Retaining:
    """The page."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """By day and kind, in two reads."""
        parts, day = self.parts(), today(self.parts().clock)
        try:
            coming = parts.rights.due.due("planned", day + retention.AHEAD, MOST)
            did = parts.rights.due.noted(day - BACK, day)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        counts = Counter(what for one in coming for what in one.planned)
        body = page(
            "retention",
            Frame(parts.service, visit.staff, "/retention"),
            coming=coming,
            is_more=len(coming) == MOST,
            counts=[(WORDS[what], counts[what]) for what in WORDS if counts[what]],
            did=list(reversed(did)),
            words=WORDS,
            table=retention.TABLE,
            confirmed=retention.CONFIRMED,
        )
        return Reply(200, body)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever answers for what is kept."""
    return (Route(("GET",), "/retention", may(Permission.RETENTION), Retaining(parts).show),)
