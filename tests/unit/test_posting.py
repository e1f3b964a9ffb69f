"""What of a message lies sealed in the outbox, and what lies open."""

from dataclasses import replace

import pytest

from musicservice.adapters.dynamodb.items import message_item
from musicservice.domain.outbox import Message
from musicservice.messages.facts import Facts, LackingError
from musicservice.ports import SealBrokenError
from musicservice.services.posting import Posted, opened, posted
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
    assert opened(post(kind), OpenSeal()) == Posted(kind, "case", TO, FACTS, "pl")


def test_the_message_says_when_it_is_due_and_nothing_of_what_it_is() -> None:
    """What is kept of it names the case or booking it belongs to, which leads nobody anywhere by itself.

    And whose work that is, should it not arrive.
    """
    told = {"pk", "sk", "sealed", "state", "pending", "next_at", "attempts", "in_doubt", "about"}
    told |= {"desks", "first_due"}
    assert set(message_item(post())) == told
    assert post().due == NOW


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_message_lies_open(kind: str) -> None:
    open_part = repr(message_item(post(kind, seal=Shut())))

    private = (kind, TOKEN, "renee", "DMS-", "Violin", "2026-12")
    assert [word for word in private if word in open_part] == []


def test_the_length_of_a_seal_tells_nothing() -> None:
    seal = Shut()
    for kind in KINDS:
        post(kind, replace(FACTS, token=TOKEN[::-1]), seal)

    assert len(set(seal.lengths)) == 1


def test_two_messages_have_two_names() -> None:
    assert post().id != post().id


def test_what_is_sealed_for_one_message_opens_no_other() -> None:
    one, other = post(), post()

    with pytest.raises(SealBrokenError):
        opened(replace(one, sealed=other.sealed), OpenSeal())


def test_a_message_is_refused_while_a_fact_is_missing() -> None:
    with pytest.raises(LackingError, match=r"^draft-link lacks day, token$"):
        post("draft-link", Facts())


def test_a_kind_nobody_defined_is_refused() -> None:
    with pytest.raises(KeyError):
        post("reminder")
