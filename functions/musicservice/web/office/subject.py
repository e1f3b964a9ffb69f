"""Somebody's data: finding it, handing it out without what is about others, and erasing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musicservice.domain.office.finding import Trace, mail_shelf
from musicservice.domain.office.staff import Permission, Staff
from musicservice.forms.asking_out import SUBJECT
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.environment import environment
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.access import UNREACHABLE, Access, Package
from musicservice.services.office.finding import Finding
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, about_a_case, may
from musicservice.web.reply import Reply, file_reply, see_other
from musicservice.web.request import RefusedError, Request

HERE, SHOWN = "/subject", 50
TYPES = {"page": ("text/html; charset=utf-8", "html"), "json": ("application/json", "json")}


@dataclass(frozen=True)
class Subject:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """The box to type into, and erasures that wait for somebody."""
        return self._page(visit, {}, {}, None, 200)

    def find(self, request: Request, visit: Visit) -> Reply:
        """What is kept of somebody: 200 with a list, 303 to the case that a reference names, 422."""
        parts = self.parts()
        raw = admit(request, SUBJECT.inputs, parts.origin)
        answers = SUBJECT.parse(raw, today(parts.clock))
        if not isinstance(answers, Answers):
            return self._page(visit, raw, answers, None, 422)
        try:
            way, case, found = self._found(answers.of("words"), visit.staff)
            parts.signing_in.note(visit.staff, "searched", (f"by={way}", f"found={len(found)}", "subject"))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"{HERE}/case/{case}") if case else self._page(visit, raw, {}, found, 200)

    def look(self, request: Request, visit: Visit) -> Reply:
        """A button: opening everything of a case is noted, so it takes a form to do it."""
        _ = request
        case = visit.the_case
        names = tuple(dict.fromkeys(work.name for work in case.works))
        frame = Frame(self.parts().service, visit.staff, HERE)
        may_erase = visit.staff.may(Permission.ERASE)
        return Reply(200, page("subject_case", frame, case=case, names=names, may_erase=may_erase))

    def gather(self, request: Request, visit: Visit) -> Reply:
        """Everything that is kept of it, for staff to take out what is about others."""
        admit(request, {}, self.parts().origin)
        package = self._package(visit, "gathered")
        frame = Frame(self.parts().service, visit.staff, HERE)
        body = page("subject_package", frame, case=visit.the_case, package=package, unreachable=UNREACHABLE)
        return Reply(200, body)

    def release(self, request: Request, visit: Visit) -> Reply:
        """The package as a file, without what was taken out; 409 where anything changed meanwhile."""
        inputs = {"out": True, "stamp": False, "as": False}
        raw = admit(request, inputs, self.parts().origin)
        stamp, kind = (next(iter(raw.get(name, ())), "") for name in ("stamp", "as"))
        if kind not in TYPES:
            raise RefusedError(400, "as")
        whole = self._package(visit, "")
        if whole.stamp != stamp:
            raise RefusedError(409, "changed")
        package = whole.without(raw.get("out", ()))
        self._noted(visit, "released", (f"as={kind}", f"out={len(raw.get('out', ()))}"))
        content = package.as_json() if kind == "json" else self._readable(package)
        return file_reply(f"{package.reference}.{TYPES[kind][1]}", TYPES[kind][0], content)

    def _readable(self, package: Package) -> bytes:
        template = environment().get_template("office/package.html")
        service = self.parts().service
        return template.render(package=package, service=service, unreachable=UNREACHABLE).encode()

    def _package(self, visit: Visit, action: str) -> Package:
        """Noted before anything is opened. What is noted now is no part of the package's stamp."""
        parts = self.parts()
        try:
            access = Access(parts.opener, parts.trail, parts.rights.remains, parts.published.journey)
            if action:
                self._noted(visit, action, ("everything",))
            return access(visit.the_case)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _noted(self, visit: Visit, action: str, fields: tuple[str, ...]) -> None:
        parts = self.parts()
        until = parts.clock.monotonic() + 8
        try:
            parts.trail.append(
                visit.the_case.id, f"staff:{visit.staff.id}", action, fields, parts.clock.now(), until
            )
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def _found(self, words: str, staff: Staff) -> tuple[str, str, Sequence[Trace]]:
        parts = self.parts()
        if "@" in words:
            traces = parts.cases.shelf(mail_shelf(words), "", SHOWN)
            return "mail", "", [one for one in traces if staff.sees(one.matters)]
        found = Finding(parts.cases, lambda: parts.published.catalogue().schools)(words, staff)
        return found.way, found.case, found.cases

    def _page(
        self, visit: Visit, raw: Raw, errors: Mistakes, found: Sequence[Trace] | None, status: int
    ) -> Reply:
        try:
            latest = self.parts().rights.requests.latest(SHOWN)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        now = self.parts().clock.now()
        waiting = [one for one in latest if one.sort == "erasure" and one.state(now) == "waiting"]
        frame = Frame(self.parts().service, visit.staff, HERE)
        body = page("subject", frame, form=SUBJECT, raw=raw, errors=errors, found=found, waiting=waiting)
        return Reply(status, body)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever answers requests about somebody's data."""
    pages, rule = Subject(parts), may(Permission.SUBJECT)
    of_case = about_a_case(Permission.SUBJECT)
    return (
        Route(("GET",), HERE, rule, pages.show),
        Route(("POST",), HERE, rule, pages.find),
        Route(("GET",), f"{HERE}/case/{{case}}", of_case, pages.look),
        Route(("POST",), f"{HERE}/case/{{case}}", of_case, pages.gather),
        Route(("POST",), f"{HERE}/case/{{case}}/package", of_case, pages.release),
    )
