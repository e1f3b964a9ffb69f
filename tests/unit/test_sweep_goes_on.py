"""One message in trouble, and the others: what stops nobody, what is left alone, what is given up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from musicservice.domain.outbox import LEASE, MAX_ATTEMPTS, Message, Unreadable
from musicservice.ports import Letter, UnavailableError
from musicservice.services.sweep import BATCH, BUDGET
from tests.examples import NOW
from tests.fakes import FakeClock, MemoryOutbox, MemoryPost
from tests.unit.sweeping import AWAY, REFUSED, message, outbox, sweep


def test_a_row_that_cannot_be_read_is_set_aside_and_stops_nobody() -> None:
    waiting, post = outbox(message()), MemoryPost()
    waiting.spoilt = [Unreadable(("OUT#spoilt", "MESSAGE"), "KeyError")]
    sweeping = sweep(waiting, post)

    assert sweeping() == {"sent": 1, "unreadable": 1}
    assert sweeping() == {}


def test_a_letter_that_cannot_be_written_stops_nobody_and_is_tried_again() -> None:
    waiting, post = outbox(message("one", reference="!"), message("two")), MemoryPost()

    assert sweep(waiting, post)() == {"postponed": 1, "sent": 1}
    assert waiting.waiting["one"].unknown == 0


class Stubborn(MemoryOutbox):
    """An outbox in which one message cannot be claimed."""

    def claim(self, message: Message, until: datetime) -> Message | None:
        if message.id == "one":
            raise UnavailableError("database", "ValidationException")
        return super().claim(message, until)


def test_a_message_that_cannot_be_claimed_stops_nobody() -> None:
    post = MemoryPost()

    assert sweep(Stubborn({"one": message("one"), "two": message("two")}), post)() == {
        "unclaimed": 1,
        "sent": 1,
    }


def test_it_gives_up_what_will_never_be_taken() -> None:
    waiting = outbox(message())

    assert sweep(waiting, MemoryPost(refusals={"one@family.example": REFUSED}))() == {"given_up": 1}
    assert waiting.settled == {"one": "BadRequestException"}


def test_it_gives_up_an_address_that_was_sealed_for_another_message() -> None:
    waiting, post = outbox(message(sealed_for="two")), MemoryPost()

    assert sweep(waiting, post)() == {"given_up": 1}
    assert post.letters == []
    assert waiting.settled == {"one": "SealBrokenError"}


def test_one_that_cannot_be_sent_does_not_stop_the_others() -> None:
    waiting = outbox(message("one"), message("two"), message("three"))
    post = MemoryPost(refusals={"two@family.example": AWAY})

    assert sweep(waiting, post)() == {"sent": 2, "postponed": 1}


class Dies(MemoryPost):
    """A worker that dies in the middle of sending."""

    def send(self, letter: Letter) -> None:
        raise KeyboardInterrupt(letter.id)


def test_a_message_whose_worker_died_is_sent_when_its_lease_is_over() -> None:
    waiting, clock, post = outbox(message()), FakeClock(NOW), MemoryPost()
    with pytest.raises(KeyboardInterrupt):
        sweep(waiting, Dies(), clock)()

    assert sweep(waiting, post, clock)() == {}
    clock.pass_by(LEASE)

    assert sweep(waiting, post, clock)() == {"sent": 1}


def test_a_message_that_kills_every_worker_is_given_up_after_the_second() -> None:
    waiting, clock, post = outbox(message()), FakeClock(NOW), MemoryPost()
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            sweep(waiting, Dies(), clock)()
        clock.pass_by(LEASE)

    assert sweep(waiting, post, clock)() == {"given_up": 1}
    assert post.letters == []
    assert waiting.settled == {"one": "Unknown"}


def test_a_message_whose_last_try_ended_without_result_is_given_up() -> None:
    waiting, post = outbox(message(attempts=MAX_ATTEMPTS)), MemoryPost()

    assert sweep(waiting, post)() == {"given_up": 1}
    assert post.letters == []


class Slow(MemoryPost):
    """A mail service that takes its time."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock

    def send(self, letter: Letter) -> None:
        self.clock.pass_by(timedelta(seconds=BUDGET / 2 + 1))
        super().send(letter)


def test_it_begins_no_message_that_could_outlast_the_worker() -> None:
    clock = FakeClock(NOW)
    waiting = outbox(*(message(str(n)) for n in range(4)))

    assert sweep(waiting, Slow(clock), clock)() == {"sent": 2}
    assert {one.attempts for one in waiting.waiting.values()} == {0}


def test_it_takes_no_more_than_a_batch() -> None:
    waiting = outbox(*(message(str(n)) for n in range(BATCH + 1)))

    assert sweep(waiting, MemoryPost())() == {"sent": BATCH}


class Contended(MemoryOutbox):
    """An outbox in which somebody else is always quicker."""

    def claim(self, message: Message, until: object) -> None:  # noqa: ARG002 - nobody gets it
        self.waiting[message.id] = replace(message, attempts=message.attempts + 1)


def test_it_leaves_what_somebody_else_has_claimed() -> None:
    post = MemoryPost()

    assert sweep(Contended({"one": message()}), post)() == {"elsewhere": 1}
    assert post.letters == []
