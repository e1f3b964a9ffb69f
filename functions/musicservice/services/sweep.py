"""Sends the messages that wait in the outbox. Each is claimed first, so two sweeps never send one twice.

A message may go out a second time only if a worker dies between the mail service's acceptance and
the note that it was sent, because mail services cannot be asked whether they have seen a message.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.domain import reference
from musicservice.domain.outbox import LEASE, MAX_ATTEMPTS, RECIPIENT, Message, next_try
from musicservice.pages.render import receipt_text
from musicservice.ports import (
    Clock,
    Letter,
    Opener,
    Outbox,
    Post,
    SealBrokenError,
    UnavailableError,
    UndeliverableError,
)

BATCH = 25
BUDGET = 40.0
"""Seconds after which no further message is begun, so that the slowest ends inside the worker's 60."""


@dataclass(frozen=True)
class Sweep:
    """One round of sending."""

    outbox: Outbox
    opener: Opener
    post: Post
    clock: Clock
    site: Callable[[], Site]

    def __call__(self) -> Mapping[str, int]:
        """How many messages were sent, postponed, given up or found with somebody else.

        Raises UnavailableError when the outbox itself cannot be read or written.
        """
        until = self.clock.monotonic() + BUDGET
        counts: Counter[str] = Counter()
        for message in self.outbox.due(self.clock.now(), BATCH):
            if self.clock.monotonic() > until:
                break
            counts[self._one(message)] += 1
        return counts

    def _one(self, message: Message) -> str:
        claimed = self.outbox.claim(message, self.clock.now() + LEASE)
        if claimed is None:
            return "elsewhere"
        if claimed.attempts > MAX_ATTEMPTS:
            self.outbox.give_up(claimed, "TriesEndedWithoutResult")
            return "given_up"
        try:
            self.post.send(self._letter(claimed))
        except (UndeliverableError, SealBrokenError) as final:
            self.outbox.give_up(claimed, str(final) or type(final).__name__)
            return "given_up"
        except UnavailableError as passing:
            return self._later(claimed, passing.code)
        self.outbox.sent(claimed, self.clock.now())
        return "sent"

    def _later(self, message: Message, reason: str) -> str:
        due = next_try(message.attempts, self.clock.now())
        if due is None:
            self.outbox.give_up(message, reason)
            return "given_up"
        self.outbox.postpone(message, due, reason)
        return "postponed"

    def _letter(self, message: Message) -> Letter:
        site = self.site()
        address = self.opener.open(message.recipient, {"record": message.id, "purpose": RECIPIENT}).decode()
        return Letter(
            id=message.id,
            to=address,
            subject=f"Your request to {site.name}: {message.reference}",
            text=receipt_text(site, message.reference, reference.spoken(message.reference), message.lines),
            reply_to=site.email,
        )
