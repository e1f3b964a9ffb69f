"""Sending what waits, with everything around it a stand-in."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from musicservice.domain.outbox import LEASE, MAX_ATTEMPTS, Message, Unreadable
from musicservice.domain.receipt import Line
from musicservice.ports import Letter, OutcomeUnknownError, UnavailableError, UndeliverableError
from musicservice.services.sweep import BATCH, BUDGET, MARKS, Sweep
from tests.examples import CATALOGUE, NOW
from tests.fakes import FakeClock, MemoryOutbox, MemoryPost, OpenSeal

AWAY = UnavailableError("post", "Throttling")
REFUSED = UndeliverableError("BadRequestException")


def message(name: str = "one", *, attempts: int = 0, sealed_for: str = "") -> Message:
    recipient = OpenSeal().seal(
        f"{name}@family.example".encode(), {"record": sealed_for or name, "purpose": "recipient"}
    )
    lines = (Line("Wants", "Violin"),)
    return Message(name, "enrolment-receipt", "case", "DMS-7K4Q-2M", lines, recipient, NOW, attempts)


def outbox(*messages: Message) -> MemoryOutbox:
    return MemoryOutbox({one.id: one for one in messages})


def sweep(waiting: MemoryOutbox, post: MemoryPost, clock: FakeClock | None = None) -> Sweep:
    return Sweep(waiting, OpenSeal(), post, clock or FakeClock(NOW), lambda: CATALOGUE.site)


def test_it_sends_each_message_once() -> None:
    waiting, post = outbox(message("one"), message("two")), MemoryPost()
    sweeping = sweep(waiting, post)

    assert sweeping() == {"sent": 2}
    assert sweeping() == {}
    assert sorted(letter.to for letter in post.letters) == ["one@family.example", "two@family.example"]


def test_it_names_the_letter_after_the_message() -> None:
    post = MemoryPost()

    sweep(outbox(message()), post)()

    assert post.letters[0].id == "one"
    assert "DMS-7K4Q-2M" in post.letters[0].subject


def test_it_has_answers_sent_to_the_address_that_is_read() -> None:
    post = MemoryPost()

    sweep(outbox(message()), post)()

    assert post.letters[0].reply_to == CATALOGUE.site.email


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 2), (9, 60)])
def test_it_waits_longer_after_every_failure(attempts: int, minutes: int) -> None:
    waiting = outbox(message(attempts=attempts))

    assert sweep(waiting, MemoryPost(refusals={"one@family.example": AWAY}))() == {"postponed": 1}
    assert waiting.waiting["one"].due == NOW + timedelta(minutes=minutes)
    assert waiting.waiting["one"].attempts == attempts + 1


def test_it_sends_what_failed_before_once_the_mail_service_is_back() -> None:
    waiting, clock, post = outbox(message()), FakeClock(NOW), MemoryPost()
    sweep(waiting, MemoryPost(refusals={"one@family.example": AWAY}), clock)()

    clock.pass_by(timedelta(minutes=1))

    assert sweep(waiting, post, clock)() == {"sent": 1}
    assert len(post.letters) == 1


def test_it_gives_up_after_the_last_try() -> None:
    waiting = outbox(message(attempts=MAX_ATTEMPTS - 1))

    assert sweep(waiting, MemoryPost(refusals={"one@family.example": AWAY}))() == {"given_up": 1}
    assert waiting.settled == {"one": "Throttling"}


class Mute(MemoryPost):
    """A mail service that takes every letter and never says so."""

    def send(self, letter: Letter) -> None:
        super().send(letter)
        raise OutcomeUnknownError("post", "ReadTimeoutError")


def rounds(waiting: MemoryOutbox, post: MemoryPost) -> list[dict[str, int]]:
    """What happens in two days of sweeping."""
    clock = FakeClock(NOW)
    told = []
    for _ in range(60):
        told.append(dict(sweep(waiting, post, clock)()))
        clock.pass_by(timedelta(hours=1))
    return [counts for counts in told if counts]


def test_it_sends_once_more_when_nobody_knows_and_then_never_again() -> None:
    waiting, post = outbox(message()), Mute()

    assert rounds(waiting, post) == [{"postponed": 1}, {"given_up": 1}]
    assert len(post.letters) == 2
    assert waiting.settled == {"one": "Unknown"}


def test_tries_that_certainly_sent_nothing_do_not_count_as_unknown() -> None:
    waiting = outbox(message())

    told = rounds(waiting, MemoryPost(refusals={"one@family.example": AWAY}))

    assert told == [{"postponed": 1}] * (MAX_ATTEMPTS - 1) + [{"given_up": 1}]
    assert waiting.settled == {"one": "Throttling"}


class Forgetful(MemoryOutbox):
    """An outbox that cannot note, `failures` times, that a letter was sent."""

    failures = 0

    def sent(self, message: Message, now: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise UnavailableError("database", "InternalServerError")
        super().sent(message, now)


def test_it_notes_what_was_sent_again_when_the_note_fails() -> None:
    waiting, post = Forgetful({"one": message()}), MemoryPost()
    waiting.failures = MARKS - 1

    assert sweep(waiting, post)() == {"sent": 1}
    assert waiting.settled == {"one": "sent"}


def test_it_goes_on_with_the_others_and_sends_no_third_letter_when_no_note_can_be_kept() -> None:
    waiting, post = Forgetful({name: message(name) for name in ("one", "two")}), MemoryPost()
    waiting.failures = 10_000

    assert rounds(waiting, post) == [{"unmarked": 2}, {"unmarked": 2}, {"given_up": 2}]
    assert (
        sorted(letter.to for letter in post.letters)
        == ["one@family.example"] * 2 + ["two@family.example"] * 2
    )
    assert waiting.settled == {"one": "Unknown", "two": "Unknown"}


def test_a_row_that_cannot_be_read_is_set_aside_and_stops_nobody() -> None:
    waiting, post = outbox(message()), MemoryPost()
    waiting.spoilt = [Unreadable(("OUT#spoilt", "MESSAGE"), "KeyError")]
    sweeping = sweep(waiting, post)

    assert sweeping() == {"sent": 1, "unreadable": 1}
    assert sweeping() == {}


def test_a_letter_that_cannot_be_written_stops_nobody_and_is_tried_again() -> None:
    waiting, post = outbox(replace(message("one"), reference="!"), message("two")), MemoryPost()

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
