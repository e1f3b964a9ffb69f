"""What noting what staff were told means, over memory and over the real engine."""

import time
from typing import Any

import pytest

from musicservice.adapters.dynamodb import DynamoNotices, DynamoSeats
from musicservice.domain.outbox import Message
from tests.contract.lockers import Tables  # noqa: TC001 - read by nobody but the type checker
from tests.examples import NOW
from tests.fakes_of_bookings import MemoryBookings
from tests.fakes_of_courses import MemorySeats


@pytest.fixture(params=["memory", "dynamodb"])
def notices(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryBookings()
    tables: Tables = request.getfixturevalue("tables")
    return DynamoNotices(tables.client, tables.client, tables.prefix)


@pytest.fixture(params=["memory", "dynamodb"])
def seats(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemorySeats()
    tables: Tables = request.getfixturevalue("tables")
    return DynamoSeats(tables.client, tables.prefix)


def test_a_thing_is_told_once_of_a_course(notices: Any) -> None:
    def tell(number: int, course: str = "choirs", what: str = "short") -> bool:
        return bool(notices.notify(course, what, Message(f"m{number}", b"sealed", NOW), time.monotonic() + 5))

    assert notices.was_told("choirs", "short") is False
    assert [tell(1), tell(2), tell(3, what="gone"), tell(4, "drums")] == [True, False, True, True]
    assert notices.was_told("choirs", "short") is True
    assert notices.was_told("choirs", "other") is False


def test_a_course_that_was_enlisted_stays_known(seats: Any) -> None:
    assert list(seats.known()) == []
    for slug in ("drums", "choirs", "drums"):
        seats.enlist(slug)

    assert list(seats.known()) == ["choirs", "drums"]
