"""An e-mail address: judged by its spelling, never by asking the network."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from email_validator import EmailNotValidError, validate_email

from musicservice.forms.kinds.field import Mistake
from musicservice.forms.kinds.text import Line
from musicservice.forms.typed import Raw


@dataclass(frozen=True, kw_only=True)
class Email(Line):
    """One address that our mail service can send to.

    The part before the @ must be ASCII, because Amazon SES takes no other; the domain may be in
    any script. 254 characters is the longest path SMTP carries (RFC 5321 §4.5.3.1.3).
    """

    template: ClassVar[str] = "email"
    limit: int = 254

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The address, its domain in lower case."""
        typed = self.line(raw)
        if not isinstance(typed, str):
            return typed
        try:
            found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
        except EmailNotValidError:
            return self.mistake("Enter an e-mail address like name@example.com")
        return found.normalized
