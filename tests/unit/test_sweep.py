"""Sending what waits, with everything around it a stand-in."""

from datetime import datetime, timedelta

import pytest

from musicservice.domain.outbox import MAX_ATTEMPTS, Message
from musicservice.ports import Letter, OutcomeUnknownError, UnavailableError
from musicservice.services.sweep import LATE, MARKS
from tests.examples import CATALOGUE, NOW
from tests.fakes import FakeClock, MemoryOutbox, MemoryPost
from tests.unit.sweeping import AWAY, message, outbox, sweep


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
    """What happens in two days of sweeping, but for how long the oldest waited: here an hour is nothing."""
    clock = FakeClock(NOW)
    told = []
    for _ in range(60):
        told.append({name: n for name, n in sweep(waiting, post, clock)().items() if name != "waited"})
        clock.pass_by(timedelta(hours=1))
    return [counts for counts in told if counts]


def test_it_says_how_long_the_oldest_has_waited_once_that_is_longer_than_rounds_are_apart() -> None:
    waiting, clock = outbox(message("one"), message("two")), FakeClock(NOW)

    clock.pass_by(LATE)
    assert "waited" not in sweep(waiting, MemoryPost(refusals={"one@family.example": AWAY}), clock)()
    clock.pass_by(timedelta(minutes=11))
    assert sweep(waiting, MemoryPost(), clock)() == {"waited": 600, "sent": 1}


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
