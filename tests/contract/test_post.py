"""What handing a letter to the mail service means, over memory and over SES's stand-in."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import uuid4

import pytest

from musicservice.adapters.ses import SesPost
from musicservice.ports import Letter, OutcomeUnknownError, Post, UnavailableError
from tests import engines, faults
from tests.fakes import MemoryPost

SENDER = "forms@music.example"
REPLIES = "office@music.example"


Arrived: TypeAlias = tuple[str, str, str, str]
"""Address, subject, plain text and HTML of a letter."""


@dataclass(frozen=True)
class Subject:
    """An adapter, and what arrived."""

    post: Post
    arrived: Callable[[], list[Arrived]]


@pytest.fixture
def ses(ministack_address: str) -> Iterator[Any]:
    client = engines.client("sesv2", ministack_address)
    if SENDER not in [known["IdentityName"] for known in client.list_email_identities()["EmailIdentities"]]:
        client.create_email_identity(EmailIdentity=SENDER)
    yield client
    client.close()


def mailbox(address: str) -> list[Arrived]:
    with urllib.request.urlopen(f"{address}/_ministack/ses/messages", timeout=5) as answer:
        accounts = json.load(answer)["messages"].values()
    return [
        (m["To"][0], m["Subject"], m["BodyText"], m["BodyHtml"]) for messages in accounts for m in messages
    ]


@pytest.fixture(params=["memory", "ses"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemoryPost()
        return Subject(memory, lambda: [(x.to, x.subject, x.text, x.html) for x in memory.letters])
    address = request.getfixturevalue("ministack_address")
    return Subject(SesPost(request.getfixturevalue("ses"), SENDER), lambda: mailbox(address))


def test_a_letter_arrives_as_it_was_written(subject: Subject) -> None:
    to = f"{uuid4().hex}@family.example"

    subject.post.send(
        Letter("m1", to, "Your request: DMS-7K4Q-2M", "Łucja,\n\nthank you.\n", "<p>Łucja</p>", REPLIES)
    )

    assert (to, "Your request: DMS-7K4Q-2M", "Łucja,\n\nthank you.\n", "<p>Łucja</p>") in subject.arrived()


def test_answers_to_a_letter_go_where_it_says(ministack_address: str) -> None:
    """Seen on the wire, since the stand-in forgets it."""
    with faults.proxy(ministack_address) as line:
        client = engines.client("sesv2", line.address)
        SesPost(client, SENDER).send(
            Letter("m1", "a@family.example", "s", "t", "<p>t</p>", "office@exämple.example")
        )
        client.close()

    assert [call.asked["ReplyToAddresses"] for call in line.calls] == [["office@xn--exmple-cua.example"]]


def test_a_domain_in_another_script_is_written_as_the_mail_system_needs_it(
    ses: Any, ministack_address: str
) -> None:
    local = uuid4().hex

    SesPost(ses, SENDER).send(Letter("m1", f"{local}@exämple.example", "s", "t", "<p>t</p>", REPLIES))

    assert f"{local}@xn--exmple-cua.example" in [to for to, *_ in mailbox(ministack_address)]


def test_a_sender_nobody_has_verified_yet_is_a_passing_trouble(ses: Any) -> None:
    with pytest.raises(UnavailableError) as told:
        SesPost(ses, "stranger@music.example").send(
            Letter("m1", "a@family.example", "s", "t", "<p>t</p>", REPLIES)
        )

    assert told.value.code == "MessageRejected"


def test_a_mail_service_that_is_away_is_a_passing_trouble() -> None:
    client = engines.client("sesv2", f"http://127.0.0.1:{engines.free_port()}")

    with pytest.raises(UnavailableError) as told:
        SesPost(client, SENDER).send(Letter("m1", "a@family.example", "s", "t", "<p>t</p>", REPLIES))

    client.close()
    assert told.value.code == "EndpointConnectionError"
    assert not isinstance(told.value, OutcomeUnknownError)


def sent_through(address: str, fault: faults.Fault, to: str = "a@family.example") -> tuple[Any, int]:
    """What is raised for a letter that suffers the fault, and how often it was sent."""
    with faults.proxy(address) as line:
        line.always("/v2/email/outbound-emails", fault)
        client = engines.client("sesv2", line.address)
        with pytest.raises(UnavailableError) as told:
            SesPost(client, SENDER).send(Letter("m1", to, "s", "t", "<p>t</p>", REPLIES))
        client.close()
        return told.value, len(line.calls)


@pytest.mark.parametrize("fault", [faults.LoseAnswer(), faults.CutBefore()])
@pytest.mark.usefixtures("ses")
def test_a_letter_whose_answer_is_lost_may_have_gone_out(ministack_address: str, fault: faults.Fault) -> None:
    told, times = sent_through(ministack_address, fault)

    assert isinstance(told, OutcomeUnknownError)
    assert times == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (faults.Answer(500, {"__type": "InternalFailure"}), "InternalFailure"),
        (faults.Answer(429, {"__type": "TooManyRequestsException"}), "TooManyRequestsException"),
    ],
)
def test_a_letter_that_was_answered_with_an_error_did_not_go_out(
    ministack_address: str, fault: faults.Fault, code: str
) -> None:
    told, _ = sent_through(ministack_address, fault)

    assert told.code == code
    assert not isinstance(told, OutcomeUnknownError)


def test_an_address_no_mail_system_can_write_was_not_sent_to(ministack_address: str) -> None:
    told, times = sent_through(ministack_address, faults.Pass(), to="a@" + "ł" * 70 + ".example")

    assert not isinstance(told, OutcomeUnknownError)
    assert times == 0
