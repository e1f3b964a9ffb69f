"""What the outbox promises, over memory and over the real engine."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from musicservice.adapters.dynamodb import DynamoOutbox, DynamoSubmissions
from musicservice.adapters.dynamodb.items import message_item
from musicservice.domain.outbox import LEASE, Message, Unreadable
from tests import engines
from tests.contract.test_submissions import submission
from tests.examples import NOW
from tests.fakes import MemoryOutbox


@dataclass(frozen=True)
class Subject:
    """An adapter, how a message gets into it, and how a row that is none does."""

    outbox: Any
    put: Callable[[Message], None]
    spoil: Callable[[], None]


@pytest.fixture(params=["memory", "dynamodb"])
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    if request.param == "memory":
        memory = MemoryOutbox()
        yield Subject(
            memory,
            lambda message: memory.waiting.update({message.id: message}),
            lambda: memory.spoilt.append(Unreadable(("OUT#spoilt", "MESSAGE"), "KeyError")),
        )
        return
    client = engines.client("dynamodb", request.getfixturevalue("database_address"))
    with engines.lent_tables(client) as prefix:
        submissions = DynamoSubmissions(client, client, prefix)
        yield Subject(
            DynamoOutbox(client, prefix),
            lambda message: submissions.keep(submission(messages=(message,)), time.monotonic() + 5),
            lambda: spoil(client, f"{prefix}-outbox"),
        )
    client.close()


def spoil(client: Any, table: str, **changes: Any) -> None:
    """A row that waits, longer than any, and is no message of ours."""
    row = {"pk": {"S": "OUT#spoilt"}, "sk": {"S": "MESSAGE"}, "pending": {"S": "due"}, "next_at": {"N": "1"}}
    client.put_item(TableName=table, Item=row | changes)


def message(**changes: Any) -> Message:
    made = Message(uuid4().hex, b"\x00\xffsealed", NOW)
    return replace(made, **changes)


def unopened(message: Message, **changes: Any) -> Message:
    """As the outbox says that it waits: what is sealed is given to who claims it."""
    return replace(message, sealed=b"", **changes)


def test_it_gives_what_was_put_in(subject: Subject) -> None:
    one = message(about="case", desks=frozenset({"enrolment#durham"}))
    subject.put(one)

    [found] = subject.outbox.due(NOW, 10)

    assert found == unopened(one)
    assert subject.outbox.claim(found, NOW + LEASE) == replace(one.begun, due=NOW + LEASE)


def test_it_holds_back_what_is_not_due(subject: Subject) -> None:
    subject.put(message(due=NOW + timedelta(seconds=1)))

    assert list(subject.outbox.due(NOW, 10)) == []


def test_it_gives_the_longest_waiting_first_and_no_more_than_asked(subject: Subject) -> None:
    ages = [3, 1, 2]
    for age in ages:
        subject.put(message(due=NOW - timedelta(minutes=age)))

    found = subject.outbox.due(NOW, 2)

    assert [(NOW - one.due).seconds // 60 for one in found] == [3, 2]


def test_it_lets_one_of_two_claim_a_message(subject: Subject) -> None:
    subject.put(message())
    seen = subject.outbox.due(NOW, 10)[0]

    mine = subject.outbox.claim(seen, NOW + LEASE)
    yours = subject.outbox.claim(seen, NOW + LEASE)

    assert mine == replace(seen, sealed=mine.sealed, due=NOW + LEASE, attempts=1, unknown=1)
    assert yours is None
    assert list(subject.outbox.due(NOW, 10)) == []


def test_it_gives_a_claimed_message_again_when_the_lease_is_over(subject: Subject) -> None:
    subject.put(message())
    claimed = subject.outbox.claim(subject.outbox.due(NOW, 10)[0], NOW + LEASE)

    assert list(subject.outbox.due(NOW + LEASE, 10)) == [unopened(claimed)]


@pytest.mark.parametrize(
    "settle",
    [lambda outbox, one: outbox.sent(one, NOW), lambda outbox, one: outbox.give_up(one, "Rejected", NOW)],
    ids=["sent", "given up"],
)
def test_it_never_gives_a_settled_message_again(
    subject: Subject, settle: Callable[[Any, Message], None]
) -> None:
    subject.put(message())
    claimed = subject.outbox.claim(subject.outbox.due(NOW, 10)[0], NOW + LEASE)

    settle(subject.outbox, claimed)

    assert list(subject.outbox.due(NOW + timedelta(days=2), 10)) == []


def test_it_gives_a_postponed_message_at_its_new_time(subject: Subject) -> None:
    subject.put(message())
    claimed = subject.outbox.claim(subject.outbox.due(NOW, 10)[0], NOW + LEASE)
    later = NOW + timedelta(minutes=10)

    subject.outbox.postpone(claimed.unsent, later, "Throttling")

    assert list(subject.outbox.due(later - timedelta(seconds=1), 10)) == []
    assert list(subject.outbox.due(later, 10)) == [unopened(claimed, due=later, unknown=0)]


def test_it_gives_an_unreadable_row_beside_the_messages_until_it_is_set_aside(subject: Subject) -> None:
    one = message()
    subject.put(one)
    subject.spoil()

    first, second = subject.outbox.due(NOW, 10)
    assert first == Unreadable(("OUT#spoilt", "MESSAGE"), "KeyError")
    assert second == unopened(one)

    subject.outbox.set_aside(first, NOW)
    assert list(subject.outbox.due(NOW, 10)) == [unopened(one)]


def test_it_finds_a_message_unreadable_once_it_is_claimed(database_address: str) -> None:
    client = engines.client("dynamodb", database_address)
    with engines.lent_tables(client) as prefix:
        outbox = DynamoOutbox(client, prefix)
        client.put_item(
            TableName=f"{prefix}-outbox", Item=message_item(message()) | {"sealed": {"S": "torn"}}
        )
        [seen] = outbox.due(NOW, 10)

        found = outbox.claim(seen, NOW + LEASE)
        assert isinstance(found, Unreadable)
        outbox.set_aside(found, NOW)

        assert found == Unreadable((f"OUT#{seen.id}", "MESSAGE"), "AttributeError")
        assert list(outbox.due(NOW + LEASE, 10)) == []
    client.close()


@pytest.mark.parametrize("value", [{"N": "1.5"}, {"N": "9" * 30}, {"N": "-1e30"}])
def test_it_calls_a_time_unreadable_that_is_none(database_address: str, value: dict[str, str]) -> None:
    client = engines.client("dynamodb", database_address)
    prefix = f"o{uuid4().hex[:8]}"
    engines.make_tables(client, prefix)
    submissions, outbox = DynamoSubmissions(client, client, prefix), DynamoOutbox(client, prefix)
    submissions.keep(submission(messages=(message(),)), time.monotonic() + 5)
    [item] = engines.everything(client, f"{prefix}-outbox")
    client.put_item(TableName=f"{prefix}-outbox", Item={**item, "next_at": value})

    found = outbox.due(NOW + timedelta(days=1), 10)

    client.close()
    assert [one for one in found if isinstance(one, Message)] == []


def test_it_leaves_a_message_alone_that_somebody_else_took_meanwhile(subject: Subject) -> None:
    subject.put(message())
    mine = subject.outbox.claim(subject.outbox.due(NOW, 10)[0], NOW + LEASE)
    theirs = subject.outbox.claim(mine, NOW + 2 * LEASE)

    subject.outbox.sent(mine, NOW)

    assert list(subject.outbox.due(NOW + 2 * LEASE, 10)) == [unopened(theirs)]
