"""What keeping things under codes means, over memory and over the real engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from musicservice.ports import Kept, SealBrokenError, StaleError
from tests.contract.lockers import MONTH, TEXT, Tables, letter, new_code, put
from tests.examples import NOW
from tests.fakes import MemoryLockers

SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Subject:
    """An adapter, the letters that went with what was put, and a hand that spoils what lies there."""

    lockers: Any
    letters: Callable[[], list[str]]
    spoil: Callable[[str], None]


@pytest.fixture(params=["memory", "dynamodb"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemoryLockers()
        return Subject(memory, lambda: [one.id for one in memory.posted], memory.spoilt.add)
    tables: Tables = request.getfixturevalue("tables")
    return Subject(
        tables.lockers,
        lambda: [item["pk"]["S"].removeprefix("OUT#") for item in tables.items("outbox")],
        tables.spoil,
    )


def test_it_gives_what_was_put_under_a_code(subject: Subject) -> None:
    code = new_code()

    put(subject.lockers, code)

    assert subject.lockers.look(code, NOW) == Kept(TEXT, 1)


def test_it_gives_nothing_under_another_code(subject: Subject) -> None:
    put(subject.lockers, new_code())

    assert subject.lockers.look(new_code(), NOW) is None


def test_it_puts_one_in_place_of_what_was_seen_and_counts(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)
    put(subject.lockers, code, b'{"n": 2}', seen=1)

    assert subject.lockers.look(code, NOW) == Kept(b'{"n": 2}', 2)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_it_puts_nothing_in_place_of_what_was_not_seen(subject: Subject, seen: int) -> None:
    code = new_code()
    put(subject.lockers, code)
    put(subject.lockers, code, b'{"n": 2}', seen=1)

    with pytest.raises(StaleError):
        put(subject.lockers, code, b'{"n": 3}', seen=seen)

    assert subject.lockers.look(code, NOW) == Kept(b'{"n": 2}', 2)


def test_it_changes_nothing_where_nothing_is(subject: Subject) -> None:
    code = new_code()

    with pytest.raises(StaleError):
        put(subject.lockers, code, seen=1)

    assert subject.lockers.look(code, NOW) is None


def test_it_keeps_for_as_long_as_was_said_and_no_longer(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)

    assert subject.lockers.look(code, NOW + MONTH) == Kept(TEXT, 1)
    assert subject.lockers.look(code, NOW + MONTH + SECOND) is None


def test_a_change_begins_the_time_anew(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)
    put(subject.lockers, code, seen=1, now=NOW + MONTH)

    assert subject.lockers.look(code, NOW + 2 * MONTH) == Kept(TEXT, 2)


def test_what_has_ended_is_not_brought_back_by_a_change(subject: Subject) -> None:
    code, later = new_code(), NOW + MONTH + SECOND
    put(subject.lockers, code)

    with pytest.raises(StaleError):
        put(subject.lockers, code, seen=1, now=later)

    assert subject.lockers.look(code, later) is None


def test_where_something_has_ended_there_is_room_again(subject: Subject) -> None:
    code, later = new_code(), NOW + MONTH + SECOND
    put(subject.lockers, code)
    put(subject.lockers, code, b'{"n": 2}', now=later)

    assert subject.lockers.look(code, later) == Kept(b'{"n": 2}', 1)


def test_a_letter_goes_out_with_what_is_put(subject: Subject) -> None:
    code, link = new_code(), letter()
    put(subject.lockers, code)
    put(subject.lockers, code, seen=1, letter=link)

    assert subject.letters() == [link.id]


def test_where_nothing_is_put_no_letter_goes_out(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)

    with pytest.raises(StaleError):
        put(subject.lockers, code, seen=2, letter=letter())

    assert subject.letters() == []


def test_what_was_tampered_with_does_not_open(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)
    subject.spoil(code)

    with pytest.raises(SealBrokenError):
        subject.lockers.look(code, NOW)


def test_of_many_changes_to_what_was_seen_one_is_kept(subject: Subject) -> None:
    code = new_code()
    put(subject.lockers, code)

    def change(n: int) -> bool:
        try:
            put(subject.lockers, code, b'{"n": %d}' % n, seen=1)
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(change, range(8)))

    assert kept.count(True) == 1
    assert subject.lockers.look(code, NOW) == Kept(b'{"n": %d}' % kept.index(True), 2)


@pytest.mark.parametrize("length", [1, 4095, 4096, 4097, 90_000])
def test_any_length_of_text_comes_back_as_it_was(subject: Subject, length: int) -> None:
    code, text = new_code(), b'"' + b"a" * (length - 1)
    put(subject.lockers, code, text)

    assert subject.lockers.look(code, NOW) == Kept(text, 1)
