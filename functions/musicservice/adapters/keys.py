"""Keys by their addresses: `file:` for one in a file, `kms:` followed by an ARN for one in AWS."""

from collections.abc import Callable  # noqa: TC003 - in quotes below for its client alone
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote, urlsplit

from musicservice.adapters.fingerprints import FileFingerprint, KmsFingerprint
from musicservice.adapters.seals import SdkOpener, SdkSeal, kms_key, private_key_file, public_key_file
from musicservice.ports import Fingerprint, Opener, Seal

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


@dataclass(frozen=True)
class Address:
    """Where a key is."""

    kind: str
    place: str

    @classmethod
    def of(cls, written: str) -> Self:
        """The address as it is written. Raises ValueError."""
        kind, _, place = written.partition(":")
        if kind not in {"file", "kms"} or not place:
            raise ValueError("must begin with file: or kms:")
        return cls(kind, place)

    @property
    def is_kms(self) -> bool:
        """Whether it is in AWS."""
        return self.kind == "kms"

    def read(self) -> bytes:
        """What is in its file. Raises OSError."""
        return Path(unquote(urlsplit(f"file:{self.place}").path)).read_bytes()


def seal(at: Address, kms: "Callable[[], KMSClient]") -> Seal:
    """What closes texts under the key there. `kms` gives the client where it is one of AWS."""
    return SdkSeal(kms_key(kms(), at.place) if at.is_kms else public_key_file(at.read()))


def opener(at: Address, kms: "Callable[[], KMSClient]") -> Opener:
    """What opens them."""
    return SdkOpener(kms_key(kms(), at.place) if at.is_kms else private_key_file(at.read()))


def fingerprint(at: Address, kms: "Callable[[], KMSClient]") -> Fingerprint:
    """What names texts with the key there."""
    return KmsFingerprint(kms(), at.place) if at.is_kms else FileFingerprint(at.read())
