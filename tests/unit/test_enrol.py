"""Taking a form, with everything around it a stand-in: what is written, what is said, in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from musicservice.services.enrol import PATIENCE, REFERENCES_TRIED, Enrol, Mistaken, Unsaved

from musicservice.domain.receipt import REMEMBERED, Receipt
from musicservice.domain.submission import Submission
from musicservice.ports import (
    AlreadyReceivedError,
    OutcomeUnknownError,
    ReferenceTakenError,
    UnavailableError,
)
from musicservice.services.posting import opened
from tests.examples import NOW, form, raw
from tests.fakes import FakeClock, MemorySubmissions, OpenSeal, PlainFingerprint

FORM = form()


def service(submissions: Any = None, clock: FakeClock | None = None, **parts: Any) -> Enrol:
    return Enrol(
        **{
            "submissions": submissions or MemorySubmissions(),
            "seal": OpenSeal(),
            "fingerprint": PlainFingerprint(),
            "clock": clock or FakeClock(NOW),
        }
        | parts
    )


@dataclass
class Scripted:
    """Submissions that do what the script says, one line for each attempt to keep."""

    script: Iterator[Exception | None]
    found: Receipt | None = None
    tried: list[Submission] = field(default_factory=list)
    reads: int = 0

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:  # noqa: ARG002 - it knows one
        self.reads += 1
        return self.found if self.tried else None

    def keep(self, submission: Submission, until: float) -> None:  # noqa: ARG002 - it never waits
        self.tried.append(submission)
        if (failure := next(self.script)) is not None:
            raise failure


def scripted(*script: Exception | None, found: Receipt | None = None) -> Scripted:
    return Scripted(iter(script), found)


THERE = Receipt("fingerprint", "DMS-7K4Q-2M", NOW, ())
UNKNOWN = OutcomeUnknownError("database", "ReadTimeoutError")


def test_it_gives_a_receipt_for_what_it_kept() -> None:
    kept = MemorySubmissions()

    receipt = service(kept)(FORM, raw())

    assert receipt == kept.kept[0].receipt


MOST = {
    "access_needs": [
        option.value for field in FORM.fields if field.name == "access_needs" for option in field.options
    ],
    "tell_teacher": "yes",
}
"""Every box there is. The longest characters take four octets, and quotation marks are escaped."""


@pytest.mark.parametrize(
    "needs",
    [
        {},
        {"access_needs": "hearing"},
        {"access_detail": "A seat near the front."},
        {**MOST, "access_detail": "a" * 500},
        {**MOST, "access_detail": "🎺" * 500},
        {**MOST, "access_detail": "a" + '"\n' * 249 + "a"},
    ],
    ids=["nothing", "a box", "a sentence", "the most", "the most in pictures", "the most in marks"],
)
def test_the_length_of_a_seal_does_not_tell_whether_help_is_needed(needs: dict[str, Any]) -> None:
    kept = MemorySubmissions()
    nothing = {"access_needs": (), "access_detail": "", "tell_teacher": ""}

    assert isinstance(service(kept)(FORM, raw(**nothing | needs)), Receipt)

    case = kept.kept[0]
    assert len(OpenSeal().open(case.sealed, {"record": case.case, "purpose": "answers"})) == 3072


def test_it_gives_the_same_receipt_again_and_keeps_nothing_new() -> None:
    kept = MemorySubmissions()
    enrol = service(kept)

    assert enrol(FORM, raw()) == enrol(FORM, raw(child_given_name=" Zofia Łucja"))
    assert len(kept.kept) == 1


def test_it_takes_the_same_answers_anew_after_they_are_forgotten() -> None:
    kept, clock = MemorySubmissions(), FakeClock(NOW)
    enrol = service(kept, clock)
    enrol(FORM, raw())

    clock.pass_by(REMEMBERED + timedelta(seconds=1))
    enrol(FORM, raw())

    assert len(kept.kept) == 2


def test_it_keeps_nothing_of_a_form_with_mistakes() -> None:
    kept = MemorySubmissions()

    outcome = service(kept)(FORM, raw(terms=None))

    assert isinstance(outcome, Mistaken)
    assert list(outcome.mistakes) == ["terms"]
    assert kept.kept == []


def test_it_goes_by_the_day_in_durham() -> None:
    """Half past eleven in the evening UTC is already tomorrow here in summer."""
    clock = FakeClock(datetime.fromisoformat("2026-08-31T23:30:00+00:00"))
    born_today = raw(birth_date_day="1", birth_date_month="9", birth_date_year="2024")

    assert isinstance(service(clock=clock)(FORM, born_today), Receipt)


def test_it_draws_again_while_a_reference_is_taken_and_seals_once() -> None:
    kept = scripted(ReferenceTakenError(), ReferenceTakenError(), None)

    receipt = service(kept)(FORM, raw())

    references = [one.receipt.reference for one in kept.tried]
    assert isinstance(receipt, Receipt)
    assert receipt.reference == references[-1]
    assert len(set(references)) == 3
    assert [one.message.reference for one in kept.tried if one.message] == references
    assert len({one.sealed for one in kept.tried}) == 1


def test_it_gives_up_when_every_reference_is_taken() -> None:
    kept = scripted(*[ReferenceTakenError()] * REFERENCES_TRIED)

    outcome = service(kept)(FORM, raw())

    assert isinstance(outcome, Unsaved)
    assert outcome.cause.code == "NoFreeReference"


@pytest.mark.parametrize("failure", [UNKNOWN, AlreadyReceivedError()])
def test_it_looks_for_its_own_receipt_when_it_cannot_know(failure: Exception) -> None:
    kept = scripted(failure, found=THERE)

    assert service(kept)(FORM, raw()) == THERE
    assert kept.reads == 2


@pytest.mark.parametrize("failure", [UNKNOWN, AlreadyReceivedError()])
def test_it_neither_claims_nor_denies_what_it_cannot_find(failure: Exception) -> None:
    outcome = service(scripted(failure))(FORM, raw())

    assert isinstance(outcome, Unsaved)
    assert not outcome.known


def test_it_says_not_saved_when_the_store_refuses() -> None:
    outcome = service(scripted(UnavailableError("database", "AccessDenied")))(FORM, raw())

    assert isinstance(outcome, Unsaved)
    assert str(outcome.cause) == "database: AccessDenied"
    assert outcome.known


class SlowSeal(OpenSeal):
    """A seal that takes longer than anybody waits."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock

    def seal(self, text: bytes, context: Any) -> bytes:
        self.clock.pass_by(timedelta(seconds=PATIENCE + 1))
        return super().seal(text, context)


def test_it_begins_no_write_when_time_is_up() -> None:
    clock, kept = FakeClock(NOW), MemorySubmissions()

    outcome = service(kept, clock, seal=SlowSeal(clock))(FORM, raw())

    assert isinstance(outcome, Unsaved)
    assert outcome.cause.code == "OutOfTime"
    assert kept.kept == []


def test_it_tells_the_message_what_was_asked_for_and_nothing_else() -> None:
    kept = MemorySubmissions()

    service(kept)(FORM, raw())

    message = kept.kept[0].message
    assert message is not None
    assert message.lines == kept.kept[0].receipt.lines
    assert [(line.label, line.shown) for line in message.lines] == [
        ("What would they like to learn or join?", "Violin\nExample Big Band")
    ]
    to, facts = opened(message, OpenSeal())
    assert (to, facts.token) == ("renee@family.example", "")


def test_every_case_has_a_key_of_its_own() -> None:
    kept = MemorySubmissions()
    enrol = service(kept)
    names: Sequence[str] = [f"Child {letter}" for letter in "ABCDEFGH"]

    for name in names:
        enrol(FORM, raw(child_given_name=name))

    assert len({one.case for one in kept.kept}) == len(names)
