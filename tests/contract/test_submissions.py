"""What keeping accepted forms means, over memory and over the real engine."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.domain import audit
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import REMEMBERED, Line, Receipt
from musicservice.domain.submission import Placed, Spent, Submission
from musicservice.ports import AlreadyReceivedError, Kept, ReferenceTakenError, StaleError
from tests.contract.lockers import MONTH, TEXT, Tables, new_code, put
from tests.examples import NOW
from tests.fakes import MemorySubmissions


@dataclass(frozen=True)
class Subject:
    """An adapter, how to count the cases it holds, and the drafts that submissions are made of."""

    submissions: Any
    cases: Callable[[], int]
    drafts: Any
    links: Any


@pytest.fixture(params=["memory", "dynamodb"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemorySubmissions()
        return Subject(memory, lambda: len(memory.kept), memory.lockers, memory.links)
    tables: Tables = request.getfixturevalue("tables")
    return Subject(
        DynamoSubmissions(tables.client, tables.client, tables.prefix),
        lambda: sum(item["sk"]["S"] == "META" for item in tables.items("cases")),
        tables.lockers,
        replace(tables.lockers, kind="links"),
    )


def submission(**changes: Any) -> Submission:
    case = uuid4().hex
    made = Submission(
        case=case,
        receipt=Receipt(uuid4().hex, f"DMS-{uuid4().hex[:6]}", NOW, (Line("Wants", "Violin\nŁ Band"),)),
        form="enrolment",
        form_version=1,
        answers={"child_given_name": "Łucja", "wants": ("learn-violin",), "experience": None},
        sealed=b"\x00sealed",
        warnings=("out-of-year",),
        audit=audit.received(case, ("child_given_name",), NOW),
        messages=(Message(uuid4().hex, b"\x01", NOW),),
    )
    return replace(made, **changes)


def soon() -> float:
    return time.monotonic() + 5


def test_it_finds_what_it_kept(subject: Subject) -> None:
    kept = submission()

    subject.submissions.keep(kept, soon())

    assert subject.submissions.receipt(kept.receipt.fingerprint, NOW) == kept.receipt
    assert subject.cases() == 1


def test_it_finds_nothing_under_another_fingerprint(subject: Subject) -> None:
    subject.submissions.keep(submission(), soon())

    assert subject.submissions.receipt("other", NOW) is None


def test_it_keeps_one_without_a_message(subject: Subject) -> None:
    subject.submissions.keep(submission(messages=()), soon())

    assert subject.cases() == 1


def test_it_keeps_the_same_answers_once(subject: Subject) -> None:
    first = submission()
    again = submission(receipt=replace(first.receipt, reference="DMS-OTHER"))
    subject.submissions.keep(first, soon())

    with pytest.raises(AlreadyReceivedError):
        subject.submissions.keep(again, soon())

    assert subject.submissions.receipt(first.receipt.fingerprint, NOW) == first.receipt
    assert subject.cases() == 1


def test_it_refuses_a_reference_that_another_case_bears(subject: Subject) -> None:
    first = submission()
    other = submission()
    other = replace(other, receipt=replace(other.receipt, reference=first.receipt.reference))
    subject.submissions.keep(first, soon())

    with pytest.raises(ReferenceTakenError):
        subject.submissions.keep(other, soon())

    assert subject.submissions.receipt(other.receipt.fingerprint, NOW) is None
    assert subject.cases() == 1


def test_it_takes_the_same_answers_anew_once_they_are_forgotten(subject: Subject) -> None:
    first = submission()
    later = NOW + REMEMBERED + timedelta(seconds=1)
    again = submission(receipt=replace(first.receipt, reference="DMS-LATER", received_at=later))
    subject.submissions.keep(first, soon())

    assert subject.submissions.receipt(first.receipt.fingerprint, later) is None
    subject.submissions.keep(again, soon())

    assert subject.submissions.receipt(first.receipt.fingerprint, later) == again.receipt
    assert subject.cases() == 2


def test_it_keeps_one_of_many_sent_at_once(subject: Subject) -> None:
    first = submission()
    rivals = [submission(receipt=replace(first.receipt, reference=f"DMS-{n}")) for n in range(12)]

    def keep(one: Submission) -> bool:
        try:
            subject.submissions.keep(one, soon())
        except AlreadyReceivedError:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        kept = list(pool.map(keep, rivals))

    assert kept.count(True) == 1
    assert subject.cases() == 1
    winner = rivals[kept.index(True)]
    assert subject.submissions.receipt(first.receipt.fingerprint, NOW) == winner.receipt


def drafted(subject: Subject, revision: int = 1) -> Submission:
    """A submission of a draft that lies there, as it was seen at a revision."""
    code = new_code()
    put(subject.drafts, code)
    return submission(spent=Spent(code, revision))


def test_the_draft_goes_when_the_submission_comes(subject: Subject) -> None:
    sent = drafted(subject)

    subject.submissions.keep(sent, soon())

    assert sent.spent
    assert subject.drafts.look(sent.spent.code, NOW) is None
    assert subject.cases() == 1


def test_a_draft_that_was_changed_since_is_not_sent(subject: Subject) -> None:
    sent = drafted(subject)
    assert sent.spent
    put(subject.drafts, sent.spent.code, b"{}", seen=1)

    with pytest.raises(StaleError):
        subject.submissions.keep(sent, soon())

    assert subject.drafts.look(sent.spent.code, NOW) == Kept(b"{}", 2)
    assert subject.submissions.receipt(sent.receipt.fingerprint, NOW) is None
    assert subject.cases() == 0


def test_a_draft_that_has_ended_is_not_sent(subject: Subject) -> None:
    sent = drafted(subject)
    late = replace(sent.receipt, received_at=NOW + MONTH + timedelta(seconds=1))

    with pytest.raises(StaleError):
        subject.submissions.keep(replace(sent, receipt=late), soon())

    assert subject.cases() == 0


def test_a_draft_that_was_sent_before_is_told_as_received(subject: Subject) -> None:
    """The draft is gone as well, and that must not count as a change of it."""
    sent = drafted(subject)
    again = replace(sent, case=uuid4().hex, receipt=replace(sent.receipt, reference="DMS-OTHER"))
    subject.submissions.keep(sent, soon())

    with pytest.raises(AlreadyReceivedError):
        subject.submissions.keep(again, soon())

    assert subject.cases() == 1


def test_a_draft_stays_where_its_submission_is_refused(subject: Subject) -> None:
    first, sent = submission(), drafted(subject)
    subject.submissions.keep(first, soon())

    with pytest.raises(ReferenceTakenError):
        subject.submissions.keep(
            replace(sent, receipt=replace(sent.receipt, reference=first.receipt.reference)), soon()
        )

    assert sent.spent
    assert subject.drafts.look(sent.spent.code, NOW) == Kept(TEXT, 1)


def test_a_changed_draft_is_told_before_a_reference_that_is_taken(subject: Subject) -> None:
    first, sent = submission(), drafted(subject, revision=7)
    subject.submissions.keep(first, soon())

    with pytest.raises(StaleError):
        subject.submissions.keep(
            replace(sent, receipt=replace(sent.receipt, reference=first.receipt.reference)), soon()
        )


def test_what_goes_with_it_lies_under_its_own_code(subject: Subject) -> None:
    letter, renewal = Placed("links", new_code(), TEXT, MONTH), Placed("drafts", new_code(), b"{}", MONTH)

    subject.submissions.keep(submission(placed=(letter, renewal)), soon())

    assert subject.links.look(letter.code, NOW + MONTH) == Kept(TEXT, 1)
    assert subject.links.look(letter.code, NOW + MONTH + timedelta(seconds=1)) is None
    assert subject.drafts.look(renewal.code, NOW) == Kept(b"{}", 1)


def test_nothing_goes_with_what_is_refused(subject: Subject) -> None:
    sent = submission(placed=(Placed("links", new_code(), TEXT, MONTH),), spent=Spent(new_code(), 1))

    with pytest.raises(StaleError):
        subject.submissions.keep(sent, soon())

    assert subject.links.look(sent.placed[0].code, NOW) is None
