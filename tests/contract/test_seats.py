"""What keeping the seats of courses means, over memory and over the real engine."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError

from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.adapters.dynamodb.seat_moves import moving
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.training import Seats
from musicservice.domain.training.guard import Guard
from musicservice.ports import UnavailableError
from tests import engines
from tests.contract.lockers import Tables
from tests.courses import CLOSES, COURSE, OPENS
from tests.fakes_of_courses import MemorySeats

OPENING = Seats.opening(COURSE)
SOLD = replace(OPENING, confirmed=10, held=4, freed=1, remaining=10, wait_seq=3, version=9)


@dataclass(frozen=True)
class Subject:
    """An adapter, and a hand that puts seats there as bookings left them."""

    seats: Any
    put: Callable[[Seats], None]


@pytest.fixture(params=["memory", "dynamodb"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemorySeats()
        return Subject(memory, lambda seats: memory.kept.update({seats.course: seats}))
    tables: Tables = request.getfixturevalue("tables")

    def put(seats: Seats) -> None:
        tables.client.put_item(TableName=f"{tables.prefix}-catalogue", Item=seats_item(seats))

    return Subject(DynamoSeats(tables.client, tables.prefix), put)


def test_a_course_that_never_had_seats_has_none(subject: Subject) -> None:
    assert subject.seats.look("choirs") is None


def test_a_course_has_the_seats_that_it_was_opened_with(subject: Subject) -> None:
    assert subject.seats.open(OPENING) is True

    assert subject.seats.look("choirs") == OPENING
    assert subject.seats.look("drums") is None


def test_what_is_booked_is_not_reset_by_opening_it_again(subject: Subject) -> None:
    subject.put(SOLD)

    assert subject.seats.open(OPENING) is False
    assert subject.seats.look("choirs") == SOLD


def test_more_seats_are_for_those_who_wait(subject: Subject) -> None:
    subject.put(SOLD)

    assert subject.seats.change(SOLD, SOLD.resized(30)) is True
    assert subject.seats.look("choirs") == replace(SOLD, capacity=30, held=10, freed=7, version=10)


def test_fewer_seats_are_taken_from_those_nobody_has(subject: Subject) -> None:
    subject.put(SOLD)

    assert subject.seats.change(SOLD, SOLD.resized(13)) is True
    assert subject.seats.look("choirs") == replace(
        SOLD, capacity=13, remaining=0, held=3, freed=0, version=10
    )


def test_another_cut_off_and_another_state_are_kept(subject: Subject) -> None:
    subject.put(SOLD)
    off = replace(COURSE, closes=CLOSES - timedelta(days=1), state="cancelled")

    assert subject.seats.change(SOLD, SOLD.on_terms_of(off)) is True
    assert subject.seats.look("choirs") == replace(SOLD, closes_at=off.closes, state="cancelled", version=10)


def test_a_booking_in_the_same_moment_is_not_lost(subject: Subject) -> None:
    subject.put(OPENING)
    booked = OPENING.taken(3, OPENS)
    subject.put(booked)

    assert subject.seats.change(OPENING, OPENING.resized(20)) is True
    assert subject.seats.look("choirs") == replace(
        booked, capacity=20, remaining=17, version=booked.version + 1
    )


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(OPENING.taken(5, OPENS), id="the seats that go are booked"),
        pytest.param(OPENING.resized(25), id="somebody else changed their number"),
        pytest.param(replace(OPENING, closes_at=OPENS), id="somebody else changed the cut-off"),
        pytest.param(replace(OPENING, state="moved"), id="somebody else changed the state"),
        pytest.param(OPENING.joined(OPENS), id="somebody waits by now"),
    ],
)
def test_what_can_no_longer_be_done_is_not_done_where(subject: Subject, now: Seats) -> None:
    subject.put(now)

    assert subject.seats.change(OPENING, OPENING.resized(4)) is False
    assert subject.seats.look("choirs") == now


def test_the_same_change_twice_is_one_change(subject: Subject) -> None:
    subject.put(OPENING)
    more = OPENING.resized(30)

    assert [subject.seats.change(OPENING, more) for _ in range(2)] == [True, False]
    assert subject.seats.look("choirs") == more


@pytest.fixture
def away(tables: Tables) -> Iterator[DynamoSeats]:
    client = engines.client("dynamodb", f"http://127.0.0.1:{engines.free_port()}")
    yield DynamoSeats(client, tables.prefix)
    client.close()


def test_a_database_that_is_away_is_told_in_our_words(away: DynamoSeats) -> None:
    for ask in (
        lambda: away.look("choirs"),
        lambda: away.open(OPENING),
        lambda: away.change(OPENING, OPENING.resized(30)),
    ):
        with pytest.raises(UnavailableError) as told:
            ask()
        assert isinstance(told.value.__cause__, BotoCoreError)


def test_seats_change_again_and_again_while_many_book_and_none_is_lost_or_sold_twice(tables: Tables) -> None:
    store, booking = DynamoSeats(tables.client, tables.prefix), Transaction(tables.client)
    store.open(replace(OPENING, capacity=40, remaining=40))
    one = Guard({"remaining": -1, "confirmed": 1, "version": 1}, {"remaining": 1}, OPENS, "open")
    part = moving(f"{tables.prefix}-catalogue", "choirs", one)

    def book(_: int) -> bool:
        try:
            booking.write([part], time.monotonic() + 20)
        except ConditionFailedError:
            return False
        return True

    def resize(capacity: int) -> bool:
        seen = store.look("choirs")
        assert seen is not None
        assert seen.is_sound, seen
        return capacity >= seen.promised and store.change(seen, seen.resized(capacity))

    with ThreadPoolExecutor(9) as pool:
        changes = pool.map(resize, [30, 60, 20, 45, 25, 50] * 5)
        booked = sum(pool.map(book, range(80)))
        changed = sum(changes)

    after = store.look("choirs")
    assert after is not None
    assert after.is_sound
    assert after.confirmed == booked
    assert changed > 0
