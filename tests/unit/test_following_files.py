"""The live courses follow their files, and no file takes a seat from anybody."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.training import Course, Seats
from musicservice.ports import UnavailableError
from musicservice.services.courses import BUDGET, LOOKS, FollowFiles, Outcome, Shortage, followed
from tests.courses import CLOSES, COURSE, OPENS
from tests.fakes_of_courses import MemorySeats

SOLD = replace(Seats.opening(COURSE), confirmed=10, held=4, freed=1, remaining=10, wait_seq=3)


@dataclass
class Watch:
    """A clock on which every look at it takes `step` seconds."""

    step: float = 0.0
    seconds: float = 0.0

    def now(self) -> datetime:
        return OPENS

    def monotonic(self) -> float:
        self.seconds += self.step
        return self.seconds


def follow(store: MemorySeats, *courses: Course, step: float = 0.0) -> Outcome:
    return FollowFiles(store, lambda: courses, Watch(step)).round()


def test_a_new_course_has_all_its_seats() -> None:
    store = MemorySeats()

    outcome = follow(store, COURSE)

    assert store.kept == {"choirs": Seats.opening(COURSE)}
    assert outcome.counts == {"opened": 1}


def test_a_course_that_is_as_its_file_says_is_left_alone() -> None:
    store = MemorySeats({"choirs": SOLD})

    outcome = follow(store, COURSE)

    assert store.kept == {"choirs": SOLD}
    assert outcome.counts == {}


def test_more_seats_in_the_file_are_more_seats_and_nothing_booked_is_reset() -> None:
    store = MemorySeats({"choirs": SOLD})

    outcome = follow(store, replace(COURSE, seats=30))

    now = store.kept["choirs"]
    assert (now.capacity, now.confirmed, now.offered_now, now.wait_seq) == (30, 10, 3, 3)
    assert outcome.counts == {"changed": 1}


def test_fewer_seats_than_are_promised_are_told_with_the_number_and_change_nothing() -> None:
    store = MemorySeats({"choirs": SOLD})

    outcome = follow(store, replace(COURSE, seats=12))

    assert store.kept == {"choirs": SOLD}
    assert outcome.shortages == [Shortage("choirs", wanted=12, promised=13)]
    assert outcome.counts == {"refused": 1}


def test_as_few_seats_as_are_promised_can_be_had() -> None:
    store = MemorySeats({"choirs": SOLD})

    outcome = follow(store, replace(COURSE, seats=13))

    assert (store.kept["choirs"].capacity, outcome.shortages) == (13, [])


@pytest.mark.parametrize("seats", [24, 12])
def test_a_cancelled_course_takes_no_booking_whatever_its_file_says_of_seats(seats: int) -> None:
    store = MemorySeats({"choirs": SOLD})

    follow(store, replace(COURSE, seats=seats, state="cancelled", reason="Snow."))

    now = store.kept["choirs"]
    assert not now.is_open(OPENS)
    assert (now.capacity, now.confirmed) == (24, 10)


def test_a_course_that_moved_can_be_booked_until_its_new_cut_off() -> None:
    store = MemorySeats({"choirs": SOLD})
    later = CLOSES + timedelta(days=30)

    follow(store, replace(COURSE, state="moved", reason="Snow.", closes=later))

    assert store.kept["choirs"].state == "moved"
    assert store.kept["choirs"].is_open(later - timedelta(seconds=1))
    assert not store.kept["choirs"].is_open(later)


def test_seats_booked_between_the_look_and_the_change_are_seen_on_the_second_look() -> None:
    opening = Seats.opening(COURSE)
    store = MemorySeats({"choirs": opening}, meanwhile={"choirs": [opening.taken(20, OPENS)]})

    outcome = follow(store, replace(COURSE, seats=10))

    assert outcome.shortages == [Shortage("choirs", wanted=10, promised=20)]
    assert store.kept["choirs"].capacity == 24


def test_a_course_opened_by_another_round_is_not_opened_twice() -> None:
    store = MemorySeats(meanwhile={"choirs": [SOLD]})

    outcome = follow(store, COURSE)

    assert store.kept == {"choirs": SOLD}
    assert outcome.counts == {}


def test_a_course_that_moves_all_the_time_is_left_for_the_next_round() -> None:
    opening = Seats.opening(COURSE)
    other = [replace(opening, capacity=30 + n, remaining=30 + n) for n in range(LOOKS)]
    store = MemorySeats({"choirs": opening}, meanwhile={"choirs": other})

    assert follow(store, replace(COURSE, seats=20)).counts == {"busy": 1}


def test_one_course_that_cannot_be_asked_stops_no_other() -> None:
    store = MemorySeats(down={"choirs"})

    outcome = follow(store, COURSE, replace(COURSE, slug="drums"))

    assert outcome.counts == {"unavailable": 1, "opened": 1}
    assert list(store.kept) == ["drums"]


def test_a_round_ends_in_time() -> None:
    courses = [replace(COURSE, slug=f"course-{n}") for n in range(4)]

    assert follow(MemorySeats(), *courses, step=BUDGET / 2).counts == {"opened": 2, "left": 2}


COUNTS = st.integers(0, 30)


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.integers(1, 120), st.sampled_from(["on", "moved", "cancelled"]))
def test_no_file_ever_takes_what_is_promised(  # noqa: PLR0913, PLR0917 - one for each count
    confirmed: int, offered: int, freed: int, remaining: int, wanted: int, state: str
) -> None:
    capacity = confirmed + offered + freed + remaining
    waited = 1 if offered + freed else 0
    seen = Seats("choirs", capacity, remaining, CLOSES, confirmed, offered + freed, freed, waited)

    after, shortage = followed(seen, replace(COURSE, seats=wanted, state=state))

    assert after.is_sound
    assert (after.confirmed, after.offered_now, after.wait_seq) == (confirmed, offered, waited)
    assert after.state == state
    assert after.capacity == (capacity if shortage else wanted)
    assert (shortage is None) == (wanted >= confirmed + offered)


def test_a_course_whose_file_is_gone_is_closed_and_keeps_all_that_was_booked() -> None:
    store = MemorySeats({"choirs": SOLD})
    follow(store, COURSE)

    outcome = follow(store)

    gone = store.kept["choirs"]
    assert (gone.state, gone.closes_at, gone.confirmed, gone.offered_now) == ("gone", OPENS, 10, 3)
    assert (outcome.counts, outcome.gone) == ({"closed": 1}, [SOLD])
    assert follow(store).counts == {}
    follow(store, COURSE)
    assert replace(store.kept["choirs"], version=SOLD.version) == SOLD


def test_a_course_that_nobody_booked_may_go_without_a_word() -> None:
    store = MemorySeats()
    follow(store, COURSE)

    assert follow(store).gone == []


def test_where_the_list_of_courses_cannot_be_read_the_files_are_followed_all_the_same() -> None:
    class Blind(MemorySeats):
        def known(self) -> list[str]:
            raise UnavailableError("database", "Down")

    store = Blind()

    assert follow(store, COURSE).counts == {"unavailable": 1, "opened": 1}
