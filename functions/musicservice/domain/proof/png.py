"""PNG (W3C, third edition): chunk after chunk, each with its length, its name and a checksum.

Only the chunks that make the picture are kept. Text, times, Exif, colour profiles and animations go, and so
does whatever follows the end.
"""

import struct
import zlib

from musicservice.domain.proof import sizes
from musicservice.domain.uploads import UnfitError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
AROUND = 12
"""Octets of a chunk beside its data: length, name, checksum."""


def starts(content: bytes) -> bool:
    """Whether it begins as a PNG does."""
    return content.startswith(SIGNATURE)


def rebuilt(content: bytes) -> bytes:
    """The picture with nothing else in the file. Raises UnfitError."""
    kept, names, at = [SIGNATURE], set[bytes](), len(SIGNATURE)
    while b"IEND" not in names:
        name, chunk = _chunk(content, at)
        at += len(chunk)
        if not names and name != b"IHDR":
            raise UnfitError("damaged")
        if name in KEPT:
            _check(name, chunk)
            names.add(name)
            kept.append(chunk)
    if b"IDAT" not in names:
        raise UnfitError("damaged")
    return b"".join(kept)


def _chunk(content: bytes, at: int) -> tuple[bytes, bytes]:
    """The name of the chunk at `at`, and the whole of it."""
    if at + AROUND > len(content):
        raise UnfitError("damaged")
    length, name = struct.unpack_from(">I4s", content, at)
    end = at + AROUND + length
    if end > len(content):
        raise UnfitError("damaged")
    return name, content[at:end]


def _check(name: bytes, chunk: bytes) -> None:
    [checksum] = struct.unpack(">I", chunk[-4:])
    if zlib.crc32(chunk[4:-4]) != checksum:
        raise UnfitError("damaged")
    if name == b"IHDR":
        if len(chunk) != AROUND + 13:
            raise UnfitError("damaged")
        sizes.check(*struct.unpack_from(">II", chunk, 8))
