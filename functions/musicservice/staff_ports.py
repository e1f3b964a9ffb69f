"""What signing in needs of the world: a directory that knows staff, and where it is kept who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from musicservice.domain.office.staff import Session, Staff

MADE_UP = "refused"
"""The directory does not know the code that somebody brought."""


class NotSignedInError(Exception):
    """The directory's answer proves nobody. `code` says what was wrong with it, and nothing of who it was."""

    def __init__(self, code: str) -> None:
        """`code` is a word of ours or of a library, safe to log."""
        super().__init__(code)
        self.code = code


class Directory(Protocol):
    """Where staff sign in (OpenID Connect, authorization code with PKCE)."""

    def door(self, state: str, nonce: str, challenge: str) -> str:
        """The address to send somebody to."""

    def way_out(self) -> str:
        """The address where the directory forgets them."""

    def who(self, code: str, verifier: str, nonce: str) -> tuple[Staff, str]:
        """Who the code was given to, and what the directory calls them.

        Raises NotSignedInError, UnavailableError.
        """


class Register(Protocol):
    """What the directory says of somebody who has signed in, as often as it is asked."""

    def groups(self, username: str) -> tuple[str, ...] | None:
        """The groups of whom it calls so; None for nobody who may come in. Raises UnavailableError."""


@dataclass(frozen=True)
class Known:
    """A session as it is kept, and when all of that person's were last ended."""

    session: Session
    signed_out: datetime | None


class Sessions(Protocol):
    """Who is signed in. Every method raises UnavailableError."""

    def begin(self, session: Session) -> None:
        """Keep a new one, and that this member of staff is there."""

    def look(self, key: str) -> Known | None:
        """One by the hash of its secret, as it is now, in one read."""

    def seen(self, session: Session) -> None:
        """They did something, and the directory says this of them: a session as it is from now on."""

    def end(self, session: Session) -> None:
        """They signed out: the session is gone."""

    def end_all(self, staff: str, at: datetime) -> None:
        """End everything of somebody's that began until then."""

    def people(self) -> Mapping[str, str]:
        """The names of everybody who ever signed in, by their id."""

    def present(self, limit: int) -> list[Session]:
        """The sessions that began last, the latest first. Some may be over by now."""
