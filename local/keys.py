"""The local stand-ins for the KMS keys: made once, never overwritten.

Whoever loses the private key loses every sealed answer, so a half-present pair is refused, not replaced.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.install import Unmet

BITS = 3072  # as strong as a 128-bit key (NIST SP 800-57 part 1, table 2)
FINGERPRINT_BYTES = 32


@dataclass(frozen=True)
class Keys:
    """Where the three keys lie: one seals, one opens, one makes receipts that nobody can guess."""

    public: Path
    private: Path
    fingerprint: Path


def keys(folder: Path) -> Keys:
    """The keys in `folder`, made now where there are none. Raises `Unmet` when only half a pair is there."""
    found = Keys(folder / "public.pem", folder / "private.pem", folder / "fingerprint.key")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if found.public.exists() and not found.private.exists():
        raise Unmet(f"{found.private} is missing, and without it sealed answers stay sealed: put it back")
    if not found.private.exists():
        write(found.private, new_private_key())
    if not found.public.exists():
        write(found.public, public_half(found.private.read_bytes()))
    if not found.fingerprint.exists():
        write(found.fingerprint, secrets.token_bytes(FINGERPRINT_BYTES))
    return found


def new_private_key() -> bytes:
    return rsa.generate_private_key(public_exponent=65537, key_size=BITS).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_half(private: bytes) -> bytes:
    key = serialization.load_pem_private_key(private, password=None)
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def write(file: Path, content: bytes) -> None:
    """Write the whole file for its owner alone, or nothing: the name appears when the content is complete."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    fresh.rename(file)
