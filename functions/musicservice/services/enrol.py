"""Takes a form: parse, recognise a repetition, seal, keep everything in one go, hand out a receipt.

It promises that nothing is acknowledged before it is kept, and that the same answers sent again
give the same receipt. It does not know which form it takes beyond the rules for enrolments, nor
what it is kept in.
"""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from musicservice.domain import audit, reference
from musicservice.domain.enrolment import Request, warnings
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Line, Receipt
from musicservice.domain.submission import ANSWERS, Submission
from musicservice.forms.form import Answers, Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.messages.facts import Facts
from musicservice.ports import (
    AlreadyReceivedError,
    Clock,
    Fingerprint,
    OutcomeUnknownError,
    ReferenceTakenError,
    Seal,
    Submissions,
    UnavailableError,
)
from musicservice.services.posting import posted

HERE = ZoneInfo("Europe/London")
PATIENCE = 6.0
"""Seconds after which no further step is begun: with every timeout of the clients behind it, the
answer still comes within 20 seconds, inside the function's own limit of 25."""
REFERENCES_TRIED = 5
EVEN = 3072
"""Octets. The most that the form takes fits into one such step, in any script, so that every seal is
of one length. A form that takes more must raise it.
"""


@dataclass(frozen=True)
class Mistaken:
    """There is something for the sender to put right."""

    mistakes: Mistakes


@dataclass(frozen=True)
class Unsaved:
    """There is no receipt to show; sending it again is safe."""

    cause: UnavailableError

    @property
    def known(self) -> bool:
        """Whether it is certain that this sending kept nothing."""
        return not isinstance(self.cause, OutcomeUnknownError)


Outcome: TypeAlias = Receipt | Mistaken | Unsaved


@dataclass(frozen=True)
class Enrol:
    """The service. `choose` picks one of a sequence at random."""

    submissions: Submissions
    seal: Seal
    fingerprint: Fingerprint
    clock: Clock
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def __call__(self, form: Form, raw: Raw) -> Outcome:
        """What became of one sending of the form."""
        until = self.clock.monotonic() + PATIENCE
        now = self.clock.now()
        answers = form.parse(raw, _day(now))
        if not isinstance(answers, Answers):
            return Mistaken(answers)
        try:
            return self._receipt(answers, now, until)
        except UnavailableError as cause:
            return Unsaved(cause)

    def _receipt(self, answers: Answers, now: datetime, until: float) -> Receipt:
        fingerprint = self.fingerprint.of(answers.canonical())
        known = self.submissions.receipt(fingerprint, now)
        return known or self._kept(self._submission(answers, fingerprint, now, until), until)

    def _kept(self, submission: Submission, until: float) -> Receipt:
        for _ in range(REFERENCES_TRIED):
            self._still_time(until)
            try:
                self.submissions.keep(submission, until)
            except ReferenceTakenError:
                submission = self._renamed(submission)
            except AlreadyReceivedError:
                return self._found(submission, OutcomeUnknownError("submissions", "VanishedReceipt"))
            except OutcomeUnknownError as unknown:
                return self._found(submission, unknown)
            else:
                return submission.receipt
        raise UnavailableError("submissions", "NoFreeReference")

    def _found(self, submission: Submission, otherwise: OutcomeUnknownError) -> Receipt:
        """The receipt that is really there, before anything is said.

        Finding none settles nothing: the database may still be carrying out what it did not answer.
        """
        ours = submission.receipt
        try:
            found = self.submissions.receipt(ours.fingerprint, ours.received_at)
        except UnavailableError as unread:
            raise otherwise from unread
        if found is None:
            raise otherwise
        return found

    def _submission(self, answers: Answers, fingerprint: str, now: datetime, until: float) -> Submission:
        case = secrets.token_hex(16)
        lines = tuple(Line(row.label, row.shown) for row in answers.receipt())
        receipt = Receipt(fingerprint, reference.draw(self.choose), now, lines)
        return Submission(
            case=case,
            receipt=receipt,
            form=answers.form.name,
            form_version=answers.form.version,
            answers=answers.stored(sealed=False),
            sealed=self._sealed(answers, case, until),
            warnings=_warnings(answers, now),
            audit=audit.received(case, tuple(field.name for field in answers.form.fields), now),
            message=self._message(answers, case, receipt, until),
        )

    def _sealed(self, answers: Answers, case: str, until: float) -> bytes:
        self._still_time(until)
        private = json.dumps(answers.stored(sealed=True), ensure_ascii=False).encode()
        return self.seal.seal(evened(private), {"record": case, "purpose": ANSWERS})

    def _message(self, answers: Answers, case: str, receipt: Receipt, until: float) -> Message | None:
        address = answers.of("email")
        if address is None:
            return None
        self._still_time(until)
        facts = Facts(reference=receipt.reference, lines=receipt.lines)
        kind = f"{answers.form.name}-receipt"
        return posted(kind, address, facts, self.seal, receipt.received_at, case=case)

    def _renamed(self, submission: Submission) -> Submission:
        fresh = reference.draw(self.choose)
        message = submission.message and replace(submission.message, reference=fresh)
        return replace(submission, receipt=replace(submission.receipt, reference=fresh), message=message)

    def _still_time(self, until: float) -> None:
        if self.clock.monotonic() > until:
            raise UnavailableError("submissions", "OutOfTime")


def evened(text: bytes) -> bytes:
    """JSON filled up with spaces, which JSON ignores: the length of a seal would tell who needs help."""
    return text.ljust(-(-len(text) // EVEN) * EVEN)


def _warnings(answers: Answers, now: datetime) -> tuple[str, ...]:
    request = Request(answers.of("applicant"), answers.of("birth_date"), answers.of("year_group"))
    return warnings(request, _day(now))


def _day(now: datetime) -> date:
    """The day it is where the service is."""
    return now.astimezone(HERE).date()
