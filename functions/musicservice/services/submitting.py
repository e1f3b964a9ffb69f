"""Sends a finished draft: keeps everything in one go, hands out a receipt.

It promises that nothing is acknowledged before it is kept, that a draft is sent once however often that is
asked for, and that what is sent is what was last seen on the page of answers.
"""

from dataclasses import dataclass
from typing import TypeAlias

from musicservice.domain.submission import Submission
from musicservice.ports import (
    AlreadyReceivedError,
    OutcomeUnknownError,
    ReferenceTakenError,
    StaleError,
    UnavailableError,
)
from musicservice.services.composing import Composing
from musicservice.services.drafting import PATIENCE, Drafting
from musicservice.services.outcomes import Found, Opened, Sent, Unsaved

REFERENCES_TRIED = 5


@dataclass(frozen=True)
class Differs:
    """The answers were changed in another window since the page that was sent, or are not whole."""

    opened: Opened


Outcome: TypeAlias = Found | Differs


@dataclass(frozen=True)
class Submitting:
    """The service, over the one that keeps drafts and the one that makes a submission of them."""

    drafting: Drafting
    composing: Composing

    def __call__(self, name: str, code: str, revision: int) -> Outcome:
        """What became of sending revision `revision` of the draft under `code`."""
        until = self.drafting.clock.monotonic() + PATIENCE
        opened = self.drafting.open(name, code)
        if not isinstance(opened, Opened):
            return opened
        if opened.revision != revision or opened.reading.open is not None:
            return Differs(opened)
        try:
            return self._sent(name, opened, until)
        except UnavailableError as cause:
            return Unsaved(cause, opened)

    def _sent(self, name: str, opened: Opened, until: float) -> Outcome:
        for _ in range(REFERENCES_TRIED):
            submission = self.composing(opened, self.drafting.clock.now(), lambda: self._still_time(until))
            self._still_time(until)
            try:
                self.drafting.submissions.keep(submission, until)
            except ReferenceTakenError:
                continue
            except (AlreadyReceivedError, StaleError) as before:
                return self._elsewhere(name, submission, is_sent=isinstance(before, AlreadyReceivedError))
            except OutcomeUnknownError as unknown:
                return self._found(submission, unknown)
            else:
                return Sent(submission.receipt)
        raise UnavailableError("submissions", "NoFreeReference")

    def _elsewhere(self, name: str, submission: Submission, *, is_sent: bool) -> Outcome:
        """What another window made of the draft meanwhile. A receipt that cannot be read is not denied."""
        match self.drafting.open(name, submission.spent.code if submission.spent else ""):
            case Opened() as opened:
                return Differs(opened)
            case Unsaved(cause) if is_sent:
                raise OutcomeUnknownError(cause.service, cause.code) from cause
            case Unsaved(cause):
                raise cause
            case found:
                return found

    def _found(self, submission: Submission, otherwise: OutcomeUnknownError) -> Sent:
        """The receipt that is really there, before anything is said.

        Finding none settles nothing: the database may still be carrying out what it did not answer.
        """
        ours = submission.receipt
        try:
            found = self.drafting.submissions.receipt(ours.fingerprint, ours.received_at)
        except UnavailableError as unread:
            raise otherwise from unread
        if found is None:
            raise otherwise
        return Sent(found)

    def _still_time(self, until: float) -> None:
        if self.drafting.clock.monotonic() > until:
            raise UnavailableError("submissions", "OutOfTime")
