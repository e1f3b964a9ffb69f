"""Notes of what happened, on the real engine: the oldest first, each counted once, none in another's way."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicservice.adapters.dynamodb.office.numbers import DynamoNumbers
from musicservice.adapters.dynamodb.work_items import happening_item
from musicservice.domain.office.happening import ASIDE, Happening, happened
from musicservice.domain.outbox import Unreadable
from musicservice.numbers_ports import Count
from tests import engines
from tests.examples import NOW

COUNT = Count("2026-W48", "enrolment-received", "durham", {"children": 2})


@pytest.fixture
def notes(database_address: str) -> Iterator[DynamoNumbers]:
    client = engines.client("dynamodb", database_address)
    with engines.lent_tables(client) as prefix:
        yield DynamoNumbers(client, client, prefix)
    client.close()


def put(notes: DynamoNumbers, note: Happening, **changes: Any) -> None:
    notes.reading.put_item(TableName=f"{notes.prefix}-happenings", Item=happening_item(note) | changes)


def test_the_oldest_come_first_and_no_more_than_asked(notes: DynamoNumbers) -> None:
    made = [happened("offer-accepted", NOW + timedelta(days=days), {"area": "durham"}) for days in (2, 0, 1)]
    for note in made:
        put(notes, note)

    assert list(notes.due(2)) == [made[1], made[2]]


def test_a_note_is_counted_once(notes: DynamoNumbers) -> None:
    note = happened("enrolment-received", NOW, {"area": "durham", "children": "2"}, "case")
    put(notes, note)

    counted = [notes.count(note, COUNT, time.monotonic() + 5) for _ in range(2)]

    assert counted == [True, False]
    assert notes.due(9) == []
    assert notes.between("2026-W48", "2026-W48") == [replace(COUNT, sums={"times": 1, "children": 2})]


def test_what_nobody_can_read_is_kept_elsewhere_and_stops_nobody(notes: DynamoNumbers) -> None:
    whole, torn = (happened("offer-accepted", NOW + timedelta(days=days)) for days in (1, 0))
    put(notes, whole)
    put(notes, torn, at={"S": "whenever"})
    first, second = notes.due(9)
    assert isinstance(first, Unreadable)

    for _ in range(2):
        notes.set_aside(first, NOW)

    assert second == whole
    assert list(notes.due(9)) == [whole]
    [kept] = [
        one
        for one in engines.everything(notes.reading, f"{notes.prefix}-happenings")
        if one["pk"]["S"] == ASIDE
    ]
    assert kept["at"] == {"S": "whenever"}
    assert torn.id in kept["sk"]["S"]
