"""Sends the messages that wait in the outbox. Each is claimed first, so two sweeps never send one at once.

A message may go out a second time where nobody knows what became of the first: its answer was lost,
its worker died, or the note that it was sent could not be kept. After two such tries it is given up.
Whatever is wrong with one message or its row, the others are sent.

After a standstill a thousand may wait: a round goes on as long as it gets anywhere and its time allows, at
a pace that the mail service takes.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from musicservice.catalogue import Site
from musicservice.domain.outbox import (
    LEASE,
    MAX_ATTEMPTS,
    MAX_UNKNOWN,
    Message,
    Unreadable,
    next_try,
)
from musicservice.domain.training import Course
from musicservice.messages.writing import written
from musicservice.ports import (
    Clock,
    Letter,
    Opener,
    Outbox,
    OutcomeUnknownError,
    Post,
    SealBrokenError,
    UnavailableError,
    UndeliverableError,
)
from musicservice.services.drafting import day
from musicservice.services.enclosing import enclosed
from musicservice.services.pacing import Pacing
from musicservice.services.posting import opened

BATCH = 25
BUDGET, ONE_BATCH = 50.0, 12.0
"""Seconds after which no further message is begun, so that the slowest ends inside the 100 of a round, and
inside the 60 of what is sent at once: every call of it may run into its timeout, the marking as often as it
is tried."""
PACE, HANDS = 1 / 12, 4
"""Seconds from one letter to the next, and how many are sent side by side, each waiting for the mail service.
Amazon SES takes 14 a second of a new account; two of them are left to what is sent at once meanwhile. What it
refuses as too many is tried later, like all that it is too busy for."""
MARKS = 3
"""How often we try to note what became of a message."""
UNKNOWN = "Unknown"
LATE = timedelta(minutes=2)
"""How long a message may be due before it is said that it waits: a round comes every minute."""


@dataclass(frozen=True)
class Sweep:
    """One round of sending."""

    outbox: Outbox
    opener: Opener
    post: Post
    clock: Clock
    site: Callable[[], Site]
    course: Callable[[str], Course | None]
    pause: Callable[[float], None] = time.sleep
    hands: int = HANDS

    def __call__(self) -> Mapping[str, int]:
        """How many messages were sent, postponed, given up, left to others or could not be noted.

        `waited` is for how many seconds the oldest has been due, where that is longer than LATE.
        Raises UnavailableError when the outbox cannot be read.
        """
        counts: Counter[str] = Counter()
        pacing = self._pacing(BUDGET)
        while self._some(counts, pacing):
            pass
        return counts

    def once(self) -> Mapping[str, int]:
        """The same of one batch, for what has just come in: the next round sees to what is left."""
        counts: Counter[str] = Counter()
        self._some(counts, self._pacing(ONE_BATCH))
        return counts

    def _pacing(self, budget: float) -> Pacing:
        return Pacing(self.clock, PACE, self.clock.monotonic() + budget, self.hands, self.pause)

    def _some(self, counts: Counter[str], pacing: Pacing) -> bool:
        """Send as many as one read gives. Whether there may be more, and it helps to go on at once.

        The index may show for a moment what is sent: a read that brings nothing to send is the last, and so
        is one of which the mail service took nothing.
        """
        now, before = self.clock.now(), counts["sent"]
        rows = self.outbox.due(now, BATCH)
        counts.update({} if "waited" in counts else _waited(rows, now))
        counts.update(pacing.each(self._row, rows))
        return len(rows) == BATCH and counts["sent"] > before and not pacing.is_over

    def _row(self, row: Message | Unreadable) -> str:
        return self._set_aside(row) if isinstance(row, Unreadable) else self._one(row, self.site())

    def _one(self, message: Message, site: Site) -> str:
        try:
            claimed = self.outbox.claim(message, self.clock.now() + LEASE)
        except UnavailableError:
            return "unclaimed"
        if claimed is None:
            return "elsewhere"
        if isinstance(claimed, Unreadable):
            return self._set_aside(claimed)
        if claimed.attempts > MAX_ATTEMPTS or claimed.unknown > MAX_UNKNOWN:
            return self._give_up(claimed, UNKNOWN)
        return self._tried(claimed, site)

    def _tried(self, message: Message, site: Site) -> str:
        try:
            self.post.send(self._letter(message, site))
        except (UndeliverableError, SealBrokenError) as final:
            return self._give_up(message, str(final) or type(final).__name__)
        except OutcomeUnknownError as lost:
            return self._later(message, lost.code)
        except UnavailableError as passing:
            return self._later(message.unsent, passing.code)
        return self._noted("sent", lambda now: self.outbox.sent(message, now))

    def _later(self, message: Message, reason: str) -> str:
        due = next_try(message.attempts, self.clock.now())
        if message.unknown >= MAX_UNKNOWN:
            return self._give_up(message, UNKNOWN)
        if due is None:
            return self._give_up(message, reason)
        return self._noted("postponed", lambda _: self.outbox.postpone(message, due, reason))

    def _give_up(self, message: Message, reason: str) -> str:
        return self._noted("given_up", lambda now: self.outbox.give_up(message, reason, now))

    def _set_aside(self, row: Unreadable) -> str:
        return self._noted("unreadable", lambda now: self.outbox.set_aside(row, now))

    def _noted(self, outcome: str, note: Callable[[datetime], None]) -> str:
        """`outcome`, once it is noted. Where it cannot be, the lease passes and the try stays unknown."""
        for _ in range(MARKS):
            with suppress(UnavailableError):
                note(self.clock.now())
                return outcome
        return "unmarked"

    def _letter(self, message: Message, site: Site) -> Letter:
        """The letter. One that cannot be written is a passing trouble: the mistake may be ours."""
        try:
            return self._written(message, site)
        except (UnavailableError, SealBrokenError):
            raise
        except Exception as broken:
            raise UnavailableError("letter", type(broken).__name__) from broken

    def _written(self, message: Message, site: Site) -> Letter:
        posted = opened(message, self.opener)
        words = written(posted.kind, posted.facts, site, posted.language)
        return Letter(
            message.id,
            posted.to,
            words.subject,
            words.text,
            words.html,
            reply_to=site.email,
            attachments=enclosed(posted.facts, site, self.course, day(self.clock.now())),
        )


def _waited(rows: Sequence[Message | Unreadable], now: datetime) -> Mapping[str, int]:
    late = max((now - row.due for row in rows if isinstance(row, Message)), default=LATE)
    return {"waited": int(late.total_seconds())} if late > LATE else {}
