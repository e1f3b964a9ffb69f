"""JPEG (ITU-T T.81): segments that begin with a marker, and between them the picture's data.

Only segments that a decoder needs are kept. Exif with its place and time, comments, previews and whatever
follows the end go. Which way up the phone was held is kept, or half the letters would lie on their side.
"""

import re
import struct
from collections.abc import Iterator

from musicservice.domain.proof import sizes
from musicservice.domain.uploads import UnfitError

START = b"\xff\xd8\xff"
BEGIN, END, SCAN, EXIF = 0xD8, 0xD9, 0xDA, 0xE1
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Segments that say how big the picture is."""
KEPT = FRAMES | {0xC4, 0xCC, 0xDB, 0xDD, SCAN, 0xE0, 0xEE}
"""Frames, tables, scans, and the two application segments (JFIF and Adobe) that say how colours are meant."""
DATA_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The first marker after a scan that is no part of its data."""
MOST_SEGMENTS = 10_000
"""A photo has a few dozen; each costs the same time however short it is."""
ORIENTATION = 0x0112
UPRIGHT = 1


def starts(content: bytes) -> bool:
    """Whether it begins as a JPEG does."""
    return content.startswith(START)


def rebuilt(content: bytes) -> bytes:
    """The picture with nothing else in the file. Raises UnfitError."""
    kept, framed, scanned, turned = list[bytes](), False, False, UPRIGHT
    for marker, segment, data in _segments(content):
        if marker == EXIF and turned == UPRIGHT:
            turned = _orientation(segment)
        if marker in FRAMES:
            _check_frame(segment)
            framed = True
        if marker in KEPT:
            kept.append(segment + data)
        scanned = scanned or (framed and bool(data))
    if not scanned:
        raise UnfitError("damaged")
    return b"".join([START[:2], _turned(turned), *kept, b"\xff\xd9"])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each marker with its segment and the picture's data behind it, up to the end of the picture."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        if (marker := _marker(content, at)) == END:
            return
        while content[at + 1] == 0xFF:  # noqa: PLR2004 - a marker may be preceded by any number of these
            at += 1
        [length] = struct.unpack(">H", content[at + 2 : at + 4].rjust(2, b"\0"))
        end = at + 2 + length
        if length < 2 or end > len(content):  # noqa: PLR2004 - a length counts its own two octets
            raise UnfitError("damaged")
        after = _after_data(content, end) if marker == SCAN else end
        yield marker, content[at:end], content[end:after]
        at = after
    raise UnfitError("swollen")


def _marker(content: bytes, at: int) -> int:
    found = MARKER.match(content, at)
    if found is None:
        raise UnfitError("damaged")
    return found[1][0]


MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)


def _after_data(content: bytes, at: int) -> int:
    found = DATA_END.search(content, at)
    if found is None:
        raise UnfitError("damaged")
    return found.start()


def _check_frame(segment: bytes) -> None:
    if len(segment) < 9:  # noqa: PLR2004 - marker, length, precision, height, width
        raise UnfitError("damaged")
    height, width = struct.unpack_from(">HH", segment, 5)
    sizes.check(width, height)


def _orientation(segment: bytes) -> int:
    """Which way up, as Exif numbers it from 1 to 8; 1 where the segment does not say."""
    tiff = segment[10:]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if not segment[4:].startswith(b"Exif\0\0") or order is None:
        return UPRIGHT
    try:
        [first] = struct.unpack_from(f"{order}I", tiff, 4)
        [count] = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(min(count, 64)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * entry)
            if tag == ORIENTATION and 1 <= value <= 8:  # noqa: PLR2004 - as Exif numbers them
                return int(value)
    except struct.error:
        return UPRIGHT
    return UPRIGHT


def _turned(orientation: int) -> bytes:
    """An Exif segment that says which way up and nothing else; nothing where the picture is upright."""
    if orientation == UPRIGHT:
        return b""
    tiff = struct.pack(">4sIHHHIHHI", b"MM\0*", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, EXIF, len(body) + 2) + body
