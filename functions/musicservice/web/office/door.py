"""The way into the office: who is here, whether the route is theirs, and what is noted of a refusal.

Every request passes here, so that no page can forget to ask. What was typed into a form when somebody's time
was over is given back to them, since only they have it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from musicservice.domain.office.staff import Session, Staff
from musicservice.office_ports import Cases
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.signing_in import SigningIn
from musicservice.web.gate import octets_of, own_page, pairs_of
from musicservice.web.keyring import cookie_name
from musicservice.web.office.rule import Open, Route, Visit, admitted
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

COOKIE = "office"
LOOKS = {"GET", "HEAD"}
SIGN_IN = "/sign-in"
A_CASE = re.compile(r"[0-9a-f]{32}")
"""What may be a case's id. Anything else that stands in an address is not copied to a trail."""
WORTH_KEEPING = 20
"""Characters of an answer that somebody would not like to type again."""
WORDS: Mapping[int, tuple[str, str]] = {
    400: ("We could not read that", "What reached us was not a form of ours. Nothing was saved."),
    403: ("That is not yours to do", "Your roles do not allow it. It has been noted that it was asked for."),
    404: ("There is nothing here", "It may have moved, or it may not be yours to see."),
    405: ("That cannot be sent here", "Nothing was saved."),
    409: ("Somebody was quicker", "It was changed meanwhile. Open it again to see how it stands."),
    413: ("That was too much to send", "Please shorten what you wrote. Nothing was saved."),
    415: ("We could not read that kind of form", "Nothing was saved."),
    500: (
        "Something went wrong on our side",
        "We do not know whether it was saved. Look before you try again.",
    ),
    503: (
        "We are not able to do that just now",
        "A part of our system does not answer. Try again in a minute.",
    ),
}


class Parts(Protocol):
    """What the door works with."""

    @property
    def origin(self) -> str:
        """The office's own, without a trailing slash."""

    @property
    def service(self) -> str:
        """What the music service is called."""

    @property
    def signing_in(self) -> SigningIn:
        """Who comes in."""

    @property
    def cases(self) -> Cases:
        """What routes can be about."""


@dataclass(frozen=True)
class Door:
    """The door. `parts` are asked for with each request."""

    parts: Callable[[], Parts]

    def guarded(self, route: Route) -> Open:
        """The view of a route, for those alone whom its rule lets through."""

        def view(request: Request) -> Reply:
            if request.method not in LOOKS:
                own_page(request, self.parts().origin)
            session = self.session(request)
            if session is None:
                return self._over(request)
            try:
                return route.view(request, self._visit(route, session, request))
            except RefusedError as refused:
                return self._refused(refused, session.staff)

        view.__name__ = getattr(route.view, "__name__", route.path)
        return view

    def session(self, request: Request) -> Session | None:
        """Whose request it is. Raises RefusedError with 503 where that cannot be looked up."""
        parts = self.parts()
        try:
            return parts.signing_in.look(request.cookie(cookie_name(COOKIE, parts.origin)))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def problem(self, status: int, incident: str = "", staff: Staff | None = None) -> str:
        """An error as a page of the office; `staff` is who sees it, where that is known."""
        title, words = WORDS.get(status, WORDS[500])
        says = [words, *([f"The number of this incident is {incident}."] if incident else [])]
        frame = Frame(self.parts().service, staff)
        return page("said", frame, title=title, says=says, links=(("Today", "/"),))

    def _refused(self, refused: RefusedError, staff: Staff) -> Reply:
        """Why not, with the ways to what is theirs."""
        headers = {"Allow": refused.allow} if refused.allow else {}
        return Reply(refused.status, self.problem(refused.status, staff=staff), headers, refused.code)

    def _visit(self, route: Route, session: Session, request: Request) -> Visit:
        parts = self.parts()
        try:
            return admitted(route.rule, session, request, parts.cases.case)
        except RefusedError:
            self._noted(session, route, request.params.get("case", ""))
            raise
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _noted(self, session: Session, route: Route, case: str) -> None:
        """That somebody asked for what is not theirs, or not there: both take the same time.

        They are refused whether it can be noted or not.
        """
        fields = (f"route={route.path}", *([f"case={case}"] if A_CASE.fullmatch(case) else []))
        try:
            self.parts().signing_in.note(session.staff, "denied", fields)
        except (UnavailableError, StaleError):
            return

    def _over(self, request: Request) -> Reply:
        """Nobody is here: on to signing in, and back to the page; what was sent is given back first."""
        if request.method in LOOKS:
            return see_other(f"{SIGN_IN}?back={quote(_path(request), safe='')}")
        frame = Frame(self.parts().service)
        written = page("over", frame, address=_path(request), sign_in=SIGN_IN, kept=_kept(request))
        return Reply(401, written, remark="no-session")


def _path(request: Request) -> str:
    """The address that was asked for, without what stands after a question mark."""
    path = request.route
    for name, value in request.params.items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    return path


@dataclass(frozen=True)
class Kept:
    """A field of a form as it was sent. `label` is what a longer text is called, "" for all others."""

    name: str
    value: str
    label: str


def _kept(request: Request) -> tuple[Kept, ...]:
    """All that was sent, the longer texts with what their questions are called in the form."""
    try:
        pairs = pairs_of(octets_of(request))
    except RefusedError:
        return ()
    return tuple(Kept(name, text, _label(name) if _is_long(text) else "") for name, text in pairs)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _is_long(text: str) -> bool:
    return len(text) > WORTH_KEEPING or "\n" in text
