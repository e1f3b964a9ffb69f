"""What helps a child, on its way to the teacher: what would be told, the brief, and what came of it.

Whoever looks reads sealed answers: that is noted each time before the page is made.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from musicservice.domain.office.briefing import Brief
from musicservice.domain.office.handover import NotPossibleError
from musicservice.domain.office.staff import CASES, Permission
from musicservice.forms.briefing import AGREED, at_first, brief_form, chosen
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import HANDED_OVER
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.briefing import Briefing, Reading
from musicservice.services.office.handing_over import HandingOver
from musicservice.services.office.matter import Matter
from musicservice.web.office.deciding_desk import BY_PHONE, NO, YES, Desk
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

MEANWHILE = "Somebody else did something meanwhile, or what is published changed. This is how it stands now."
NOT_OPENED = "sealed answers cannot be opened"


@dataclass(frozen=True)
class BriefPages:
    """The pages about one child whose place is accepted."""

    desk: Desk

    def show(self, request: Request, visit: Visit) -> Reply:
        """What would be told, and how it stands."""
        return self._shown(self._matter(request, visit))

    def send(self, request: Request, visit: Visit) -> Reply:
        """Takes what is to be told: shows the brief, and sends it once somebody is sure."""
        matter = self._matter(request, visit)
        reading = self._reading(matter)
        form = brief_form(reading.possible)
        raw, sure, seen = self.desk.typed(request, form)
        answers = form.parse(raw, self._briefing().today)
        if not isinstance(answers, Answers):
            return self._shown(matter, raw, answers, status=422)
        if reading.consent != "yes":
            raise RefusedError(403, "no-consent")
        brief, to = reading.possible.only(*chosen(answers)), answers.of("teacher")
        if sure == NO:
            return self._shown(matter, raw)
        if seen != _stamp(matter, reading):
            return self._shown(matter, raw, status=409)
        if sure != YES:
            return self._shown(matter, raw, preview=(brief, to))
        return self._done(matter, lambda: self._service().send(matter, reading, brief, to))

    def agree(self, request: Request, visit: Visit) -> Reply:
        """Notes that the family agrees."""
        matter = self._matter(request, visit)
        raw, _, _ = self.desk.typed(request, AGREED)
        answers = AGREED.parse(raw, self._briefing().today)
        if not isinstance(answers, Answers):
            return self._shown(matter, raw, answers, status=422)
        before = self._briefing().handover(matter, self._reading(matter))
        back = f"/case/{matter.case.id}/brief/{matter.work.number + 1}"
        return self._done(matter, lambda: self._service().agree(matter, before, answers.of("words")), back)

    def withdraw(self, request: Request, visit: Visit) -> Reply:
        """Takes it back: the link opens nothing any more."""
        matter = self._matter(request, visit)
        self.desk.typed(request, AGREED)
        before = self._briefing().handover(matter, self._reading(matter))
        return self._done(matter, lambda: self._service().withdraw(matter, before))

    def settle(self, request: Request, visit: Visit) -> Reply:
        """Nothing more is to be done about it."""
        matter = self._matter(request, visit)
        self.desk.typed(request, AGREED)
        before = self._briefing().handover(matter, self._reading(matter))
        return self._done(matter, lambda: self._service().settle(matter, before))

    def _done(self, matter: Matter, do: Callable[[], None], back: str = "") -> Reply:
        try:
            do()
        except (StaleError, NotPossibleError):
            return self._shown(matter, status=409)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(back or f"/case/{matter.case.id}")

    def _matter(self, request: Request, visit: Visit) -> Matter:
        """Only of a place that is sure: before that nobody teaches the child."""
        matter = self.desk.matter(request, visit, "enrolment")
        if matter.work.status != "accepted" or not visit.staff.may(CASES["enrolment"]):
            raise RefusedError(404, "no-place")
        return matter

    def _reading(self, matter: Matter) -> Reading:
        """What could be told, for the rules alone."""
        try:
            reading = self._briefing().unnoted(matter)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        if reading is None:
            raise RefusedError(404, NOT_OPENED)
        return reading

    def _shown(
        self,
        matter: Matter,
        raw: Raw | None = None,
        errors: Mistakes | None = None,
        status: int = 200,
        preview: tuple[Brief, str] | None = None,
    ) -> Reply:
        briefing = self._briefing()
        try:
            reading = briefing.read(matter)
            answers = briefing.answers(matter)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        facts: dict[str, Any] = {"reading": reading, "said": answers, "raw": raw or {}, "preview": preview}
        if reading is not None:
            handover = briefing.handover(matter, reading)
            facts |= {"handover": handover, "state": HANDED_OVER[handover.state]}
            facts |= {"form": brief_form(reading.possible), "stamp": _stamp(matter, reading)}
            facts["raw"] = raw or at_first(reading.possible)
        if preview and reading:
            facts["told"] = briefing.told(matter, reading, preview[0])
        body = page(
            "brief",
            Frame(self.desk.parts().service, matter.staff, "/queue/briefs"),
            case=matter.case,
            work=matter.work,
            errors=errors or {},
            agreed=AGREED,
            notices=(MEANWHILE,) if status == 409 else (),  # noqa: PLR2004 - HTTP's
            by_phone="" if matter.address else BY_PHONE,
            **facts,
        )
        return Reply(status, body)

    def _briefing(self) -> Briefing:
        parts = self.desk.parts()
        return Briefing(self.desk.casework(), parts.published.catalogue(), parts.place_of)

    def _service(self) -> HandingOver:
        return HandingOver(self._briefing())


def _stamp(matter: Matter, reading: Reading) -> str:
    """Changes when somebody did something, or when something else would be told."""
    before = matter.case.handover(matter.work.number)
    seen = [before.revision if before else 0, reading.possible.to_record(), reading.place]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may tell teachers."""
    pages, rule = BriefPages(Desk(parts)), about_a_case(Permission.BRIEF)
    path = "/case/{case}/brief/{child}"
    return (
        Route(("GET",), path, rule, pages.show),
        Route(("POST",), path, rule, pages.send),
        Route(("POST",), f"{path}/agree", rule, pages.agree),
        Route(("POST",), f"{path}/withdraw", rule, pages.withdraw),
        Route(("POST",), f"{path}/settle", rule, pages.settle),
    )
