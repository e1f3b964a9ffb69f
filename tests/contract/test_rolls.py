"""What a register is to staff, over memory and over the real engine: who is on it, who read it, who came."""

import time
from dataclasses import replace
from datetime import timedelta

from musicservice.domain.audit import BEGINNING, Entry
from musicservice.domain.training.attendance import Attendance
from musicservice.roll_ports import Enrolled, Marking, Opening
from musicservice.services.posting import posted
from tests.contract.test_bookings import book, done
from tests.fakes import OpenSeal
from tests.messages import FACTS
from tests.training import COURSE, NOW, Room, new_code, people

SOON = 5.0


def one(room: Room) -> Enrolled:
    [found] = room.roll.enrolled(COURSE.slug)
    assert isinstance(found, Enrolled)
    return found


def marking(seen: Enrolled, code: str, **marks: str) -> Marking:
    before = seen.attendance
    entry = Entry("x-CAME", before.revision + 1, "staff:x", "recorded", (), NOW, before.trail)
    attendance = Attendance(marks, frozenset(marks), entry.number, entry.digest)  # type: ignore[arg-type]
    letter = posted("certificate", "a@school.example", FACTS, OpenSeal(), NOW)
    return Marking(attendance, NOW, entry, (letter,), (Opening(code, b'{"kind": "x"}', timedelta(1)),))


def test_staff_see_a_booking_whole_with_its_people_in_their_order(room: Room) -> None:
    opened = book(room, 3)

    seen = one(room)

    assert (seen.kind, seen.answers["setting"]) == ("la-school", "Example Primary School")
    assert [who.name for who in seen.line.delegates] == ["Delegate 0", "Delegate 1", "Delegate 2"]
    assert set(seen.needs) == {who.id for who in opened.reservation.delegates}
    assert b"hearing-loop" in seen.needs[seen.line.delegates[0].id]
    assert b"X1234" in seen.sealed
    assert seen.attendance == Attendance()


def test_what_a_colleague_needs_is_theirs_who_comes_instead(room: Room) -> None:
    opened = book(room, 1)
    [other] = people(1, 50)
    done(room.managing.change(opened.code, opened.reservation.delegates[0].id, replace(other, needs={})))

    assert b"hearing-loop" not in one(room).needs[opened.reservation.delegates[0].id]


def test_who_came_is_kept_with_the_letter_and_what_its_link_opens(room: Room) -> None:
    opened = book(room, 1)
    name, code = opened.reservation.delegates[0].id, new_code()

    made = marking(one(room), code, **{name: "yes"})

    assert room.roll.record(one(room), made, time.monotonic() + SOON) is True
    assert one(room).attendance == made.attendance
    kept = room.links.look(code, NOW)
    assert kept
    assert kept.text == b'{"kind": "x"}'
    assert room.links.look(code, NOW + timedelta(days=2)) is None


def test_who_came_is_not_kept_over_what_somebody_else_has_recorded(room: Room) -> None:
    opened = book(room, 1)
    name, seen = opened.reservation.delegates[0].id, one(room)
    assert room.roll.record(seen, marking(seen, new_code(), **{name: "yes"}), time.monotonic() + SOON)
    lost = new_code()

    assert room.roll.record(seen, marking(seen, lost, **{name: "no"}), time.monotonic() + SOON) is False
    assert one(room).attendance.marks == {name: "yes"}
    assert room.links.look(lost, NOW) is None
    assert room.roll.record(
        one(room), marking(one(room), new_code(), **{name: "no"}), time.monotonic() + SOON
    )
    assert one(room).attendance.marks == {name: "no"}


def test_who_came_is_not_kept_over_a_booking_that_has_changed(room: Room) -> None:
    opened = book(room, 2)
    seen, name = one(room), opened.reservation.delegates[0].id
    done(room.managing.reduce(opened.code, [name]))

    assert not room.roll.record(seen, marking(seen, new_code(), **{name: "yes"}), time.monotonic() + SOON)
    assert one(room).attendance == Attendance()


def test_a_reading_is_noted(room: Room) -> None:
    entries = [Entry(f"READ-{n}", 1, "staff:x", "read", ("diet",), NOW, BEGINNING) for n in range(120)]

    room.roll.note(entries, time.monotonic() + SOON)
