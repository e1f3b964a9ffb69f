"""One case: what to do next, what was answered, what has happened; and notes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.fate import Fate
from musicservice.domain.office.staff import CASES, Permission, Staff
from musicservice.domain.office.work import Work
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.office import NOTE
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.office_ports import CaseFile, Paper
from musicservice.pages.office import letters, wording
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.briefing import AGREED, IN_PLACE, TOLD
from musicservice.services.office.casework import Casework
from musicservice.services.office.opening import Opening, Private
from musicservice.web.gate import admit
from musicservice.web.office import undelivered
from musicservice.web.office.days import holidays, today
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

CONFLICT = 409
BRIEFS = frozenset({TOLD, AGREED, IN_PLACE})
"""Papers about what helps a child: what they say is read on a page of its own, which notes it."""


@dataclass(frozen=True)
class Step:
    """How one thing to decide stands, and where it is gone on with; "" where it is nobody's turn here."""

    who: str
    kind: str
    status: str
    age: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True)
class Happened:
    """One thing of the past."""

    at: datetime
    title: str
    words: str = ""


@dataclass(frozen=True)
class CasePages:
    """The pages of a case."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """The case, with what is private closed."""
        return self._shown(visit)

    def open_private(self, request: Request, visit: Visit) -> Reply:
        """The same with what somebody's role may read, once it is noted that they do."""
        admit(request, {}, self.parts().origin)
        try:
            private = self._opening().private(visit.the_case, visit.staff)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return self._shown(visit, private=private, is_opened=True)

    def note(self, request: Request, visit: Visit) -> Reply:
        """Keeps a note: 303 to the case, 422 for none, 503 and the note where it could not be kept."""
        parts = self.parts()
        raw = admit(request, NOTE.inputs, parts.origin)
        answers = NOTE.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._shown(visit, raw=raw, errors=answers, status=422)
        try:
            self._casework().note(visit.the_case, visit.staff, answers.of("note"))
        except (UnavailableError, StaleError) as cause:
            return self._shown(visit, raw=raw, status=503, remark=str(cause) or "stale")
        return see_other(f"/case/{visit.the_case.id}")

    def _shown(  # noqa: PLR0913 - a page's whole context
        self,
        visit: Visit,
        *,
        private: Private | None = None,
        is_opened: bool = False,
        raw: Raw | None = None,
        errors: Mistakes | None = None,
        status: int = 200,
        remark: str = "",
    ) -> Reply:
        case, staff = visit.the_case, visit.staff
        try:
            parts = self._opening().parts(case, staff, private)
            fates = self.parts().seeing.of_case(case)
            history = tuple(self._history(case, staff, fates, is_opened=is_opened))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        warnings = [wording.WARNINGS.get(code, code) for code in case.warnings]
        unsaved = ["Your note was not saved. It is still below: try again."] if remark else []
        body = page(
            "case",
            Frame(self.parts().service, staff),
            case=case,
            names=names(case),
            keyed=wording.keyed(case.keyed_by, case.channel),
            warnings=[*unsaved, *warnings],
            strays=tuple(undelivered.strays(case, staff, fates)),
            told=tuple(one for one in case.nudges if staff.tends({one.desk})),
            steps=tuple(self._steps(case, staff)),
            parts=parts,
            private=_private(staff, private, is_opened=is_opened) if case.sealed else "gone",
            proofs=len(case.uploads) if staff.may(Permission.MONEY) else 0,
            history=history,
            note=NOTE,
            raw=raw or {},
            errors=errors or {},
        )
        return Reply(status, body, remark=remark)

    def _steps(self, case: CaseFile, staff: Staff) -> Iterator[Step]:
        day, free = today(self.parts().clock), holidays()
        for work in case.works:
            if not (staff.may(CASES[work.kind]) and work.area in staff.areas):
                continue
            status, kind = wording.status(work), wording.KINDS[work.kind].lower()
            label, address = _next(work)
            how_long = wording.age(work, day, free) if work.queue else ""
            yield Step(work.name, kind, status.lower(), how_long, label, address)
            if work.kind == "enrolment" and work.status == "accepted" and staff.may(Permission.BRIEF):
                yield _handed_over(case, work)

    def _history(
        self, case: CaseFile, staff: Staff, fates: Mapping[str, Fate], *, is_opened: bool
    ) -> Iterator[Happened]:
        replies = self._opening().replies(case, staff) if is_opened else ()
        papers = [
            self._told(case, staff, paper, is_opened=paper in replies)
            for paper in case.papers
            if paper.sort not in BRIEFS or staff.may(Permission.BRIEF)
        ]
        posted = [
            Happened(one.due, f"Letter: {letters.named(one.kind)}", letters.became(fates.get(one.id)))
            for one in case.posted
            if not one.kind.startswith("brief") or staff.may(Permission.BRIEF)
        ]
        first = Happened(case.received_at, "Received")
        yield from sorted((first, *posted, *papers), key=lambda one: one.at, reverse=True)

    def _told(self, case: CaseFile, staff: Staff, paper: Paper, *, is_opened: bool) -> Happened:
        at = datetime.fromisoformat(str(paper.facts.get("answered_at") or paper.name.split("#")[1]))
        if paper.sort == "PROOF":
            return Happened(at, "The school answered")
        if paper.sort == IN_PLACE:
            return Happened(at, "It was said whether what helps was in place")
        if paper.sort == "REPLY":
            words = self._opening().told(case, paper) if is_opened else ""
            return Happened(at, "The family answered", words)
        is_closed = paper.facts.get("kind") == "remission" and not staff.may(Permission.MONEY)
        is_closed = is_closed or paper.sort in BRIEFS
        said = self._casework().read(case, paper) if paper.sealed and not is_closed else {}
        by = f", {paper.facts['name']}" if "name" in paper.facts else ""
        title = str(paper.facts.get("title") or paper.sort.capitalize())
        return Happened(at, f"{title}{by}", str(said.get("text", "")))

    def _opening(self) -> Opening:
        parts = self.parts()
        return Opening(parts.opener, parts.trail, parts.clock, parts.published.journey)

    def _casework(self) -> Casework:
        parts = self.parts()
        return Casework(parts.cases, parts.trail, parts.seal, parts.opener, parts.clock)


def _handed_over(case: CaseFile, work: Work) -> Step:
    """How it stands with what the teacher has to know. Whether there is anything is read on its own page."""
    handover = case.handover(work.number)
    status = wording.HANDED_OVER[handover.state].lower() if handover else "nothing sent"
    address = f"/case/{work.case}/brief/{work.number + 1}"
    return Step(work.name, "what helps", status, "", "What the teacher is told", address)


def names(case: CaseFile) -> tuple[str, ...]:
    """What the children are called, in the order of the form."""
    found = {work.number: work.name for work in case.works}
    return tuple(found[number] for number in sorted(found))


def _private(staff: Staff, private: Private | None, *, is_opened: bool) -> str:
    """What to say of the private answers: they are closed, open, broken, or not theirs."""
    if is_opened:
        return "open" if private else "broken"
    return "closed" if staff.may(Permission.NEEDS, Permission.MONEY, Permission.SAFETY) else ""


def _next(work: Work) -> tuple[str, str]:
    """What can be done about it, and where."""
    address = f"/case/{work.case}/decide/{work.kind}/{work.number + 1}"
    match work.status:
        case "received" | "asked" | "waiting" | "lapsed":
            return "Decide", address
        case "proposed":
            return "Agree, or send back", address
        case "offered" | "accepted":
            return "", ""
    return "Look at it again", address


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on what is in the case."""
    pages, rule = CasePages(parts), about_a_case(*CASES.values())
    private = about_a_case(Permission.NEEDS, Permission.MONEY, Permission.SAFETY)
    return (
        Route(("GET",), "/case/{case}", rule, pages.show),
        Route(("POST",), "/case/{case}/private", private, pages.open_private),
        Route(("POST",), "/case/{case}/note", rule, pages.note),
    )
