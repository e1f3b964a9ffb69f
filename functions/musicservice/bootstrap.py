"""Where the real parts are chosen: the only reader of the environment, the only maker of clients.

Everything is made once for as long as the function lives. A key is named by an address: `file:` for
a key in a file, `kms:` followed by an ARN for one in AWS.
"""

import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import boto3

from musicservice.adapters.aws import LETTERS, ONCE, PATIENT
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoConfirmations, DynamoLockers, DynamoOutbox, DynamoSubmissions
from musicservice.adapters.fingerprints import FileFingerprint, KmsFingerprint
from musicservice.adapters.published import Published
from musicservice.adapters.seals import SdkOpener, SdkSeal, kms_key, private_key_file, public_key_file
from musicservice.adapters.ses import SesPost
from musicservice.catalogue import Site
from musicservice.forms.journey import Journey
from musicservice.ports import Fingerprint, Opener, Seal
from musicservice.services.composing import Composing
from musicservice.services.drafting import Drafting
from musicservice.services.linked import Linked
from musicservice.services.submitting import Submitting
from musicservice.services.sweep import Sweep
from musicservice.web.journal import silence_libraries

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient


class MisconfiguredError(Exception):
    """The environment lacks something, or says something that makes no sense."""


@dataclass(frozen=True)
class Public:
    """What the public function works with. `origin` is the site's, without a trailing slash."""

    published: Published
    drafting: Drafting
    submitting: Submitting
    linked: Linked
    origin: str

    def site(self) -> Site:
        """What every page's frame needs."""
        return self.published.catalogue().site

    def journey(self, name: str, applicant: str = "") -> Journey:
        """A form in the wording for an applicant."""
        return self.published.journey(name, applicant)


@cache
def public() -> Public:
    """The public function's parts. Raises MisconfiguredError."""
    silence_libraries()
    tables = (_dynamodb(), _dynamodb_once(), _setting("MUSICSERVICE_TABLES"))
    seal = _seal()
    published = Published(Path(_setting("MUSICSERVICE_CATALOGUE")))
    drafting = Drafting(
        lockers=DynamoLockers(*tables, "drafts"),
        submissions=DynamoSubmissions(*tables),
        clock=SystemClock(),
        journey=published.journey,
        receipt_name=receipt_name,
    )
    return Public(
        published=published,
        drafting=drafting,
        submitting=Submitting(
            drafting, Composing(seal, published.catalogue, published.journey, receipt_name)
        ),
        linked=Linked(DynamoLockers(*tables, "links"), DynamoConfirmations(*tables), seal, SystemClock()),
        origin=_setting("MUSICSERVICE_SITE_URL").rstrip("/"),
    )


@cache
def sweep() -> Sweep:
    """The worker's round of sending, whose links lead to the forms' own origin. Raises MisconfiguredError."""
    silence_libraries()
    origin = _setting("MUSICSERVICE_SITE_URL").rstrip("/")
    published = Published(Path(_setting("MUSICSERVICE_CATALOGUE")))
    return Sweep(
        outbox=DynamoOutbox(_dynamodb(), _setting("MUSICSERVICE_TABLES")),
        opener=_opener(),
        post=SesPost(boto3.client("sesv2", config=LETTERS), _setting("MUSICSERVICE_SENDER")),
        clock=SystemClock(),
        site=lambda: replace(published.catalogue().site, url=origin),
    )


def configured() -> bool:
    """Whether there is anything to work with: packaging imports the functions with nothing around them."""
    return "MUSICSERVICE_TABLES" in os.environ


def _setting(name: str) -> str:
    if not (value := os.environ.get(name, "")):
        raise MisconfiguredError(f"{name} is not set")
    return value


@cache
def _dynamodb() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=PATIENT)


@cache
def _dynamodb_once() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=ONCE)


@cache
def _kms() -> "KMSClient":
    return boto3.client("kms", config=PATIENT)


def _key(name: str) -> tuple[str, str]:
    """The kind of key that a setting names, and where it is."""
    kind, _, place = _setting(name).partition(":")
    if kind not in {"file", "kms"} or not place:
        raise MisconfiguredError(f"{name} must begin with file: or kms:")
    return kind, place


def _bytes(address: str) -> bytes:
    return Path(unquote(urlsplit(f"file:{address}").path)).read_bytes()


def _seal() -> Seal:
    kind, place = _key("MUSICSERVICE_SEAL")
    return SdkSeal(kms_key(_kms(), place) if kind == "kms" else public_key_file(_bytes(place)))


def _opener() -> Opener:
    kind, place = _key("MUSICSERVICE_OPEN")
    return SdkOpener(kms_key(_kms(), place) if kind == "kms" else private_key_file(_bytes(place)))


def _fingerprint() -> Fingerprint:
    kind, place = _key("MUSICSERVICE_FINGERPRINT")
    return KmsFingerprint(_kms(), place) if kind == "kms" else FileFingerprint(_bytes(place))
