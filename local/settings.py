"""The environment each part of the local product is given: the same names the functions read in AWS.

The public function is not told where the opening key lies, here as there.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local import buckets
from local.engine import NAMED
from local.keys import Keys
from local.places import Places
from local.process import inherited_environment
from local.tables import PREFIX

SENDER = "forms@durham-music.example"  # a domain that can never receive (RFC 2606)
POST = "/_post"
"""The path of what stands before the mail service, and keeps the files of letters."""
CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION")
OFFLINE = {
    "AWS_ACCESS_KEY_ID": "test",  # the one pair that ministack knows without being told
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


@dataclass(frozen=True)
class Addresses:
    """Where each part answers, each without a trailing slash."""

    site_url: str
    dynamodb_url: str
    aws_url: str
    office_url: str = ""

    @property
    def mailbox_url(self) -> str:
        return f"{self.site_url}/_mailbox/"


def stay_here() -> None:
    """Leave this process no AWS settings but a database that the caller names, and its credentials."""
    for name in list(os.environ):
        if name.startswith("AWS_") and name not in {NAMED, *CREDENTIALS}:
            del os.environ[name]
    os.environ.update({name: value for name, value in OFFLINE.items() if name not in CREDENTIALS})


def credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """What a client needs besides the address. A database named by the caller gets the caller's own."""
    given = {name: environment[name] for name in CREDENTIALS if name in environment}
    return OFFLINE | (given if NAMED in environment else {})


def common(places: Places, addresses: Addresses, catalogue: Path, keys: Keys) -> dict[str, str]:
    """What both functions are told."""
    return {
        **inherited_environment(),
        **credentials(os.environ),
        "PYTHONPATH": os.pathsep.join((str(places.root), str(places.root / "functions"))),
        "PYTHONUNBUFFERED": "1",
        "AWS_ENDPOINT_URL": addresses.aws_url,
        NAMED: addresses.dynamodb_url,
        "MUSICSERVICE_CATALOGUE": str(catalogue),
        "MUSICSERVICE_TABLES": PREFIX,
        "MUSICSERVICE_SEAL": keys.public.as_uri(),
        "MUSICSERVICE_FINGERPRINT": keys.fingerprint.as_uri(),
        "MUSICSERVICE_SITE_URL": addresses.site_url,
        "MUSICSERVICE_SENDER": SENDER,
        "MUSICSERVICE_QUARANTINE": buckets.names()["Quarantine"],
        "MUSICSERVICE_SCANNER": "structure",  # nothing on this machine knows malware
    }


def worker(shared: Mapping[str, str], keys: Keys) -> dict[str, str]:
    """What the worker is told: it alone may open what is sealed, and knows where proofs are kept."""
    return {
        **shared,
        "AWS_ENDPOINT_URL_SESV2": shared["MUSICSERVICE_SITE_URL"] + POST,
        "MUSICSERVICE_OPEN": keys.private.as_uri(),
        "MUSICSERVICE_EVIDENCE": buckets.names()["Evidence"],
        "MUSICSERVICE_ANCHORS": buckets.names()["Anchors"],
    }


def office(shared: Mapping[str, str], addresses: Addresses, keys: Keys) -> dict[str, str]:
    """What the office is told: it may open what is sealed. Who signs in where stands in a file; see
    `local.office`.
    """
    return {
        **shared,
        "MUSICSERVICE_OFFICE_URL": addresses.office_url,
        "MUSICSERVICE_OPEN": keys.private.as_uri(),
        "MUSICSERVICE_EVIDENCE": buckets.names()["Evidence"],
    }
