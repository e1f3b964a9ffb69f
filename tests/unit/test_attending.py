"""Who came: read line by line, recorded once, put right, and followed by a certificate and a question."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.training.attendance import (
    MARKS,
    NoMarkError,
    NotBegunError,
    hours,
    mark,
)
from musicservice.services.attending import Outcome, Problem, Written
from musicservice.services.booking_request import Booked, Opened, Wanted
from tests.training import COURSE, Room, memory_room, request
from tests.unit.test_booking import booked

ADA, BO = (Wanted(f"{name} Example", f"{name}@school.example") for name in ("ada", "bo"))


@pytest.fixture
def room() -> Room:
    """The evening after the course, for which two are booked by name and one is not."""
    made = memory_room()
    made.booking.book(replace(request(), delegates=(ADA, BO, Wanted())))
    made.clock.at = COURSE.ends
    return made


def written(room: Room, *marks: str, **changes: str) -> list[Written]:
    """The register with these marks, in the order of the places."""
    [one] = room.roll.enrolled(COURSE.slug)
    pairs = zip(one.line.delegates, marks, strict=False)
    return [
        replace(
            Written(n, one.line.reference, who.id, who.name or "To be named", said),
            **changes,  # type: ignore[arg-type]
        )
        for n, (who, said) in enumerate(pairs, 2)
    ]


def record(room: Room, *marks: str, **changes: str) -> Outcome:
    return room.attending(COURSE, written(room, *marks, **changes), "kim")


def certificates(room: Room) -> list[str]:
    return [one.to for one in room.letters if one.kind == "certificate"]


def test_those_who_came_get_a_certificate_at_their_own_address_and_nobody_else_does(room: Room) -> None:
    outcome = record(room, "yes", "no", "yes")

    assert outcome.problems == []
    assert (outcome.counts["yes"], outcome.counts["no"], outcome.counts["changed"]) == (2, 1, 3)
    assert (outcome.counts["certificates"], outcome.counts["unnamed"]) == (1, 1)
    assert certificates(room) == ["ada@school.example"]


def test_the_letter_names_nobody_and_its_link_knows_the_course_alone(room: Room) -> None:
    record(room, "yes")
    facts = room.letters[-1].facts

    assert "ada" not in repr((facts.reference, facts.lines, facts.day)).casefold()
    assert facts.certificate
    assert (facts.certificate.course, facts.certificate.name) == (COURSE.slug, "ada Example")
    kept = room.links.look(facts.token, room.clock.at)
    assert json.loads(kept.text) == {"kind": "feedback", "course": COURSE.slug}
    [one] = room.roll.enrolled(COURSE.slug)
    assert facts.token not in repr(one)


def test_the_same_register_again_changes_nothing(room: Room) -> None:
    record(room, "yes", "no", "")
    trail = len(room.store.trail)

    again = record(room, "yes", "no", "")

    assert (again.counts["changed"], again.counts["certificates"]) == (0, 0)
    assert len(room.store.trail) == trail
    assert certificates(room) == ["ada@school.example"]


def test_a_corrected_register_counts_and_says_who_has_a_certificate_that_should_not(room: Room) -> None:
    record(room, "yes", "no")

    outcome = record(room, "no", "yes")

    assert (outcome.counts["yes"], outcome.counts["no"], outcome.counts["withdrawn"]) == (1, 1, 1)
    assert certificates(room) == ["ada@school.example", "bo@school.example"]
    record(room, "yes", "yes")
    assert len(certificates(room)) == 2


def test_what_was_left_blank_stays_as_it_was(room: Room) -> None:
    record(room, "yes", "no")

    outcome = record(room, "", "")

    assert (outcome.counts["yes"], outcome.counts["no"], outcome.counts["changed"]) == (1, 1, 0)


def test_nothing_is_recorded_before_the_course_has_begun(room: Room) -> None:
    room.clock.at = COURSE.starts - timedelta(minutes=1)

    with pytest.raises(NotBegunError):
        record(room, "yes")
    assert certificates(room) == []


def test_certificates_wait_until_the_course_is_over(room: Room) -> None:
    room.clock.at = COURSE.starts
    assert record(room, "yes").counts["later"] == 1
    assert certificates(room) == []

    room.clock.at = COURSE.ends
    assert record(room, "").counts["certificates"] == 1
    assert certificates(room) == ["ada@school.example"]


def test_each_recording_is_an_entry_that_goes_on_from_the_one_before(room: Room) -> None:
    record(room, "yes")
    record(room, "no")

    first, second = [one for one in room.store.trail if one.action == "recorded"]
    assert (first.number, second.number, second.previous) == (1, 2, first.digest)
    assert {first.actor, second.actor} == {"staff:kim"}


def test_a_line_that_is_wrong_is_told_and_stops_no_other(room: Room) -> None:
    good, bad = written(room, "yes", "maybe")
    foreign = Written(9, "DMS-AAAA-AA", "00000000", "Somebody", "yes")
    twice = replace(written(room, "", "", "yes")[2], line=11)

    outcome = room.attending(COURSE, [good, bad, foreign, twice, replace(twice, line=12)], "kim")

    assert outcome.problems == [
        Problem(3, "mark", "maybe"),
        Problem(9, "nobody"),
        Problem(11, "twice"),
        Problem(12, "twice"),
    ]
    assert certificates(room) == ["ada@school.example"]


def test_a_register_that_was_printed_before_a_colleague_came_instead_marks_nobody(room: Room) -> None:
    outcome = record(room, "yes", name="Somebody Else")

    assert outcome.problems == [Problem(2, "renamed")]
    assert certificates(room) == []


def test_a_name_may_look_as_a_spreadsheet_left_it() -> None:
    room = memory_room()
    room.booking.book(replace(request(), delegates=(Wanted("=Łucja  Ex", "l@school.example"),)))
    room.clock.at = COURSE.ends

    assert record(room, "y", name="'=łucja ex").problems == []


def test_somebody_may_have_come_for_a_place_that_was_not_named(room: Room) -> None:
    lines = written(room, "", "", "yes")
    outcome = room.attending(COURSE, [replace(lines[2], name="Written in by hand")], "kim")

    assert (outcome.problems, outcome.counts["unnamed"]) == ([], 1)


def test_nobody_is_expected_of_a_booking_that_was_given_up(room: Room) -> None:
    room.clock.at = COURSE.starts - timedelta(days=9)
    opened = booked(room, 1, 50)
    room.managing.cancel(opened.code)
    room.clock.at = COURSE.ends
    name = opened.reservation.delegates[0]

    outcome = room.attending(
        COURSE, [Written(2, opened.reservation.reference, name.id, name.name, "yes")], "kim"
    )

    assert outcome.problems == [Problem(2, "not-booked")]


def test_two_who_record_at_once_both_count(room: Room) -> None:
    class Rival:
        """Records somebody else's line in the moment before ours is kept."""

        def __init__(self) -> None:
            self.enrolled, self.note, self.done = room.roll.enrolled, room.roll.note, False

        def record(self, seen: object, marking: object, until: float) -> bool:
            if not self.done:
                self.done = True
                room.attending(COURSE, written(room, "", "no")[1:], "lee")
            return bool(room.roll.record(seen, marking, until))

    outcome = replace(room.attending, roll=Rival())(COURSE, written(room, "yes"), "kim")

    [one] = room.roll.enrolled(COURSE.slug)
    assert sorted(one.attendance.marks.values()) == ["no", "yes"]
    assert outcome.counts["busy"] == 0


def test_many_bookings_are_recorded_each_by_itself(room: Room) -> None:
    room.clock.at = COURSE.starts - timedelta(days=9)
    other = room.booking.book(request(2, 70))
    assert isinstance(other, Booked)
    room.clock.at = COURSE.ends
    opened: Opened = other.opened
    rows = [
        Written(n, opened.reservation.reference, who.id, who.name, "yes")
        for n, who in enumerate(opened.reservation.delegates, 2)
    ]

    assert room.attending(COURSE, rows, "kim").counts["certificates"] == 2
    assert certificates(room) == ["d70@school.example", "d71@school.example"]


@given(st.text(max_size=6))
def test_a_mark_is_one_of_those_we_know_or_none(text: str) -> None:
    try:
        said = mark(text)
    except NoMarkError:
        assert text.strip().casefold() not in {*MARKS, ""}
    else:
        assert said in {"yes", "no"} or not text.strip()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, "1 hour"),
        (180, "3 hours"),
        (90, "1 hour 30 minutes"),
        (1, "1 minute"),
        (125, "2 hours 5 minutes"),
    ],
)
def test_hours_are_told_as_people_say_them(minutes: int, words: str) -> None:
    assert hours(timedelta(minutes=minutes)) == words
