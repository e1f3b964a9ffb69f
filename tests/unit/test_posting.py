"""What of a message lies sealed in the outbox, and what lies open."""

import json
from dataclasses import asdict, replace

import pytest

from musicservice.domain.outbox import Message
from musicservice.messages import Facts
from musicservice.messages.facts import LackingError
from musicservice.ports import SealBrokenError
from musicservice.services.posting import opened, posted
from tests.examples import NOW
from tests.fakes import OpenSeal
from tests.messages import FACTS, KINDS, TOKEN

TO = "renee@family.example"


class Shut(OpenSeal):
    """A seal that shows nothing of what is in it, and remembers how long each was."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def seal(self, text: bytes, context: object) -> bytes:  # noqa: ARG002 - nobody opens these
        self.lengths.append(len(text))
        return b"sealed"


def post(kind: str = "draft-link", facts: Facts = FACTS, seal: OpenSeal | None = None) -> Message:
    return posted(kind, TO, facts, seal or OpenSeal(), NOW, case="case", language="pl")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_posted_can_be_opened_again(kind: str) -> None:
    assert opened(post(kind), OpenSeal()) == (TO, FACTS)


def test_the_message_says_what_it_is_and_when_it_is_due() -> None:
    one = post()

    assert (one.kind, one.case, one.due, one.language, one.day) == (
        "draft-link",
        "case",
        NOW,
        "pl",
        FACTS.day,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_neither_the_address_nor_the_token_lies_open(kind: str) -> None:
    open_part = repr(asdict(post(kind, seal=Shut())))

    assert TOKEN not in open_part
    assert "renee" not in open_part


def test_the_length_of_a_seal_tells_nothing_but_the_length_of_the_address() -> None:
    seal = Shut()
    for kind in ("draft-link", "decision", "renewal"):
        post(kind, replace(FACTS, token=TOKEN[::-1]), seal)

    assert len(set(seal.lengths)) == 1


def test_two_messages_have_two_names() -> None:
    assert post().id != post().id


def test_what_is_sealed_for_one_message_opens_no_other() -> None:
    one, other = post(), post()

    with pytest.raises(SealBrokenError):
        opened(replace(one, sealed=other.sealed), OpenSeal())


@pytest.mark.parametrize("address", ["old@family.example", "1@family.example", "{x}@family.example"])
def test_an_address_that_was_sealed_by_itself_is_still_read(address: str) -> None:
    one = post("enrolment-receipt")
    old = OpenSeal().seal(address.encode(), {"record": one.id, "purpose": "recipient"})

    assert opened(replace(one, sealed=old), OpenSeal()) == (address, replace(FACTS, token=""))


def test_a_message_is_refused_while_a_fact_is_missing() -> None:
    with pytest.raises(LackingError, match=r"^draft-link lacks day, token$"):
        post("draft-link", Facts())


def test_a_kind_nobody_defined_is_refused() -> None:
    with pytest.raises(KeyError):
        post("reminder")


def test_what_is_sealed_is_an_address_and_a_token() -> None:
    one = post()
    private = OpenSeal().open(one.sealed, {"record": one.id, "purpose": "recipient"})

    assert json.loads(private) == {"to": TO, "token": TOKEN}
