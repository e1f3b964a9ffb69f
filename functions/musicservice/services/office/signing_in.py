"""Lets staff in and out: from what a browser holds to who that is, and what of it is noted on the trail.

What a browser holds is a secret of ours. Whose it is, and whether it still holds, is looked up each time, so
that signing somebody out works at once.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from musicservice.domain.office.staff import Session, Staff
from musicservice.ports import Clock, UnavailableError
from musicservice.staff_ports import MADE_UP, Directory, NotSignedInError, Register, Sessions
from musicservice.trail_ports import Trail

PATIENCE = 10.0
FRESH = timedelta(minutes=1)
"""How exactly it is noted when somebody was last there, and how old their roles may be."""
BYTES = 32
NOBODY = Staff("nobody", "Somebody not let in", frozenset(), frozenset())
"""On whose trail it is noted that a token proved nobody."""


@dataclass(frozen=True)
class Beginning:
    """Somebody on the way to the directory. `secret` stays in their browser; the rest is made of it."""

    secret: str
    back: str

    @property
    def state(self) -> str:
        """Ties the answer to this browser, and to the page that was asked for."""
        return _made(self.secret, "state", self.back)

    @property
    def nonce(self) -> str:
        """Ties the token to this beginning."""
        return _made(self.secret, "nonce")

    @property
    def verifier(self) -> str:
        """Proves to the directory that who redeems the code is who asked for it."""
        return _made(self.secret, "verifier")

    @property
    def challenge(self) -> str:
        """The verifier's hash, which travels first (RFC 7636, S256)."""
        return _written(hashlib.sha256(self.verifier.encode()).digest())


@dataclass(frozen=True)
class SigningIn:
    """The service."""

    directory: Directory
    register: Register
    sessions: Sessions
    trail: Trail
    clock: Clock
    secret: Callable[[int], str] = secrets.token_urlsafe

    def begin(self, back: str) -> Beginning:
        """A new beginning, that leads to the page `back` in the end."""
        return Beginning(self.secret(BYTES), back)

    def door(self, begun: Beginning) -> str:
        """Where to send somebody."""
        return self.directory.door(begun.state, begun.nonce, begun.challenge)

    def finish(self, begun: Beginning, code: str, before: Session | None = None) -> tuple[str, Session]:
        """The secret of a new session, and the session; the one that was held `before` ends.

        Who may do nothing here is not let in, and that is noted; so is a token that proves nobody. Raises
        NotSignedInError, StaleError, UnavailableError.
        """
        staff, username = self._proved(begun, code)
        if not staff.permissions:
            self.note(NOBODY, "not let in", ("no-role", f"staff={staff.id}"))
            raise NotSignedInError("no-role")
        if before is not None:
            self.sessions.end(before)
        secret, now = secret_of(staff.id, self.secret(BYTES)), self.clock.now()
        session = Session(key_of(secret), staff, now, now, username)
        self.note(staff, "signed in", tuple(sorted(staff.roles)))
        self.sessions.begin(session)
        return secret, session

    def look(self, secret: str) -> Session | None:
        """Whose secret it is, if it still holds. Raises StaleError, UnavailableError."""
        if not secret or "." not in secret:
            return None
        known, now = self.sessions.look(key_of(secret)), self.clock.now()
        if known is None or not known.session.lasts(now, known.signed_out):
            return None
        if now - known.session.seen >= FRESH:
            return self._confirmed(known.session, now)
        return replace(known.session, seen=now)

    def _confirmed(self, session: Session, now: datetime) -> Session | None:
        """The session with the roles that the directory gives them by now; it ends with the last of them.

        While the directory does not answer, what it said last holds: for half an hour, since nothing moves.
        """
        try:
            groups = self.register.groups(session.username)
        except UnavailableError:
            return session
        staff = Staff.of(session.staff.id, session.staff.name, groups or ())
        if staff != session.staff:
            self.note(staff, "roles changed", tuple(sorted(staff.roles)))
        if not staff.permissions:
            self.sessions.end(session)
            return None
        self.sessions.seen(replace(session, staff=staff, seen=now))
        return replace(session, staff=staff, seen=now)

    def out(self, session: Session) -> None:
        """They sign out. Raises UnavailableError."""
        self.sessions.end(session)
        self.note(session.staff, "signed out", ())

    def _proved(self, begun: Beginning, code: str) -> tuple[Staff, str]:
        """Who it is, and what the directory calls them.

        A code that the directory does not know is not noted: anybody can make one up.
        """
        try:
            return self.directory.who(code, begun.verifier, begun.nonce)
        except NotSignedInError as refused:
            if refused.code != MADE_UP:
                self.note(NOBODY, "not let in", (refused.code,))
            raise

    def present(self, limit: int) -> list[Session]:
        """Who is here: what began last and still holds. Raises UnavailableError."""
        now = self.clock.now()
        return [one for one in self.sessions.present(limit) if one.lasts(now, None)]

    def out_everywhere(self, who: Staff, staff: str) -> None:
        """`who` ends all that belongs to another. Raises UnavailableError."""
        self.sessions.end_all(_written(staff.encode()), self.clock.now())
        self.note(who, "signed somebody out", (f"staff={staff}",))

    def note(self, staff: Staff, action: str, fields: tuple[str, ...]) -> None:
        """Write on somebody's own trail. Raises UnavailableError, StaleError."""
        until = self.clock.monotonic() + PATIENCE
        self.trail.append(chain_of(staff.id), f"staff:{staff.id}", action, fields, self.clock.now(), until)


def chain_of(staff: str) -> str:
    """The trail of a member of staff."""
    return f"STAFF-{staff}"


def secret_of(staff: str, drawn: str) -> str:
    """What a browser holds: whose it is, so that all of theirs can be ended, and what nobody guesses."""
    return f"{_written(staff.encode())}.{drawn}"


def key_of(secret: str) -> str:
    """What a session is kept under: whose it is, which the revoking of all of theirs asks for, and a hash."""
    staff, _, rest = secret.partition(".")
    return f"{staff}.{_written(hashlib.sha256(rest.encode()).digest())}"


def _made(secret: str, purpose: str, more: str = "") -> str:
    return _written(hashlib.sha256(f"{purpose}\n{secret}\n{more}".encode()).digest())


def _written(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
