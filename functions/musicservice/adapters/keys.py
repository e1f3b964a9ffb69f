"""Keys by their addresses: `file:` for one in a file, `kms:` followed by an ARN for one in AWS."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from musicservice import starting
from musicservice.adapters.fingerprints import FileFingerprint, KmsFingerprint
from musicservice.ports import Context, Fingerprint, Opener, Seal

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


@dataclass(frozen=True)
class Late:
    """What seals or opens, made when it is first asked to: its library takes longer to load than a page."""

    make: Callable[[], Any]
    made: list[Any] = field(default_factory=list)

    def seal(self, text: bytes, context: Context) -> bytes:
        """As its port says."""
        return self._made().seal(text, context)  # type: ignore[no-any-return]

    def open(self, sealed: bytes, context: Context) -> bytes:
        """As its port says."""
        return self._made().open(sealed, context)  # type: ignore[no-any-return]

    def _made(self) -> Any:
        if not self.made:
            self.made.append(self.make())
        return self.made[0]


def seal(at: Address, kms: "Callable[[], KMSClient]") -> Seal:
    """What closes texts under the key there. `kms` gives the client where it is one of AWS."""
    pem = b"" if at.is_kms else at.read()

    def make() -> Seal:
        with _imported():
            from musicservice.adapters import seals  # noqa: PLC0415 - see Late

        return seals.SdkSeal(seals.kms_key(kms(), at.place) if at.is_kms else seals.public_key_file(pem))

    return Late(make)


def opener(at: Address, kms: "Callable[[], KMSClient]") -> Opener:
    """What opens them."""
    pem = b"" if at.is_kms else at.read()

    def make() -> Opener:
        with _imported():
            from musicservice.adapters import seals  # noqa: PLC0415 - see Late

        return seals.SdkOpener(seals.kms_key(kms(), at.place) if at.is_kms else seals.private_key_file(pem))

    return Late(make)


def _imported() -> AbstractContextManager[None]:
    """Around the import of what seals. It imports boto3 and asyncio for what we use nothing of."""
    starting.postpone("boto3", "asyncio")
    return starting.known_to_all()


def fingerprint(at: Address, kms: "Callable[[], KMSClient]") -> Fingerprint:
    """What names texts with the key there."""
    return KmsFingerprint(kms(), at.place) if at.is_kms else FileFingerprint(at.read())
