"""Makes of a picture the files that pages show: a few widths, as AVIF and WebP, and JPEG for old browsers.

A file's name tells what is in it, so that it can be kept for ever, and a picture made once is not made again.
The name it came by is not published: people call pictures after children. It knows nothing of consent.
"""

import hashlib
import io
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from plugins.pictures.opening import opened

WIDTHS = (400, 800, 1200, 1600)
"""Points across: a phone, a phone with a fine screen, a page, a page with a fine screen."""
PHONE = 800
LARGEST_ON_A_PHONE = 50_000  # bytes of a file for a phone, in the formats that today's phones take
OLD = (800, 1200)
"""Widths of the JPEGs: what an old browser is given, and what is shown where somebody shares the page."""
STEPS = {"avif": (55, 45, 35, 25), "webp": (74, 62, 50, 38, 26), "jpg": (78,)}
"""The qualities that are tried, best first, until a file for a phone is small enough."""
SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"speed": 8},
    "webp": {"method": 4},
    "jpg": {"progressive": True, "optimize": True},
}
KINDS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
RECIPE = "1"
"""Change it with anything above: pictures are then made anew, under new names."""
WHITE = (255, 255, 255)
MADE = "made.json"


@dataclass(frozen=True)
class Rendition:
    """One file of a picture: its name, kind ("avif", "webp", "jpg") and size in points."""

    name: str
    kind: str
    width: int
    height: int


@dataclass(frozen=True)
class Job:
    """A picture to make: its file, and the folder in which everything made is kept."""

    file: Path
    kept: Path


def made(job: Job) -> tuple[Path, tuple[Rendition, ...]]:
    """The folder with the files of the picture, and what they are; raises UnfitPictureError."""
    content = job.file.read_bytes()
    key = hashlib.sha256(RECIPE.encode() + content).hexdigest()[:16]
    folder = job.kept / key
    if not (folder / MADE).is_file():
        _make(opened(job.file), key, folder)
    listed = json.loads((folder / MADE).read_text(encoding="utf-8"))
    return folder, tuple(Rendition(**one) for one in listed)


def _make(picture: Image.Image, name: str, folder: Path) -> None:
    """Into a folder of its own, which takes its place once all is in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as started:
        fresh = Path(started, "made")
        fresh.mkdir()
        renditions = []
        for width in widths(picture.width):
            sized = picture.resize(
                (width, max(1, round(picture.height * width / picture.width))), reducing_gap=3
            )
            kinds = ("avif", "webp", "jpg") if width in old(picture.width) else ("avif", "webp")
            for kind in kinds:
                one = Rendition(f"{name}-{width}.{kind}", kind, *sized.size)
                (fresh / one.name).write_bytes(encoded(sized, kind))
                renditions.append(one)
        (fresh / MADE).write_text(json.dumps([asdict(one) for one in renditions]), encoding="utf-8")
        if not folder.exists():  # another build may have been as quick
            shutil.move(fresh, folder)


def widths(own: int) -> tuple[int, ...]:
    """The widths to make of a picture that is `own` points wide: never wider than it is."""
    smaller = tuple(width for width in WIDTHS if width < own)
    return (*smaller, own) if len(smaller) < len(WIDTHS) else smaller


def old(own: int) -> set[int]:
    """The widths that are made as JPEG too."""
    known = widths(own)
    return {max((width for width in known if width <= most), default=known[0]) for most in OLD}


def encoded(picture: Image.Image, kind: str) -> bytes:
    """The picture as a file of that kind; for a phone, at the best quality that is small enough there."""
    if kind == "jpg" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, WHITE)
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    content = b""
    for quality in STEPS[kind]:
        written = io.BytesIO()
        picture.save(written, KINDS[kind], quality=quality, **SETTINGS[kind])
        content = written.getvalue()
        if picture.width > PHONE or len(content) <= LARGEST_ON_A_PHONE:
            break
    return content
