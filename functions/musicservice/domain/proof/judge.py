"""From bytes to a proof that may be kept, or the reason why not.

The kind is what the first bytes say. A name or a type that somebody gave the file is never asked for, so
there is nothing to lie with: a web page named letter.pdf is a web page.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from musicservice.domain.proof import heif, jpeg, pdf, png
from musicservice.domain.uploads import LARGEST, Kind, UnfitError


@dataclass(frozen=True)
class Proof:
    """What may be kept: its kind, and its content without what tells more than the picture."""

    kind: Kind
    content: bytes


def kind_of(content: bytes) -> Kind | None:
    """The kind that the first bytes say, of those we take."""
    return next((kind for kind, starts in STARTS.items() if starts(content)), None)


def judge(content: bytes) -> Proof:
    """The proof in a file. Raises UnfitError.

    JPEG and PNG are put together again from the parts that make up the picture, so that where and when it was
    taken, and whatever else was hung on, stays behind. PDF and HEIC are kept as they are.
    """
    if not content:
        raise UnfitError("empty")
    if len(content) > LARGEST:
        raise UnfitError("too-large")
    kind = kind_of(content)
    if kind is None:
        raise UnfitError("not-taken")
    kept = KEEP[kind](content)
    if kept is content and zipfile.is_zipfile(BytesIO(content)):
        raise UnfitError("two-in-one")
    return Proof(kind, kept)


def checked_pdf(content: bytes) -> bytes:
    pdf.check(content)
    return content


def checked_heif(content: bytes) -> bytes:
    heif.check(content)
    return content


STARTS: Mapping[Kind, Callable[[bytes], bool]] = {
    "pdf": pdf.starts,
    "jpeg": jpeg.starts,
    "png": png.starts,
    "heic": heif.starts,
}
KEEP: Mapping[Kind, Callable[[bytes], bytes]] = {
    "pdf": checked_pdf,
    "jpeg": jpeg.rebuilt,
    "png": png.rebuilt,
    "heic": checked_heif,
}
