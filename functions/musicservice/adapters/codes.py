"""What a code opens: where a thing lies and the key it is encrypted with, both made from the code alone.

Whoever has the table and not the code learns neither who has something in it nor what it says. The code is
random and long, so no slow hashing is needed (HKDF, RFC 5869).
"""

import secrets
from base64 import urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from musicservice.ports import SealBrokenError

SALT = b"durham-music-service"
NONCE = 12
EVEN = 4096
"""Octets: every text is filled up to a multiple of it, or its length would tell how much was answered."""


def place(code: str) -> str:
    """Where it lies: 43 characters that lead back to no code."""
    return _named(_derived(code, b"place"))


def receipt_name(code: str) -> str:
    """The name of the receipt that a draft under this code may become: 43 characters."""
    return _named(_derived(code, b"receipt"))


def closed(code: str, text: bytes) -> bytes:
    """`text` under the code's key, bound to its place. Text is JSON: it is filled up with spaces."""
    nonce = secrets.token_bytes(NONCE)
    even = text.ljust(-(-len(text) // EVEN) * EVEN)
    return nonce + AESGCM(_derived(code, b"key")).encrypt(nonce, even, place(code).encode())


def opened(code: str, kept: bytes) -> bytes:
    """What was closed under this code. Raises SealBrokenError for what was changed or lay elsewhere."""
    try:
        text = AESGCM(_derived(code, b"key")).decrypt(kept[:NONCE], kept[NONCE:], place(code).encode())
    except (InvalidTag, ValueError) as broken:
        raise SealBrokenError from broken
    return text.rstrip(b" ")


def _derived(code: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=SALT, info=purpose).derive(code.encode())


def _named(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()
