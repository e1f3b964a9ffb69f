"""Erasing a case for good: by one person, or with a second one where money may be owed or it is contested."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from musicservice.domain.office.erasing import HeldError, NotThereError, needs_two
from musicservice.domain.office.request import NotAgreedError
from musicservice.domain.office.request import Request as Asked
from musicservice.domain.office.second import SamePersonError
from musicservice.domain.office.staff import Permission
from musicservice.domain.office.work import QUEUES
from musicservice.domain.reference import NotAReferenceError, parse
from musicservice.forms.asking_out import erasing_form
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.office_ports import CaseFile
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.exports import NoReasonError
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.exports import mistaken
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

HERE = "/subject"
GONE = "It is being erased. Everything of it is gone within a few minutes."
ASKED = "Somebody else has to agree. It waits a week, under Somebody's data."


@dataclass(frozen=True)
class ErasingPages:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """What would go, and the form; or that it is on hold."""
        return self._page(visit, {}, {}, 200)

    def erase(self, request: Request, visit: Visit) -> Reply:
        """Erases it, or asks a second person: 200 with what was done, 422, or 409 for a hold."""
        parts, case = self.parts(), visit.the_case
        form = erasing_form(case.reference)
        raw = admit(request, form.inputs, parts.origin)
        answers = form.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._page(visit, raw, answers, 422)
        if not _is(case, answers.of("again")):
            return self._page(visit, raw, mistaken(form, "again", f"This is not {case.reference}"), 422)
        facts = {"case": case.id, "cause": answers.of("cause")}
        try:
            ask = partial(parts.rights.approvals.ask, sort="erasure", rows=1, needs_two=two(case))
            asked = ask(visit.staff, "Erase a case", answers.of("why"), facts=facts)
            return self._said(visit, ASKED if two(case) else self._buried(visit, asked, ""))
        except NoReasonError:
            return self._page(visit, raw, mistaken(form, "why", "Say why in 10 to 300 characters"), 422)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def agree(self, request: Request, visit: Visit) -> Reply:
        """The second person agrees, and it is erased: 200 with what was done; 409 where they cannot."""
        admit(request, {}, self.parts().origin)
        parts, case = self.parts(), visit.the_case
        try:
            asked = parts.rights.requests.look(request.params.get("id", ""))
            if asked is None or asked.facts.get("case") != case.id:
                raise RefusedError(404, "no-request")
            agreed = parts.rights.approvals.agree(visit.staff, asked.id)
            return self._said(visit, self._buried(visit, agreed, visit.staff.id))
        except SamePersonError:
            return self._said(visit, "Whoever asked cannot be the one who agrees.", 409)
        except (NotAgreedError, StaleError):
            return self._said(visit, "Somebody was quicker, or its week is over.", 409)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _buried(self, visit: Visit, asked: Asked, second: str) -> str:
        try:
            cause = asked.facts["cause"]
            self.parts().rights.bury(visit.the_case.id, f"staff:{asked.asker}", cause, second)  # type: ignore[arg-type]
        except HeldError:
            return "It is on hold, so it was not erased. Lift the hold first."
        except NotThereError:
            return GONE
        return GONE

    def _said(self, visit: Visit, words: str, status: int = 200) -> Reply:
        frame = Frame(self.parts().service, visit.staff, HERE)
        title = visit.the_case.reference
        links = (("Somebody's data", HERE),)
        return Reply(status, page("said", frame, title=title, says=[words], links=links))

    def _page(self, visit: Visit, raw: Raw, errors: Mistakes, status: int) -> Reply:
        case = visit.the_case
        try:
            found = self.parts().rights.remains.belongings(case.id)
            latest = self.parts().rights.requests.latest(50)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        now = self.parts().clock.now()
        waiting = [one for one in latest if one.facts.get("case") == case.id and one.state(now) == "waiting"]
        body = page(
            "erase",
            Frame(self.parts().service, visit.staff, HERE),
            case=case,
            counts=found.counts if found else {},
            form=erasing_form(case.reference),
            raw=raw,
            errors=errors,
            two=two(case),
            waiting=waiting if two(case) else [],
        )
        return Reply(status, body)


def two(case: CaseFile) -> bool:
    """Whether a second person has to agree. It is contested where it is open again after a decision."""
    is_open = any(work.status in QUEUES for work in case.works)
    return needs_two(
        frozenset(work.status for work in case.works), appealed=is_open and bool(case.of("DECISION"))
    )


def _is(case: CaseFile, typed: str) -> bool:
    if typed.strip().casefold() == case.reference.casefold():
        return True
    try:
        return parse(typed) == case.reference
    except NotAReferenceError:
        return False


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may erase."""
    pages, rule = ErasingPages(parts), about_a_case(Permission.ERASE)
    return (
        Route(("GET",), "/subject/erase/{case}", rule, pages.show),
        Route(("POST",), "/subject/erase/{case}", rule, pages.erase),
        Route(("POST",), "/subject/erase/{case}/agree/{id}", rule, pages.agree),
    )
