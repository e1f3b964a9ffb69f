"""Sending a draft, with everything around it a stand-in: what is written, what is said, in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicservice.domain.receipt import Receipt
from musicservice.ports import (
    AlreadyReceivedError,
    OutcomeUnknownError,
    ReferenceTakenError,
    StaleError,
    UnavailableError,
)
from musicservice.services.drafting import LIVES, PATIENCE
from musicservice.services.outcomes import Gone, Sent, Unsaved
from musicservice.services.posting import opened
from musicservice.services.submitting import REFERENCES_TRIED, Differs
from tests.examples import NOW
from tests.fakes import FakeClock, MemoryLockers, OpenSeal
from tests.unit.drafts import CODE, FORM, Failing, halfway, page, service, there, whole
from tests.unit.submissions import Meddling, SlowSeal, kept, scripted, sending

THERE = Receipt("fingerprint", "DMS-7K4Q-2M", NOW, ())
AWAY = UnavailableError("database", "AccessDenied")
UNKNOWN = OutcomeUnknownError("database", "ReadTimeoutError")
BOTH = ("enrolment", "remission")


@pytest.mark.parametrize("name", BOTH)
def test_it_gives_a_receipt_for_what_it_kept(name: str) -> None:
    submitting = sending(whole(name=name))

    outcome = submitting(name, CODE, 1)

    assert outcome == Sent(kept(submitting).receipt)
    assert kept(submitting).form == name


def test_it_gives_the_same_receipt_again_and_keeps_nothing_new() -> None:
    submitting = sending(whole())

    first = submitting(FORM, CODE, 1)

    assert [submitting(FORM, CODE, revision) for revision in (1, 2, 9)] == [first] * 3
    assert submitting.drafting.open(FORM, CODE) == first
    assert kept(submitting)


@pytest.mark.parametrize("revision", [0, 2, 999_999_999])
def test_it_sends_nothing_but_what_was_last_seen(revision: int) -> None:
    submitting = sending(whole())

    outcome = submitting(FORM, CODE, revision)

    assert outcome == Differs(there(submitting.drafting))


def test_it_sends_nothing_that_is_still_open() -> None:
    submitting = sending(halfway("agreement"))

    assert submitting(FORM, CODE, 1) == Differs(there(submitting.drafting))


@pytest.mark.parametrize("code", ["7K4Q2MXW9RTBHC3PV6NE", ""])
def test_it_sends_nothing_under_another_code(code: str) -> None:
    assert sending(whole())(FORM, code, 1) == Gone()


def test_it_sends_nothing_of_another_form() -> None:
    assert sending(whole(name="remission"))(FORM, CODE, 1) == Gone()


def test_it_sends_nothing_that_has_ended() -> None:
    clock = FakeClock(NOW + LIVES + timedelta(seconds=1))

    assert sending(whole(), clock=clock)(FORM, CODE, 1) == Gone()


def test_it_draws_again_while_a_reference_is_taken() -> None:
    submissions = scripted(ReferenceTakenError(), ReferenceTakenError(), None)

    outcome = sending(whole(), submissions)(FORM, CODE, 1)

    references = [one.receipt.reference for one in submissions.tried]
    assert isinstance(outcome, Sent)
    assert outcome.receipt.reference == references[-1]
    assert len(set(references)) == 3
    told = [opened(one.messages[0], OpenSeal()).facts.reference for one in submissions.tried]
    assert told == references
    assert len({one.receipt.fingerprint for one in submissions.tried}) == 1
    assert len({one.case for one in submissions.tried}) == 3


def test_it_gives_up_when_every_reference_is_taken() -> None:
    outcome = sending(whole(), scripted(*[ReferenceTakenError()] * REFERENCES_TRIED))(FORM, CODE, 1)

    assert isinstance(outcome, Unsaved)
    assert outcome.cause.code == "NoFreeReference"


def test_it_looks_for_its_own_receipt_when_it_cannot_know() -> None:
    assert sending(whole(), scripted(UNKNOWN, found=THERE))(FORM, CODE, 1) == Sent(THERE)


def test_it_neither_claims_nor_denies_what_it_cannot_find() -> None:
    outcome = sending(whole(), scripted(UNKNOWN))(FORM, CODE, 1)

    assert isinstance(outcome, Unsaved)
    assert not outcome.known


@pytest.mark.parametrize("refusal", [AlreadyReceivedError(), StaleError()])
def test_what_another_window_sent_meanwhile_is_told_by_its_receipt(refusal: Exception) -> None:
    submissions = scripted(refusal, found=THERE)
    submitting = sending(whole(), submissions)
    lockers = submitting.drafting.lockers
    assert isinstance(lockers, MemoryLockers)
    submissions.meanwhile = lockers.shelves.clear

    assert submitting(FORM, CODE, 1) == Sent(THERE)


def test_what_another_window_changed_meanwhile_is_shown_and_not_sent() -> None:
    submissions = scripted(StaleError())
    submitting = sending(whole(), submissions)

    outcome = submitting(FORM, CODE, 1)

    assert outcome == Differs(there(submitting.drafting))
    assert len(submissions.tried) == 1


def test_a_change_between_looking_and_sending_is_never_sent() -> None:
    """Over stores that work: the other window is faster by one write."""
    submitting = sending(whole())
    changed = page("you", changes={"contact_name": "Somebody else"})
    faster = Meddling(lambda: submitting.drafting.answer(FORM, CODE, "you", None, changed))
    meddled = replace(submitting, composing=replace(submitting.composing, seal=faster))

    outcome = meddled(FORM, CODE, 1)

    assert isinstance(outcome, Differs)
    assert outcome.opened.revision == 2
    assert outcome.opened.reading.answer("contact_name") == "Somebody else"


def test_it_says_not_saved_when_the_store_refuses() -> None:
    submitting = sending(whole(), scripted(AWAY))

    outcome = submitting(FORM, CODE, 1)

    assert outcome == Unsaved(AWAY, there(submitting.drafting))
    assert isinstance(outcome, Unsaved)
    assert outcome.known


def test_it_says_not_saved_when_the_draft_cannot_be_looked_up() -> None:
    submitting = replace(sending(whole()), drafting=service(Failing(looking=AWAY)))

    assert submitting(FORM, CODE, 1) == Unsaved(AWAY)


@pytest.mark.parametrize("each", [PATIENCE + 1, PATIENCE / 2 + 1], ids=["the first", "the second"])
def test_it_begins_no_write_when_time_is_up(each: float) -> None:
    clock, submissions = FakeClock(NOW), scripted()

    outcome = sending(whole(), submissions, seal=SlowSeal(clock, each), clock=clock)(FORM, CODE, 1)

    assert isinstance(outcome, Unsaved)
    assert outcome.cause.code == "OutOfTime"
    assert outcome.known
    assert submissions.tried == []


def test_the_draft_is_gone_when_its_form_is_sent() -> None:
    submitting = sending(whole())
    submitting(FORM, CODE, 1)

    lockers = submitting.drafting.lockers
    assert isinstance(lockers, MemoryLockers)
    assert CODE not in lockers.shelves


def test_an_answer_after_sending_changes_nothing() -> None:
    submitting = sending(whole())
    sent = submitting(FORM, CODE, 1)

    assert submitting.drafting.answer(FORM, CODE, "you", None, page("you")) == sent
    assert kept(submitting).answers["answers"]["contact_name"] == "Renée ع"
