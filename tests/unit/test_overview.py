"""How courses stand, and what about them needs a person: in numbers, and naming nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from local.courses import about
from musicservice.services.booking_request import Wanted
from musicservice.services.overview import Overview, Standing
from tests.training import COURSE, Room, memory_room, request
from tests.unit.test_booking import booked
from tests.unit.test_managing import keep
from tests.unit.test_promoting import wait


@pytest.fixture
def room() -> Room:
    return memory_room()


def seen(room: Room) -> Standing:
    [one] = Overview(room.store, room.roll, room._courses, room.clock)()
    return one


def test_it_tells_how_many_seats_are_whose(room: Room) -> None:
    full = booked(room, 6)
    wait(room, 2, 10)
    keep(room, full, 4)
    room.promote()
    wait(room, 3, 20)

    text = "\n".join(about(seen(room), room.clock.at))

    assert "Everyone in the room (everyone-in-the-room)" in text
    assert "Wednesday 3 March 2027, 1pm to 4pm" in text
    assert "Booking: open until Monday 1 March 2027, 1pm" in text
    assert "Seats: 6; 4 confirmed, 2 held, 0 left; 3 waiting, held for 2 or more" in text
    assert "Delegate" not in text
    assert seen(room).matters == ()


def test_it_says_what_needs_a_person_and_when(room: Room) -> None:
    booked(room, 1, delegates=(Wanted(),))
    room.courses[COURSE.slug] = replace(COURSE, minimum=4)

    def matters(before: timedelta) -> list[str]:
        room.clock.at = COURSE.starts - before
        return [matter.split(":")[0].split(",")[0] for matter in seen(room).matters]

    assert matters(timedelta(days=30)) == []
    assert matters(timedelta(days=8)) == ["It has too few people"]
    assert matters(timedelta(days=4)) == ["It has too few people", "1 to be named"]
    assert matters(timedelta(0)) == []
    assert matters(COURSE.starts - COURSE.ends) == ["It is not recorded whether 1 came"]


def test_a_cancelled_course_needs_nothing_more(room: Room) -> None:
    booked(room, 2)
    room.courses[COURSE.slug] = replace(COURSE, state="cancelled", reason="Snow.")
    room.clock.at = COURSE.ends

    assert seen(room).matters == ()
    assert "[cancelled: Snow.]" in "\n".join(about(seen(room), room.clock.at))


def test_a_course_without_a_file_is_shown_while_people_count_on_it(room: Room) -> None:
    opened = booked(room, 2)
    room.courses.clear()
    room.put_seats(room.seats.gone(room.clock.at))

    assert seen(room).matters == (
        "Its file is gone while people count on it: put the file back, or call the course off in it",
    )
    assert "no file" in next(about(seen(room), room.clock.at))
    room.managing.cancel(opened.code)
    assert Overview(room.store, room.roll, room._courses, room.clock)() == ()


def test_a_file_that_wants_fewer_seats_than_are_promised_needs_somebody(room: Room) -> None:
    room.booking.book(request(5))
    room.courses[COURSE.slug] = replace(COURSE, seats=3)

    assert seen(room).matters == ("Its file says 3 seats, and 5 are booked or on offer",)


def test_a_course_that_has_no_seats_yet_says_so(room: Room) -> None:
    room.store.counts.clear()

    assert seen(room).matters[0].startswith("It has no seats yet")
