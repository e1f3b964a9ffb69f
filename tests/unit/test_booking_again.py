"""A booking sent again, a lost answer, another window: it is made once, and what is sealed stays sealed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from musicservice.domain.training import Seats
from musicservice.ports import OutcomeUnknownError, StaleError, UnavailableError
from musicservice.services.booking_request import Booked, Differs, Over, Wanted
from musicservice.services.outcomes import Gone, Unsaved
from tests.contract.lockers import put
from tests.fakes import OpenSeal
from tests.training import COURSE, NOW, Room, check, memory_room, people, request
from tests.unit.test_booking import booked, kinds


@pytest.fixture
def room() -> Room:
    return memory_room()


@pytest.mark.parametrize("pause", [timedelta(), timedelta(hours=1), timedelta(hours=25)])
def test_the_same_sent_again_is_the_same_booking(room: Room, pause: timedelta) -> None:
    asked = request(2)
    first = room.booking.book(asked)
    room.clock.pass_by(pause)

    assert room.booking.book(asked) == first
    assert kinds(room) == ["booking-confirmed"]
    check(room)


def test_the_same_sent_again_after_the_course_filled_or_closed_is_still_booked(room: Room) -> None:
    asked = request(6)
    first = room.booking.book(asked)
    room.clock.at = COURSE.closes

    assert room.booking.book(asked) == first


def test_other_people_under_the_same_code_are_told_apart(room: Room) -> None:
    asked = request(2)
    first = room.booking.book(asked)
    assert isinstance(first, Booked)

    outcome = room.booking.book(replace(asked, delegates=people(3)))

    assert outcome == Differs(first.opened)
    assert room.seats.confirmed == 2


def test_what_was_cancelled_is_not_booked_again_by_the_same_page(room: Room) -> None:
    asked = request(2)
    room.booking.book(asked)
    room.managing.cancel(asked.code)

    assert isinstance(room.booking.book(asked), Over)
    assert room.seats.confirmed == 0


def test_the_draft_goes_with_the_booking_and_one_changed_since_is_not_sent(room: Room) -> None:
    asked = request(2, revision=1)
    put(room.store.drafts, asked.code, now=NOW)
    assert isinstance(room.booking.book(asked), Booked)
    assert room.store.drafts.look(asked.code, NOW) is None

    changed = request(2, 10, revision=1)
    put(room.store.drafts, changed.code, now=NOW)
    put(room.store.drafts, changed.code, b"{}", seen=1, now=NOW)
    assert room.booking.book(changed) == Differs()
    assert room.seats.confirmed == 2


def test_a_code_that_opens_nothing_is_told_in_one_way(room: Room) -> None:
    opened = booked(room)
    put(room.links, "other", b'{"kind": "decision"}', now=NOW)
    room.links.spoilt.add(opened.code)

    assert [room.booking.open(code) for code in ("nothing", "other", opened.code)] == [Gone()] * 3


def test_nobody_can_tell_from_the_store_who_comes_where(room: Room) -> None:
    first = booked(room)
    other = replace(COURSE, slug="another")
    room.open(other)
    second = booked(room, course=other.slug)

    assert first.reservation.delegates[0].who != second.reservation.delegates[0].who


def test_what_people_need_is_sealed_and_as_long_for_everybody(room: Room) -> None:
    steps = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def write(self, step: Any, until: float) -> None:
            steps.append(step)
            room.store.write(step, until)

    needs = (
        Wanted("A", "a@school.example", needs={"access": ["interpreter"]}),
        Wanted("B", "b@school.example"),
    )
    booked(replace(room, store=Watched()), delegates=needs)

    [step] = steps
    assert len({len(one.needs) for one in step.fresh.people}) == 1
    assert b"answers" in step.fresh.people[0].needs
    assert "interpreter" not in step.locked.text.decode()


class Lost:
    """A store that keeps what it is asked, or not, and loses its answer."""

    def __init__(self, store: Any, *, keeps: bool) -> None:
        self.store, self.keeps = store, keeps

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def write(self, step: Any, until: float) -> None:
        if self.keeps:
            self.store.write(step, until)
        raise OutcomeUnknownError("database", "Lost")


def test_a_lost_answer_is_looked_up_before_anything_is_said(room: Room) -> None:
    asked = request(2)

    outcome = replace(room, store=Lost(room.store, keeps=True)).booking.book(asked)

    assert isinstance(outcome, Booked)
    assert outcome == room.booking.book(asked)


def test_what_nobody_knows_is_not_denied(room: Room) -> None:
    outcome = replace(room, store=Lost(room.store, keeps=False)).booking.book(request(2))

    assert isinstance(outcome, Unsaved)
    assert not outcome.known


class Broken(OpenSeal):
    def seal(self, text: bytes, context: object) -> bytes:  # noqa: ARG002
        raise UnavailableError("seal", "Broken")


def test_what_is_kept_is_not_denied_because_it_could_not_be_kept_again(room: Room) -> None:
    asked = request(2)
    first = room.booking.book(asked)

    assert replace(room, seal=Broken()).booking.book(asked) == first


def test_in_a_rush_a_booking_costs_one_look_at_the_seats_and_its_transaction(room: Room) -> None:
    calls: list[str] = []

    class Counting:
        def __init__(self, counted: Any) -> None:
            self.counted = counted

        def __getattr__(self, name: str) -> Any:
            calls.append(name)
            return getattr(self.counted, name)

    booked(replace(room, store=Counting(room.store), links=Counting(room.links)))

    assert calls == ["seats", "write"]


def test_a_seal_that_fails_books_nothing(room: Room) -> None:
    outcome = replace(room, seal=Broken()).booking.book(request(2))

    assert isinstance(outcome, Unsaved)
    assert outcome.known
    assert room.seats == Seats.opening(COURSE)


def test_a_draft_that_went_elsewhere_is_looked_up(room: Room) -> None:
    """Another window booked with the same code a moment before."""
    asked = request(2)

    class Beaten:
        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def write(self, step: Any, until: float) -> None:  # noqa: ARG002
            room.booking.book(asked)
            raise StaleError

    outcome = replace(room, store=Beaten()).booking.book(asked)

    assert isinstance(outcome, Booked)
    assert room.seats.confirmed == 2


@pytest.mark.parametrize("number", [6, 1])
def test_nobody_is_told_that_they_fill_the_course_themselves(room: Room, number: int) -> None:
    """Somebody clicks twice, and the second click looks before the first has come in, and counts after it."""
    asked = request(number)

    class Between:
        def __getattr__(self, name: str) -> Any:
            return getattr(room.store, name)

        def seats(self, course: str) -> Any:
            room.booking.book(asked)
            if room.seats.remaining:
                booked(room, 6 - number, 10)
            return room.store.seats(course)

    outcome = replace(room, store=Between()).booking.book(asked)

    assert outcome == room.booking.book(asked)
    assert isinstance(outcome, Booked)
