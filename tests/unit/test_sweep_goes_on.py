"""One message in trouble, and the others: what stops nobody, what is left alone, what is given up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from musicservice.domain.outbox import LEASE, MAX_ATTEMPTS, Message, Unreadable
from musicservice.ports import Letter, UnavailableError
from musicservice.services.sweep import BATCH, BUDGET, PACE
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


def many(count: int) -> MemoryOutbox:
    return outbox(*(message(str(n)) for n in range(count)))


def test_it_goes_on_until_nothing_waits() -> None:
    assert sweep(many(5 * BATCH + 1), MemoryPost())() == {"sent": 5 * BATCH + 1}


def test_what_just_came_in_is_sent_by_the_batch() -> None:
    assert sweep(many(BATCH + 1), MemoryPost()).once() == {"sent": BATCH}


def test_it_sends_no_faster_than_the_mail_service_takes_letters() -> None:
    clock, count = FakeClock(NOW), 3 * BATCH

    sweep(many(count), MemoryPost(), clock)()

    assert clock.seconds == pytest.approx((count - 1) * PACE)


def test_a_round_ends_in_time_whatever_waits() -> None:
    clock, waiting = FakeClock(NOW), 1_000

    sent = sweep(many(waiting), MemoryPost(), clock)()["sent"]

    assert sent == pytest.approx(BUDGET / PACE, abs=2)
    assert 2 * sent >= waiting
    assert clock.seconds == pytest.approx(BUDGET, abs=2 * PACE)


def test_it_does_not_go_on_where_the_mail_service_takes_nothing() -> None:
    waiting = many(3 * BATCH)
    away = MemoryPost(refusals={f"{n}@family.example": AWAY for n in range(3 * BATCH)})

    assert sweep(waiting, away)() == {"postponed": BATCH}


def test_it_says_once_how_long_the_oldest_waited() -> None:
    clock = FakeClock(NOW + timedelta(hours=25))

    assert sweep(many(3 * BATCH), MemoryPost(), clock)() == {"sent": 3 * BATCH, "waited": 25 * 60 * 60}


class Torn(MemoryOutbox):
    """An outbox with a message whose sealed part turns out to be none, once it is claimed."""

    def claim(self, message: Message, until: datetime) -> Message | Unreadable | None:
        if message.id != "torn":
            return super().claim(message, until)
        del self.waiting[message.id]
        self.spoilt.append(Unreadable(("OUT#torn", "MESSAGE"), "AttributeError"))
        return self.spoilt[-1]


def test_a_message_that_turns_out_unreadable_is_set_aside_and_stops_nobody() -> None:
    waiting, post = Torn({name: message(name) for name in ("torn", "whole")}), MemoryPost()

    assert sweep(waiting, post)() == {"unreadable": 1, "sent": 1}
    assert waiting.spoilt == []


class Contended(MemoryOutbox):
    """An outbox in which somebody else is always quicker."""

    def claim(self, message: Message, until: object) -> None:  # noqa: ARG002 - nobody gets it
        self.waiting[message.id] = replace(message, attempts=message.attempts + 1)


def test_it_leaves_what_somebody_else_has_claimed() -> None:
    post = MemoryPost()

    assert sweep(Contended({"one": message()}), post)() == {"elsewhere": 1}
    assert post.letters == []
