"""What the services need of the world, as small protocols, and how the world may fail them.

Whatever breaks in a database, a key service or a mail service reaches the services as one of the
errors below, translated once by the adapter. They carry codes and never a value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from musicservice.domain.confirmation import Confirmed
from musicservice.domain.office.reply import Reply
from musicservice.domain.outbox import Message, Unreadable
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import Submission

Context: TypeAlias = Mapping[str, str]
"""What a sealed text is bound to: which record it belongs to, and for what purpose it was sealed."""


class UnavailableError(Exception):
    """A service did not do what was asked. Nothing came of it."""

    def __init__(self, service: str, code: str) -> None:
        """`service` is one of ours, `code` the kind of failure: both safe to log."""
        super().__init__(f"{service}: {code}")
        self.service, self.code = service, code


class OutcomeUnknownError(UnavailableError):
    """Something was sent and no answer came: it may have happened."""


class AlreadyReceivedError(Exception):
    """A receipt for the same answers exists."""


class ReferenceTakenError(Exception):
    """Another case already has this reference, or this id."""


class StaleError(Exception):
    """Somebody else changed it since it was seen."""


class SealBrokenError(Exception):
    """A sealed text was changed, belongs to another record, or was sealed for another purpose."""


class UndeliverableError(Exception):
    """The mail service will never accept this message. The code says why."""


class Clock(Protocol):
    """The time, and a stopwatch."""

    def now(self) -> datetime:
        """The time in UTC."""

    def monotonic(self) -> float:
        """Seconds that only ever go forward."""


class Fingerprint(Protocol):
    """Makes a name for a text that nobody without the key can make or check."""

    def of(self, text: bytes) -> str:
        """43 characters of URL-safe base64; equal texts give equal names. Raises UnavailableError."""


class Seal(Protocol):
    """Closes a text for those who may open it. Whoever seals cannot open."""

    def seal(self, text: bytes, context: Context) -> bytes:
        """`text`, sealed and bound to `context`. Raises UnavailableError."""


class Opener(Protocol):
    """Opens what a Seal closed."""

    def open(self, sealed: bytes, context: Context) -> bytes:
        """The text. Raises SealBrokenError unless it was sealed for `context`, and UnavailableError."""


@dataclass(frozen=True)
class Kept:
    """What is kept under a code. `revision` counts how often it was put, from 1."""

    text: bytes
    revision: int


class Lockers(Protocol):
    """Keeps texts that only whoever has the code can find or read."""

    def look(self, code: str, now: datetime) -> Kept | None:
        """What is kept under the code, if it still is at `now`. Raises SealBrokenError, UnavailableError."""

    def put(  # noqa: PLR0913, PLR0917 - a whole write
        self,
        code: str,
        text: bytes,
        seen: int,
        lasts: timedelta,
        now: datetime,
        until: float,
        letter: Message | None = None,
    ) -> None:
        """Keep `text`, JSON, in place of revision `seen` (0: nothing), for as long as it `lasts` from now.

        A letter goes into the outbox with it, or neither is kept.
        Begins no attempt after `until` on the monotonic clock. Raises StaleError where another revision
        is there by now, OutcomeUnknownError or UnavailableError.
        """


class Confirmations(Protocol):
    """Keeps what schools answer."""

    def keep(self, confirmed: Confirmed, until: float) -> None:
        """Keep the answer with its case, and have its link open nothing more; or nothing of it.

        Begins no attempt after `until` on the monotonic clock. Raises StaleError where the link was used
        meanwhile, OutcomeUnknownError or UnavailableError.
        """


class Replies(Protocol):
    """Keeps what families answer by a link."""

    def keep(self, reply: Reply, until: float) -> None:
        """Keep the answer with its case and have its link show it, or nothing of it.

        Begins no attempt after `until` on the monotonic clock. Raises StaleError where the link was used
        meanwhile, OutcomeUnknownError or UnavailableError.
        """


class Submissions(Protocol):
    """Keeps accepted forms, and finds a receipt again by its fingerprint."""

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:
        """The receipt, if it is still remembered at `now`. Raises UnavailableError."""

    def keep(self, submission: Submission, until: float) -> None:
        """Keep all of it or nothing; begin no attempt after `until` on the monotonic clock.

        Raises AlreadyReceivedError, ReferenceTakenError, StaleError where the draft it was made of was
        changed since, OutcomeUnknownError or UnavailableError.
        """


class Outbox(Protocol):
    """Messages waiting to go out. Every method raises UnavailableError."""

    def due(self, now: datetime, limit: int) -> Sequence[Message | Unreadable]:
        """Messages to send now, the longest waiting first, and what waits among them unreadable.

        Nothing sealed is in them yet: claiming one gives that.
        """

    def claim(self, message: Message, until: datetime) -> Message | Unreadable | None:
        """The whole message with one more try begun, ours until then; None if somebody else has it."""

    def sent(self, message: Message, now: datetime) -> None:
        """Done: forget what was sealed."""

    def postpone(self, message: Message, due: datetime, reason: str) -> None:
        """Try again at `due`, with the number of unknown tries that `message` now has."""

    def give_up(self, message: Message, reason: str, now: datetime) -> None:
        """Never again: staff must see to it while it is kept."""

    def set_aside(self, row: Unreadable, now: datetime) -> None:
        """Let it wait no longer: staff must see to it while it is kept."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter. `kind` is its whole content type."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One e-mail as it goes out, the same body as plain text and as HTML.

    `id` names it in the mail service's own records. Answers to it go to `reply_to`: nobody reads what is
    sent to the forms' own address.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    reply_to: str
    attachments: tuple[Attachment, ...] = ()


class Post(Protocol):
    """Hands letters to the mail service."""

    def send(self, letter: Letter) -> None:
        """Raises UndeliverableError when it is final, UnavailableError when it may work later.

        OutcomeUnknownError where the letter may have gone out.
        """
