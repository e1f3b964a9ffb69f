"""What the two places for files promise, over memory and over a real S3."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from musicservice.adapters.s3 import ARRIVALS, PROOFS, GuardDuty, S3Evidence, S3Quarantine
from musicservice.domain.proof import Proof
from musicservice.evidence_ports import Arrival
from musicservice.ports import UnavailableError
from musicservice.services.evidence import new_id
from tests import engines
from tests.fakes_of_proof import MemoryEvidence, MemoryQuarantine


@dataclass(frozen=True)
class Subject:
    """A quarantine, and how a file gets into it."""

    quarantine: Any
    put: Callable[[str, bytes], None]


@pytest.fixture
def s3(ministack_address: str) -> Iterator[tuple[Any, dict[str, str]]]:
    client = engines.client("s3", ministack_address)
    yield client, engines.make_buckets(client, f"q{uuid4().hex[:8]}")
    client.close()


@pytest.fixture(params=["memory", "s3"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "memory":
        memory = MemoryQuarantine()
        return Subject(memory, lambda name, content: memory.put(name, content, datetime.now(UTC)))
    client, names = request.getfixturevalue("s3")
    bucket = names["Quarantine"]
    put = lambda name, content: client.put_object(Bucket=bucket, Key=ARRIVALS + name, Body=content)  # noqa: E731
    return Subject(S3Quarantine(client, bucket), put)


def test_it_tells_what_lies_there_and_since_when(subject: Subject) -> None:
    begun = datetime.now(UTC)
    subject.put("one", b"content")

    [arrival] = subject.quarantine.arrivals()

    assert (arrival.id, arrival.size) == ("one", 7)
    assert abs(arrival.at - begun) < timedelta(seconds=20)


def test_it_gives_the_content_back_as_it_came(subject: Subject) -> None:
    content = bytes(range(256)) * 40
    subject.put("one", content)

    assert subject.quarantine.read(subject.quarantine.arrivals()[0]) == content


def test_it_gives_nothing_of_a_file_that_was_sent_again_since_it_was_seen(subject: Subject) -> None:
    subject.put("one", b"harmless")
    [seen] = subject.quarantine.arrivals()

    subject.put("one", b"harmful")

    assert subject.quarantine.read(seen) is None


def test_it_gives_nothing_of_a_file_that_is_gone(subject: Subject) -> None:
    subject.put("one", b"content")
    [seen] = subject.quarantine.arrivals()

    subject.quarantine.delete("one")
    subject.quarantine.delete("one")

    assert subject.quarantine.read(seen) is None
    assert subject.quarantine.arrivals() == []


def test_it_sees_nothing_outside_its_own_folder(s3: tuple[Any, dict[str, str]]) -> None:
    client, names = s3
    client.put_object(Bucket=names["Quarantine"], Key="elsewhere/one", Body=b"content")

    assert S3Quarantine(client, names["Quarantine"]).arrivals() == []


@pytest.mark.parametrize(
    ("tags", "verdict"),
    [
        ("", "none-yet"),
        ("scan=clean", "none-yet"),
        ("GuardDutyMalwareScanStatus=NO_THREATS_FOUND", "nothing-found"),
        ("GuardDutyMalwareScanStatus=THREATS_FOUND", "threat"),
        ("GuardDutyMalwareScanStatus=UNSUPPORTED", "failed"),
        ("GuardDutyMalwareScanStatus=ACCESS_DENIED", "failed"),
        ("GuardDutyMalwareScanStatus=FAILED", "failed"),
        ("GuardDutyMalwareScanStatus=", "none-yet"),
        ("GuardDutyMalwareScanStatus=no_threats_found", "failed"),
    ],
)
def test_one_word_of_the_scanner_is_good_and_no_other(
    s3: tuple[Any, dict[str, str]], tags: str, verdict: str
) -> None:
    client, names = s3
    bucket = names["Quarantine"]
    client.put_object(Bucket=bucket, Key=f"{ARRIVALS}one", Body=b"content", Tagging=tags)
    [arrival] = S3Quarantine(client, bucket).arrivals()

    assert GuardDuty(client, bucket).verdict(arrival) == verdict


def test_of_a_file_that_is_gone_the_scanner_says_nothing(s3: tuple[Any, dict[str, str]]) -> None:
    client, names = s3
    arrival = Arrival("one", 1, "etag", datetime.now(UTC))

    assert GuardDuty(client, names["Quarantine"]).verdict(arrival) == "none-yet"


def test_memory_keeps_a_proof_until_it_is_deleted() -> None:
    memory = MemoryEvidence()
    memory.keep("one", Proof("png", b"picture"))
    assert memory.kept == {"one": Proof("png", b"picture")}

    memory.delete("one")
    memory.delete("one")

    assert memory.kept == {}


def test_a_clean_proof_is_marked_and_never_shown_as_a_page(s3: tuple[Any, dict[str, str]]) -> None:
    client, names = s3
    bucket, upload = names["Evidence"], new_id()
    evidence = S3Evidence(client, bucket)

    evidence.keep(upload, Proof("heic", b"picture"))

    kept = client.get_object(Bucket=bucket, Key=PROOFS + upload)
    marks = client.get_object_tagging(Bucket=bucket, Key=PROOFS + upload)["TagSet"]
    assert (kept["ContentType"], kept["ContentDisposition"]) == ("image/heic", "attachment")
    assert kept["Body"].read() == b"picture"
    assert marks == [{"Key": "scan", "Value": "clean"}]

    evidence.delete(upload)
    evidence.delete(upload)
    assert "Contents" not in client.list_objects_v2(Bucket=bucket)


def test_an_s3_that_is_away_is_told_in_our_own_words() -> None:
    client = engines.client("s3", f"http://127.0.0.1:{engines.free_port()}")
    arrival = Arrival("one", 1, "etag", datetime.now(UTC))
    quarantine, evidence = S3Quarantine(client, "away"), S3Evidence(client, "away")
    asked = [
        quarantine.arrivals,
        lambda: quarantine.read(arrival),
        lambda: quarantine.delete("one"),
        lambda: evidence.keep("one", Proof("png", b"")),
        lambda: evidence.delete("one"),
        lambda: GuardDuty(client, "away").verdict(arrival),
    ]

    for ask in asked:
        with pytest.raises(UnavailableError, match=r"^files: EndpointConnectionError$"):
            ask()
    client.close()
