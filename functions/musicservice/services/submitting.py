"""Sends a finished draft: seals it, keeps everything in one go, hands out a receipt.

It promises that nothing is acknowledged before it is kept, that a draft is sent once however often that is
asked for, and that what is sent is what was last seen on the page of answers.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from musicservice.domain import audit, reference
from musicservice.domain.enrolment import Request, warnings
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import ANSWERS, Spent, Submission
from musicservice.forms.application import Application, application
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading
from musicservice.messages.facts import Facts
from musicservice.ports import (
    AlreadyReceivedError,
    OutcomeUnknownError,
    ReferenceTakenError,
    Seal,
    StaleError,
    UnavailableError,
)
from musicservice.services.drafting import (
    APPLICANT,
    PATIENCE,
    Drafting,
    Found,
    Opened,
    Sent,
    Unsaved,
    day,
)
from musicservice.services.posting import posted

MAY_BE_MAILED = {"yes", "email-only"}
"""The answers on safe ways of reaching somebody that allow an e-mail."""
REFERENCES_TRIED = 5


@dataclass(frozen=True)
class Differs:
    """The answers were changed in another window since the page that was sent, or are not whole."""

    opened: Opened


Outcome: TypeAlias = Found | Differs


@dataclass(frozen=True)
class Submitting:
    """The service, over the one that keeps drafts. `choose` picks one of a sequence at random."""

    drafting: Drafting
    seal: Seal
    warnings: Callable[[Reading, datetime], tuple[str, ...]]
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def __call__(self, name: str, code: str, revision: int) -> Outcome:
        """What became of sending revision `revision` of the draft under `code`."""
        until = self.drafting.clock.monotonic() + PATIENCE
        opened = self.drafting.open(name, code)
        if not isinstance(opened, Opened):
            return opened
        if opened.revision != revision or opened.reading.open is not None:
            return Differs(opened)
        try:
            return self._sent(name, self._submission(opened, until), until)
        except UnavailableError as cause:
            return Unsaved(cause)

    def _sent(self, name: str, submission: Submission, until: float) -> Outcome:
        for _ in range(REFERENCES_TRIED):
            self._still_time(until)
            try:
                self.drafting.submissions.keep(submission, until)
            except ReferenceTakenError:
                submission = self._renamed(submission)
            except (AlreadyReceivedError, StaleError):
                return self._elsewhere(name, submission)
            except OutcomeUnknownError as unknown:
                return self._found(submission, unknown)
            else:
                return Sent(submission.receipt)
        raise UnavailableError("submissions", "NoFreeReference")

    def _elsewhere(self, name: str, submission: Submission) -> Outcome:
        """What another window made of the draft meanwhile."""
        found = self.drafting.open(name, submission.spent.code if submission.spent else "")
        return Differs(found) if isinstance(found, Opened) else found

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

    def _submission(self, opened: Opened, until: float) -> Submission:
        whole, now = application(opened.reading), self.drafting.clock.now()
        case = secrets.token_hex(16)
        name = self.drafting.receipt_name(opened.code)
        receipt = Receipt(name, reference.draw(self.choose), now, whole.receipt())
        return Submission(
            case=case,
            receipt=receipt,
            form=whole.form,
            form_version=whole.version,
            answers=whole.stored(sealed=False),
            sealed=self._sealed(whole, opened.reading.journey.room(len(whole.members)), case, until),
            warnings=self.warnings(opened.reading, now),
            audit=audit.received(case, whole.fields, now),
            message=self._message(opened.reading, case, receipt, until),
            spent=Spent(opened.code, opened.revision),
        )

    def _sealed(self, whole: Application, room: int, case: str, until: float) -> bytes:
        self._still_time(until)
        return self.seal.seal(evened(whole.private(), room), {"record": case, "purpose": ANSWERS})

    def _message(self, reading: Reading, case: str, receipt: Receipt, until: float) -> Message | None:
        address = reading.answer("email")
        if address is None or reading.answer("safe_ways") not in MAY_BE_MAILED:
            return None
        self._still_time(until)
        facts = Facts(reference=receipt.reference, lines=receipt.lines)
        return posted("application-receipt", address, facts, self.seal, receipt.received_at, case=case)

    def _renamed(self, submission: Submission) -> Submission:
        fresh = reference.draw(self.choose)
        message = submission.message and replace(submission.message, reference=fresh)
        return replace(submission, receipt=replace(submission.receipt, reference=fresh), message=message)

    def _still_time(self, until: float) -> None:
        if self.drafting.clock.monotonic() > until:
            raise UnavailableError("submissions", "OutOfTime")


def evened(text: bytes, room: int) -> bytes:
    """JSON filled up with spaces, which JSON ignores.

    A seal's length would tell who needs help. As long as the longest answers, it tells how many children
    there are and nothing else.
    """
    return text.ljust(room)


def unusual(reading: Reading, now: datetime) -> tuple[str, ...]:
    """Codes of what staff should look at, each once, whichever member it is about."""
    found = (code for member in reading.members for code in warnings(asked(reading, member), day(now)))
    return tuple(dict.fromkeys(found))


def asked(reading: Reading, member: Member) -> Request:
    """The part of a form about one member that the rules on enrolment read."""
    of = reading.answer
    return Request(of(APPLICANT), of("birth_date", member), of("year_group", member))
