"""What keeping a school's answer means, over memory and over the real engine."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from musicservice.adapters.dynamodb import DynamoConfirmations
from musicservice.adapters.dynamodb.confirmations import USED
from musicservice.domain import audit
from musicservice.domain.confirmation import Confirmed, Question
from musicservice.ports import Kept, OutcomeUnknownError, StaleError, UnavailableError
from tests import engines, faults
from tests.contract.lockers import TEXT, Tables, new_code, put
from tests.examples import NOW
from tests.fakes_of_confirmations import MemoryConfirmations

MONTH = timedelta(days=28)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Subject:
    """An adapter, the lockers in which its questions lie, and the sealed answers that are kept."""

    confirmations: Any
    links: Any
    answers: Callable[[], list[bytes]]


@pytest.fixture(params=["memory", "dynamodb"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemoryConfirmations()
        return Subject(memory, memory.links, lambda: [one.sealed for one in memory.kept])
    tables: Tables = request.getfixturevalue("tables")
    return over(tables, tables.client)


def over(tables: Tables, client: Any) -> Subject:
    return Subject(
        DynamoConfirmations(client, client, tables.prefix),
        replace(tables.lockers, kind="links"),
        lambda: [item["sealed"]["B"] for item in tables.items("cases")],
    )


def asked(subject: Subject, **changes: Any) -> Confirmed:
    """The answer to a question that lies there, as it waits for its answer."""
    code, case = new_code(), uuid4().hex
    put(subject.links, code)
    question = Question(
        case, 1, "Łucja 李", date(2015, 3, 27), "6", {"meals": "Free meals?"}, date(2026, 4, 11)
    )
    entry = audit.answered(case, question.number, NOW)
    return replace(Confirmed(code, 1, question, b"\x00sealed", NOW, entry, MONTH), **changes)


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


def test_it_keeps_the_answer_and_the_link_is_used_up(subject: Subject) -> None:
    one = asked(subject)

    subject.confirmations.keep(one, soon())

    assert subject.answers() == [b"\x00sealed"]
    assert subject.links.look(one.code, NOW) == Kept(USED, 2)


def test_the_used_link_is_remembered_for_as_long_as_was_said(subject: Subject) -> None:
    one = asked(subject)

    subject.confirmations.keep(one, soon())

    assert subject.links.look(one.code, NOW + MONTH) == Kept(USED, 2)
    assert subject.links.look(one.code, NOW + MONTH + SECOND) is None


def test_it_keeps_one_answer_once(subject: Subject) -> None:
    one = asked(subject)
    subject.confirmations.keep(one, soon())

    for again in (one, replace(one, sealed=b"other"), replace(one, sealed=b"other", revision=2)):
        with pytest.raises(StaleError):
            subject.confirmations.keep(again, soon())

    assert subject.answers() == [b"\x00sealed"]


def test_of_several_at_once_it_keeps_one(subject: Subject) -> None:
    one = asked(subject)

    def keep(n: int) -> bool:
        try:
            subject.confirmations.keep(replace(one, sealed=b"%d" % n), soon())
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(keep, range(4)))

    assert kept.count(True) == 1
    assert subject.answers() == [b"%d" % kept.index(True)]


@pytest.mark.parametrize("why", ["no such link", "another revision", "over"])
def test_it_keeps_nothing_at_all_for_a_link_that_is_not_open(subject: Subject, why: str) -> None:
    one = asked(subject)
    later = NOW + MONTH + SECOND
    wrong = {
        "no such link": replace(one, code=new_code()),
        "another revision": replace(one, revision=2),
        "over": replace(one, at=later),
    }[why]

    with pytest.raises(StaleError):
        subject.confirmations.keep(wrong, soon())

    assert subject.answers() == []
    assert subject.links.look(one.code, NOW) == Kept(TEXT, 1)
    assert subject.links.look(wrong.code, later) is None


def test_it_keeps_the_answers_about_every_child_of_a_case(subject: Subject) -> None:
    first = asked(subject)
    other = asked(subject, question=replace(first.question, number=2), sealed=b"second")
    other = replace(other, audit=audit.answered(first.question.case, 2, NOW))

    for one in (first, other):
        subject.confirmations.keep(one, soon())

    assert sorted(subject.answers()) == [b"\x00sealed", b"second"]


def test_where_the_answer_is_there_already_the_link_stays_as_it_is(subject: Subject) -> None:
    """All of it or nothing: a second link to one question takes no second answer."""
    first = asked(subject)
    subject.confirmations.keep(first, soon())
    second = asked(subject, question=first.question)

    with pytest.raises(StaleError):
        subject.confirmations.keep(second, soon())

    assert subject.links.look(second.code, NOW) == Kept(TEXT, 1)
    assert len(subject.answers()) == 1


def test_the_tables_hold_nothing_that_can_be_read_of_it(tables: Tables) -> None:
    subject = over(tables, tables.client)
    one = asked(subject)

    subject.confirmations.keep(one, soon())

    [proof], [link], [entry] = (tables.items(table) for table in ("cases", "links", "audit"))
    assert set(proof) == {"pk", "sk", "answered_at", "sealed"}
    assert set(link) == {"pk", "sk", "kind", "text", "revision", "purge_at"}
    raw = repr((proof, link, entry)) + link["text"]["B"].decode("latin-1")
    hidden = ["Łucja", "2015", "meals", "name", one.code, one.code[:8]]
    assert [word for word in hidden if word in raw] == []


@pytest.mark.parametrize(
    ("fault", "raised", "kept"),
    [
        (faults.LoseAnswer(), OutcomeUnknownError, 1),
        (faults.CutBefore(), OutcomeUnknownError, 0),
        (faults.THROTTLED, UnavailableError, 0),
        (faults.cancelled("TransactionConflict"), UnavailableError, 0),
    ],
    ids=["lost", "cut", "throttled", "conflict"],
)
def test_it_says_what_is_known_where_no_answer_comes(
    tables: Tables, fault: faults.Fault, raised: type[Exception], kept: int
) -> None:
    """And whatever is known, all of it is there or nothing."""
    one = asked(over(tables, tables.client))
    with faults.proxy(tables.address) as line:
        client = engines.client("dynamodb", line.address)
        line.always("TransactWriteItems", fault)

        with pytest.raises(raised) as told:
            over(tables, client).confirmations.keep(one, soon(0.2))

        client.close()
    assert isinstance(told.value, OutcomeUnknownError) is (raised is OutcomeUnknownError)
    assert [len(tables.items(table)) for table in ("cases", "audit")] == [kept, kept]
    assert replace(tables.lockers, kind="links").look(one.code, NOW) == (
        Kept(USED, 2) if kept else Kept(TEXT, 1)
    )


@pytest.mark.parametrize("fault", [faults.LoseAnswer(), faults.CutBefore(), faults.THROTTLED])
def test_it_gets_over_one_instance_of_it(tables: Tables, fault: faults.Fault) -> None:
    subject = over(tables, tables.client)
    one = asked(subject)
    with faults.proxy(tables.address) as line:
        client = engines.client("dynamodb", line.address)
        line.first("TransactWriteItems", fault)

        over(tables, client).confirmations.keep(one, soon())

        client.close()
    assert len(subject.answers()) == 1
