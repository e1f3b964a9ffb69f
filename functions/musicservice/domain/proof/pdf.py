"""PDF (ISO 32000), by the names in it: whether it is locked, runs scripts, starts programs or carries files.

Names are looked for in the plain text and in compressed object streams, up to a limit. A script hidden beyond
that is a scanner's and a viewer's matter. A PDF must begin at its first octet: readers allow a kilobyte of
other things before it, and files of two kinds at once live in that kilobyte.
"""

import re
import zlib

from musicservice.domain.uploads import UnfitError

BEFORE = b"\xef\xbb\xbf\r\n\t "
"""What badly made letters have in front: a byte order mark, empty lines."""
MOST_BEFORE = 16
HEADER, ENDING = b"%PDF-", b"%%EOF"
TAIL = 1024
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z])")
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")
OBJECTS = b"/ObjStm"
NEAR = 512
"""Octets before a stream in which its dictionary says what it is."""
MOST_UNPACKED = 32 * 1024 * 1024
MOST_STREAMS = 2000
LONGEST_STREAM = 1024 * 1024
"""Octets as they lie in the file."""


def starts(content: bytes) -> bool:
    """Whether it begins as a PDF does."""
    return content[: MOST_BEFORE + len(HEADER)].lstrip(BEFORE).startswith(HEADER)


def check(content: bytes) -> None:
    """Raises UnfitError for one that is cut short, locked, active, or unpacks without end."""
    if ENDING not in content[-TAIL:]:
        raise UnfitError("damaged")
    _check_names(content)
    _check_names(_object_streams(content))


def _check_names(content: bytes) -> None:
    plain = ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), content)
    if LOCKED.search(plain):
        raise UnfitError("protected")
    if ACTIVE.search(plain):
        raise UnfitError("active")


def _object_streams(content: bytes) -> bytes:
    """What the compressed streams of objects hold, together."""
    unpacked, left, at = list[bytes](), MOST_UNPACKED, 0
    for _ in range(MOST_STREAMS):
        at = content.find(OBJECTS, at)
        if at < 0:
            return b"\n".join(unpacked)
        start = content.find(b"stream", at, at + NEAR)
        at += len(OBJECTS)
        if start >= 0:
            unpacked.append(_inflated(content, start + len(b"stream"), left))
            left -= len(unpacked[-1])
        if left <= 0:
            break
    raise UnfitError("swollen")


def _inflated(content: bytes, at: int, most: int) -> bytes:
    """What a stream holds, cut off at `most`; nothing where it is not compressed in the usual way."""
    while content[at : at + 1] in {b"\r", b"\n"}:
        at += 1
    try:
        return zlib.decompressobj().decompress(content[at : at + LONGEST_STREAM], most)
    except zlib.error:
        return b""
