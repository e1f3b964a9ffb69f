"""Sending what waits, with everything around it a stand-in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from musicservice.domain.outbox import LEASE, MAX_ATTEMPTS, Message
from musicservice.domain.receipt import Line
from musicservice.ports import Letter, UnavailableError, UndeliverableError
from musicservice.services.sweep import BATCH, BUDGET, Sweep
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


def test_a_message_that_kills_every_worker_is_given_up() -> None:
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
