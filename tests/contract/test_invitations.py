"""What an invitation lets in, asked of an S3 that checks the form's policy and signature."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import pytest

from musicservice.adapters import s3 as adapter
from musicservice.adapters.s3 import S3Invitations, S3Quarantine
from musicservice.domain.uploads import LARGEST
from musicservice.services.evidence import new_id
from tests import engines, proofs
from tests.sending_files import Told, send

NOTHING: Mapping[str, str | None] = {}
BACK = "https://music.example/forms/enrolment/uploads?sent=1"


@dataclass(frozen=True)
class Desk:
    """An invitation, the bucket it leads to, and what lies there."""

    address: str
    upload: str
    fields: dict[str, str]
    quarantine: S3Quarantine

    def send(self, content: bytes = proofs.PLAIN_JPEG, changes: Mapping[str, str | None] = NOTHING) -> Told:
        """Send the form with some fields changed; None leaves one out."""
        fields = {name: value for name, value in {**self.fields, **changes}.items() if value is not None}
        return send(self.address, fields, content)

    def contents(self) -> list[bytes | None]:
        return [self.quarantine.read(arrival) for arrival in self.quarantine.arrivals()]


@pytest.fixture
def desk(ministack_address: str) -> Iterator[Desk]:
    client = engines.client("s3", ministack_address)
    names = engines.make_buckets(client, f"i{uuid4().hex[:8]}")
    upload = new_id()
    invitation = S3Invitations(client, names["Quarantine"]).invite(upload, BACK)
    quarantine = S3Quarantine(client, names["Quarantine"])
    yield Desk(f"{ministack_address}/{names['Quarantine']}", upload, dict(invitation.fields), quarantine)
    client.close()


def test_a_file_comes_in_under_the_name_we_chose_and_the_browser_is_sent_back(desk: Desk) -> None:
    told = desk.send()

    assert told.status == 303
    assert told.location.startswith(f"{BACK}&bucket=")
    assert [arrival.id for arrival in desk.quarantine.arrivals()] == [desk.upload]
    assert desk.contents() == [proofs.PLAIN_JPEG]


@pytest.mark.parametrize("name", ["../../x", "x/../../../arrivals/y", "${filename}", "李.pdf", "a" * 900])
def test_the_name_somebody_gave_the_file_is_used_nowhere(desk: Desk, name: str) -> None:
    told = send(desk.address, desk.fields, proofs.PLAIN_JPEG, name=name)

    assert told.status == 303
    assert [arrival.id for arrival in desk.quarantine.arrivals()] == [desk.upload]
    assert name not in told.location


@pytest.mark.parametrize("size", [1, LARGEST])
def test_a_file_of_any_size_we_take_comes_in(desk: Desk, size: int) -> None:
    assert desk.send(bytes(size)).status == 303


@pytest.mark.parametrize(("size", "code"), [(0, b"EntityTooSmall"), (LARGEST + 1, b"EntityTooLarge")])
def test_a_file_of_a_size_we_do_not_take_stays_out(desk: Desk, size: int, code: bytes) -> None:
    told = desk.send(bytes(size))

    assert code in told.body
    assert desk.contents() == []


ALTERED = {
    "another name": {"key": "arrivals/another"},
    "another folder": {"key": "proofs/another"},
    "another type": {"Content-Type": "text/html"},
    "no type": {"Content-Type": None},
    "another way back": {"success_action_redirect": "https://evil.example/"},
    "a mark that it was scanned": {"x-amz-tagging": "GuardDutyMalwareScanStatus=NO_THREATS_FOUND"},
    "a mark as S3's forms write it": {"tagging": "<Tagging/>"},
    "open to everybody": {"acl": "public-read"},
    "facts of its own": {"x-amz-meta-a": "b"},
    "another policy": {"policy": "eyJleHBpcmF0aW9uIjoiMjA5OS0wMS0wMVQwMDowMDowMFoiLCJjb25kaXRpb25zIjpbXX0="},
    "another signature": {"x-amz-signature": "0" * 64},
    "no policy at all": {"policy": None},
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_invitation_that_was_changed_lets_nothing_in(desk: Desk, what: str) -> None:
    told = desk.send(changes=ALTERED[what])

    assert told.status in {400, 403}
    assert desk.contents() == []


def test_a_form_without_an_invitation_lets_nothing_in(desk: Desk) -> None:
    told = send(desk.address, {"key": f"arrivals/{desk.upload}"}, proofs.PLAIN_JPEG)

    assert told.status == 403
    assert desk.contents() == []


def test_an_invitation_past_its_time_lets_nothing_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "INVITED_FOR", -adapter.INVITED_FOR)
    late = S3Invitations(desk.quarantine.client, desk.quarantine.bucket).invite(desk.upload, BACK)

    told = send(desk.address, late.fields, proofs.PLAIN_JPEG)

    assert (told.status, b"Policy expired" in told.body) == (403, True)
    assert desk.contents() == []


def test_sent_twice_the_later_file_lies_there_alone(desk: Desk) -> None:
    desk.send(b"first")
    desk.send(b"second")

    assert desk.contents() == [b"second"]
