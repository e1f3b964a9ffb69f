"""An e-mail address: judged by its spelling, never by asking the network."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.domain.mailhosts import meant
from musicservice.forms.kinds.field import Mistake
from musicservice.forms.kinds.text import Line
from musicservice.forms.typed import Raw, first, tidy


@dataclass(frozen=True, kw_only=True)
class Email(Line):
    """One address that our mail service can send to.

    The part before the @ must be ASCII, because Amazon SES takes no other; the domain may be in
    any script. 254 characters is the longest path SMTP carries (RFC 5321 §4.5.3.1.3).

    One that looks like a slip of the finger is questioned once. The page that comes back holds, in
    an input nobody sees, the address it came back with: the same address again is taken at its word.
    """

    template: ClassVar[str] = "email"
    limit: int = 254

    @property
    def checked(self) -> str:
        """The name of the input that holds the address this page came back with."""
        return f"{self.name}-checked"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The address, and the one that was questioned."""
        return (self.name, self.checked)

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The address, its domain in lower case."""
        typed = self.line(raw)
        if not isinstance(typed, str):
            return typed
        # Its tables take longer to load than most functions to start, and most pages ask for no address.
        from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

        try:
            found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
        except EmailNotValidError:
            return self.mistake("Enter an email address like name@example.com")
        host = meant(found.domain)
        if host is None or typed == tidy(first(raw, self.checked)):
            return found.normalized
        return self.mistake(f"Did you mean {found.local_part}@{host}? If {typed} is right, send again")
