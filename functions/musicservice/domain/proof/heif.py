"""HEIC, the format of iPhones (ISO/IEC 23008-12): boxes within boxes, the outer ones walked.

It is kept as it is: its Exif lies where other boxes point to, and nothing that is well kept takes it out
without drawing the picture anew.
"""

import struct
from collections.abc import Iterator

from musicservice.domain.proof import sizes
from musicservice.domain.uploads import UnfitError

STILL = frozenset({b"heic", b"heix", b"heim", b"heis"})
"""Brands of single pictures coded with HEVC."""
GENERAL = frozenset({b"mif1"})
"""A brand that says picture without saying how it is coded; those that it is compatible with do."""
SIZE = b"ispe"
MOST_SIZES = 4096
"""An iPhone's picture names the size of itself and of its fifty tiles."""


def starts(content: bytes) -> bool:
    """Whether it begins as a HEIC does."""
    if content[4:8] != b"ftyp" or len(content) < 16:  # noqa: PLR2004 - the shortest box that names a brand
        return False
    length = min(int.from_bytes(content[:4]), 256)
    brand = content[8:12]
    compatible = {content[at : at + 4] for at in range(16, length, 4)}
    return brand in STILL or (brand in GENERAL and bool(compatible & STILL))


def check(content: bytes) -> None:
    """Raises UnfitError for one that is cut short, holds no picture, or claims to be huge."""
    boxes = dict(_boxes(content))
    if not {b"meta", b"mdat"} <= boxes.keys():
        raise UnfitError("damaged")
    claimed = list(_sizes(boxes[b"meta"]))
    if not claimed:
        raise UnfitError("damaged")
    for width, height in claimed:
        sizes.check(width, height)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The outer boxes, by name. Together they must be the whole file."""
    at = 0
    while at < len(content):
        length, name = _head(content, at)
        if length < 8 or at + length > len(content):  # noqa: PLR2004 - a box counts its own head
            raise UnfitError("damaged")
        yield name, content[at : at + length]
        at += length


def _head(content: bytes, at: int) -> tuple[int, bytes]:
    try:
        length, name = struct.unpack_from(">I4s", content, at)
        if length == 1:
            [length] = struct.unpack_from(">Q", content, at + 8)
    except struct.error as short:
        raise UnfitError("damaged") from short
    return (len(content) - at if length == 0 else length), name


def _sizes(meta: bytes) -> Iterator[tuple[int, int]]:
    at = -1
    for _ in range(MOST_SIZES):
        at = meta.find(SIZE, at + 1)
        if at < 0:
            return
        if at + 16 > len(meta):
            raise UnfitError("damaged")
        width, height = struct.unpack_from(">II", meta, at + 8)
        yield width, height
    raise UnfitError("swollen")
