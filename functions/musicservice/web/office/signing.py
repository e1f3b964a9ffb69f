"""Signing in and out: to the council's directory and back, with only an opaque secret in the browser."""

import base64
import re
from dataclasses import dataclass
from hmac import compare_digest

from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.signing_in import Beginning
from musicservice.staff_ports import NotSignedInError
from musicservice.web.gate import own_page
from musicservice.web.keyring import cookie_name
from musicservice.web.office.door import COOKIE, SIGN_IN, Door
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

ON_THE_WAY = "signing-in"
TEN_MINUTES = 600
OWN_PATH = re.compile(r"/(?:[A-Za-z0-9_-][A-Za-z0-9/_-]{0,200})?")
"""A page of ours to come back to. Two slashes at the beginning would be another site's."""


@dataclass(frozen=True)
class Signing:
    """The pages."""

    door: Door

    def sign_in(self, request: Request) -> Reply:
        """Sends somebody to the directory, and has their browser remember that it was them."""
        parts = self.door.parts()
        asked = next(iter(request.query.get("back", ())), "/")
        begun = parts.signing_in.begin(asked if OWN_PATH.fullmatch(asked) else "/")
        kept = f"{begun.secret}.{_written(begun.back)}"
        return Reply(
            303,
            headers={
                "Location": parts.signing_in.door(begun),
                **self._cookie(ON_THE_WAY, kept, f"; Max-Age={TEN_MINUTES}"),
            },
        )

    def signed_in(self, request: Request) -> Reply:
        """Takes what the directory answers: 303 to the page that was asked for, 403 for nobody."""
        parts = self.door.parts()
        begun = self._begun(request)
        state, code = (next(iter(request.query.get(name, ())), "") for name in ("state", "code"))
        if begun is None or not compare_digest(state.encode(), begun.state.encode()) or not code:
            return self._refused("state")
        try:
            secret, _ = parts.signing_in.finish(begun, code, self.door.session(request))
        except NotSignedInError as refused:
            return self._refused(refused.code)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return Reply(303, headers={"Location": begun.back, **self._cookie(COOKIE, secret)})

    def sign_out(self, request: Request) -> Reply:
        """Ends the session, and has the directory forget it, too.

        The browser goes there by itself from a page of ours: a form that is led on to another site is stopped
        by our own policy (`form-action`).
        """
        parts = self.door.parts()
        own_page(request, parts.origin)
        session = self.door.session(request)
        if session is not None:
            try:
                parts.signing_in.out(session)
            except (UnavailableError, StaleError) as cause:
                raise RefusedError(503, str(cause)) from cause
        way_out = parts.signing_in.directory.way_out()
        written = self._said(
            "Signing you out", ["You have left the office."], ("Leave the directory", way_out)
        )
        gone = self._cookie(COOKIE, "", "; Max-Age=0")
        return Reply(200, written, headers={"Refresh": f"0; url={way_out}", **gone})

    def left(self, _request: Request) -> Reply:
        """What stands there once somebody is signed out."""
        return Reply(200, self._said("You are signed out", ["You can close this window."]))

    def _begun(self, request: Request) -> Beginning | None:
        kept = request.cookie(cookie_name(ON_THE_WAY, self.door.parts().origin))
        secret, _, back = kept.partition(".")
        if not secret:
            return None
        try:
            return Beginning(secret, base64.urlsafe_b64decode(back + "==").decode())
        except ValueError:
            return None

    def _refused(self, code: str) -> Reply:
        says = [
            "Either it took longer than ten minutes, or the directory does not say that you work here.",
            "Try once more. If it stays like this, ask your manager to give you a role.",
        ]
        return Reply(403, self._said("You could not be signed in", says), remark=code)

    def _said(self, title: str, says: list[str], link: tuple[str, str] = ("Sign in", SIGN_IN)) -> str:
        return page("said", Frame(self.door.parts().service), title=title, says=says, links=(link,))

    def _cookie(self, name: str, value: str, age: str = "") -> dict[str, str]:
        """Lax: the way back from the directory is a link from another site, and links change nothing."""
        origin = self.door.parts().origin
        secure = "; Secure" if origin.startswith("https://") else ""
        named = cookie_name(name, origin)
        return {"Set-Cookie": f"{named}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}"}


def _written(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
