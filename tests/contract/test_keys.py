"""What sealing, opening and fingerprints promise, over keys in a file and keys in KMS."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from musicservice.adapters.fingerprints import FileFingerprint, KmsFingerprint
from musicservice.adapters.seals import SdkOpener, SdkSeal, kms_key, private_key_file, public_key_file
from musicservice.ports import SealBrokenError, UnavailableError
from tests import engines

TEXT = "Ł: needs a quiet space".encode()
CONTEXT = {"record": "case-1", "purpose": "answers"}


@dataclass(frozen=True)
class Pair:
    seal: Any
    opener: Any


@pytest.fixture(scope="module")
def kms(ministack_address: str) -> Iterator[Any]:
    client = engines.client("kms", ministack_address)
    yield client
    client.close()


def key_files() -> tuple[bytes, bytes]:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, half = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    plain = serialization.NoEncryption()
    return (
        private.public_key().public_bytes(pem, half),
        private.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain),
    )


@pytest.fixture(params=["file", "kms"], scope="module")
def pair(request: pytest.FixtureRequest) -> Pair:
    if request.param == "file":
        public, private = key_files()
        return Pair(SdkSeal(public_key_file(public)), SdkOpener(private_key_file(private)))
    kms = request.getfixturevalue("kms")
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    return Pair(SdkSeal(kms_key(kms, arn)), SdkOpener(kms_key(kms, arn)))


def test_what_is_sealed_opens_for_the_same_record_and_purpose(pair: Pair) -> None:
    sealed = pair.seal.seal(TEXT, CONTEXT)

    assert pair.opener.open(sealed, CONTEXT) == TEXT


def test_what_is_sealed_shows_nothing_of_the_text(pair: Pair) -> None:
    sealed = pair.seal.seal(TEXT, CONTEXT)

    assert b"quiet" not in sealed
    assert sealed != pair.seal.seal(TEXT, CONTEXT)


@pytest.mark.parametrize(
    "other", [{**CONTEXT, "record": "case-2"}, {**CONTEXT, "purpose": "recipient"}, {}, {"record": "case-1"}]
)
def test_it_does_not_open_for_another_record_or_purpose(pair: Pair, other: dict[str, str]) -> None:
    sealed = pair.seal.seal(TEXT, CONTEXT)

    with pytest.raises(SealBrokenError):
        pair.opener.open(sealed, other)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_it_does_not_open_what_was_changed(pair: Pair, place: int) -> None:
    sealed = bytearray(pair.seal.seal(TEXT, CONTEXT))
    sealed[place] ^= 1

    with pytest.raises(SealBrokenError):
        pair.opener.open(bytes(sealed), CONTEXT)


def test_it_does_not_open_what_another_key_sealed(pair: Pair) -> None:
    public, _ = key_files()
    foreign = SdkSeal(public_key_file(public)).seal(TEXT, CONTEXT)

    with pytest.raises(SealBrokenError):
        pair.opener.open(foreign, CONTEXT)


def test_the_half_that_seals_cannot_open() -> None:
    public, _ = key_files()
    sealed = SdkSeal(public_key_file(public)).seal(TEXT, CONTEXT)

    with pytest.raises(SealBrokenError):
        SdkOpener(public_key_file(public)).open(sealed, CONTEXT)


@pytest.fixture
def no_kms() -> Iterator[Any]:
    """A client for a key service that is not there."""
    client = engines.client("kms", f"http://127.0.0.1:{engines.free_port()}")
    yield client
    client.close()


ARN = "arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"


def test_a_key_service_that_is_away_is_told_as_such(no_kms: Any, kms: Any) -> None:
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    sealed = SdkSeal(kms_key(kms, arn)).seal(TEXT, CONTEXT)

    for attempt in (
        lambda: SdkSeal(kms_key(no_kms, ARN)).seal(TEXT, CONTEXT),
        lambda: SdkOpener(kms_key(no_kms, arn)).open(sealed, CONTEXT),
        lambda: KmsFingerprint(no_kms, ARN).of(TEXT),
    ):
        with pytest.raises(UnavailableError) as told:
            attempt()
        assert told.value.code == "EndpointConnectionError"


def test_a_key_that_does_not_exist_is_told_by_its_code(kms: Any) -> None:
    with pytest.raises(UnavailableError) as told:
        SdkSeal(kms_key(kms, ARN)).seal(TEXT, CONTEXT)

    assert told.value.code == "NotFoundException"


@pytest.fixture(params=["file", "kms"], scope="module")
def fingerprint(request: pytest.FixtureRequest) -> Any:
    if request.param == "file":
        return FileFingerprint(bytes(32))
    kms = request.getfixturevalue("kms")
    made = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    return KmsFingerprint(kms, made["KeyMetadata"]["Arn"])


def test_a_fingerprint_is_the_same_for_the_same_text_and_fits_an_address(fingerprint: Any) -> None:
    name = fingerprint.of(TEXT)

    assert name == fingerprint.of(TEXT)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", name)


def test_a_fingerprint_differs_for_another_text(fingerprint: Any) -> None:
    assert fingerprint.of(TEXT) != fingerprint.of(TEXT + b" ")


def test_a_fingerprint_takes_texts_longer_than_kms_does(fingerprint: Any) -> None:
    assert fingerprint.of(b"x" * 60_000) != fingerprint.of(b"x" * 60_001)


def test_a_fingerprint_differs_under_another_key() -> None:
    assert FileFingerprint(bytes(32)).of(TEXT) != FileFingerprint(b"\x01" * 32).of(TEXT)


def test_a_fingerprint_stays_what_it_was() -> None:
    """Were it made another way tomorrow, every receipt handed out today would be lost."""
    assert FileFingerprint(b"key").of(b"text") == "jQKre90FStw4RdwKQrvoD-DiYOb1GzkZVasQyP0cZ4E"
