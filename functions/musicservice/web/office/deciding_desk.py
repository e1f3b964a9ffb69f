"""What all pages of deciding share: what is decided about, the page, and what was typed into it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from musicservice.forms.form import Form
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import UnavailableError
from musicservice.services.office.casework import Casework
from musicservice.services.office.matter import Matter
from musicservice.services.office.opening import Opening
from musicservice.web.gate import admit
from musicservice.web.office.rule import Visit
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

BESIDE = {"seen": False, "sure": False}
"""What each form carries beside its questions: what was seen, and that somebody is sure."""
YES, NO = "yes", "no"
MEANWHILE = "Somebody else decided meanwhile. This is how it stands now; what you wrote is still below."
BY_PHONE = "It is not known to be safe to write to this family, so no email goes out. Call them."


@dataclass(frozen=True)
class Sheet:
    """One form on a page. `hidden` is carried along; with `sure` it is the second step."""

    action: str
    submit: str
    page: Form | None = None
    raw: Raw = field(default_factory=dict)
    hidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heading: str = ""
    sure: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Desk:
    """What all pages of deciding have in common."""

    parts: Callable[[], Office]

    def matter(self, request: Request, visit: Visit, kind: str) -> Matter:
        """What is decided about. Raises RefusedError with 404 or 503."""
        case, number = visit.the_case, request.params.get("child", "")
        work = case.work(kind, int(number) - 1) if number.isascii() and number.isdecimal() else None
        if work is None or work.area not in visit.staff.areas:
            raise RefusedError(404, "no-work")
        try:
            private = self.opening().unnoted(case)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return Matter(case, work, visit.staff, private)

    def opening(self) -> Opening:
        """What opens a case."""
        parts = self.parts()
        return Opening(parts.opener, parts.trail, parts.clock, parts.published.journey)

    def casework(self) -> Casework:
        """What writes to one."""
        parts = self.parts()
        return Casework(parts.cases, parts.trail, parts.seal, parts.opener, parts.clock)

    def page(self, matter: Matter, title: str, *, status: int = 200, **facts: Any) -> Reply:
        """The page, with what it needs and was not given empty."""
        given: dict[str, Any] = {
            "notices": (),
            "errors": {},
            "facts": (),
            "says": (),
            "ways": (),
            "forms": (),
        }
        given |= {"letter": None, "terms": None}
        frame = Frame(self.parts().service, matter.staff)
        body = page("decide", frame, case=matter.case, work=matter.work, title=title, **{**given, **facts})
        return Reply(status, body)

    def typed(self, request: Request, form: Form) -> tuple[Raw, str, str]:
        """What was typed; "yes" if somebody is sure, "no" to change it; and which revision they saw."""
        sent = admit(request, {**form.inputs, **BESIDE}, self.parts().origin)
        raw = {name: values for name, values in sent.items() if name not in BESIDE}
        return raw, next(iter(sent.get("sure", ())), ""), next(iter(sent.get("seen", ())), "")


def is_stale(matter: Matter, seen: str) -> bool:
    """Whether it was decided or moved since somebody opened the page."""
    return seen != str(matter.work.revision)


def unsafe(matter: Matter) -> tuple[str, ...]:
    """A warning where no letter can go out."""
    return () if matter.address else (BY_PHONE,)
