"""What handing a letter to the mail service means, over memory and over SES's stand-in."""

import io
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import pytest
import waitress.server

from local.attachments import Attachments, PostOffice
from local.crew import listen
from local.told import Told
from musicservice.adapters.ses import SesPost
from musicservice.ports import Attachment, Letter, OutcomeUnknownError, Post, UnavailableError
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


@pytest.fixture
def office(ministack_address: str, tmp_path: Path) -> Iterator[tuple[str, Attachments]]:
    """The address of what stands before the stand-in here and keeps the files that it forgets."""
    kept = Attachments(tmp_path)
    listener = listen(0)
    server = waitress.server.create_server(
        PostOffice("/_post", ministack_address, kept, Told(tmp_path / "told")), sockets=[listener]
    )
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/_post", kept
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(server.close)
    serving.join(5)


@pytest.mark.usefixtures("ses")
def test_the_files_of_a_letter_arrive_with_it(
    office: tuple[str, Attachments], ministack_address: str
) -> None:
    address, kept = office
    to, content = f"{uuid4().hex}@family.example", b"BEGIN:VCALENDAR\r\n\x00\xff"
    file = Attachment("DMS-7K4Q-2M.ics", "text/calendar; charset=utf-8; method=PUBLISH", content)
    client = engines.client("sesv2", address)

    SesPost(client, SENDER).send(
        Letter("m1", to, "Łucja", "t", "<p>t</p>", REPLIES, (file, replace(file, name="b.pdf")))
    )
    SesPost(client, SENDER).send(Letter("m2", to, "plain", "t", "<p>t</p>", REPLIES))

    client.close()
    with urllib.request.urlopen(f"{ministack_address}/_ministack/ses/messages", timeout=5) as answer:
        accounts = json.load(answer)["messages"].values()
    numbers = {m["Subject"]: m["MessageId"] for messages in accounts for m in messages if m["To"] == [to]}
    assert [(one.name, one.kind, one.content) for one in kept.of(numbers["Łucja"])] == [
        (name, file.kind, content) for name in ("DMS-7K4Q-2M.ics", "b.pdf")
    ]
    assert kept.of(numbers["plain"]) == []


def test_a_mail_service_behind_the_office_that_is_away_is_a_passing_trouble(tmp_path: Path) -> None:
    gone = PostOffice(
        "/_post", f"http://127.0.0.1:{engines.free_port()}", Attachments(tmp_path), Told(tmp_path)
    )
    status: list[str] = []
    asked = {"wsgi.input": io.BytesIO(b"{}"), "PATH_INFO": "/_post/v2", "REQUEST_METHOD": "POST"}

    gone(asked, lambda said, _: status.append(said))  # type: ignore[arg-type,return-value,func-returns-value]

    assert status == ["502 Bad Gateway"]


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
