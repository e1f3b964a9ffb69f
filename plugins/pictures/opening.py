"""Opens a picture as it came from a phone: upright, in the web's colours, and nothing but what is seen.

What cannot be used is refused in words. Where a camera stood, when, and whose it is never gets past here: the
picture that comes out is a new one, of the points alone.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

LARGEST_FILE = 50_000_000  # bytes
MOST_POINTS = 100_000_000
"""A phone's largest picture has some 50 million; far more is made to fill a computer's memory."""
LEAST = 320
"""Points along the longer edge: fewer are a stamp on a page."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
MOVING = {"PNG", "WEBP", "AVIF"}
"""Formats that can hold a film. A phone's JPEG or HEIC may hold more pictures too: its first is the one."""
OPAQUE = 255
SRGB = ImageCms.createProfile("sRGB")
A_PICTURE = "a photograph saved as JPEG, PNG, WebP, AVIF or HEIC"


class UnfitPictureError(Exception):
    """A file that cannot be shown: what was expected and what was found, in words."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"{expected}; found {found}")
        self.expected = expected
        self.found = found


def opened(file: Path) -> Image.Image:
    """The picture in `file`, as RGB or, where parts can be seen through, RGBA; raises UnfitPictureError.

    What kind of file it is, its content says: phones and mail programs give wrong endings.
    """
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise UnfitPictureError(
            f"a file of at most {LARGEST_FILE // 1_000_000} MB: send it from the phone in a smaller size",
            f"{size // 1_000_000} MB",
        )
    with _told_plainly(), Image.open(io.BytesIO(file.read_bytes()), formats=FORMATS) as raw:
        _is_fit(raw)
        raw.load()
        return _bare(_in_colours(ImageOps.exif_transpose(raw)))


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Puts the library's errors into words: only a file is read here, so the fault is the file's."""
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            yield
    except UnfitPictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many() from None
    except UnidentifiedImageError:
        raise UnfitPictureError(A_PICTURE, "something else, or a damaged file") from None
    except (OSError, SyntaxError, ValueError, RuntimeError, EOFError, MemoryError) as broken:
        raise UnfitPictureError(
            "a whole picture: get it from the phone once more", "a damaged one"
        ) from broken


def _is_fit(raw: Image.Image) -> None:
    if raw.width * raw.height > MOST_POINTS:
        raise _too_many()
    if max(raw.size) < LEAST:
        raise UnfitPictureError(
            f"a picture of at least {LEAST} points along its longer edge: send it in its full size",
            f"{raw.width} by {raw.height}",
        )
    if raw.format in MOVING and getattr(raw, "n_frames", 1) > 1:
        raise UnfitPictureError("a picture that does not move: save one moment of it", "a film")


def _too_many() -> UnfitPictureError:
    return UnfitPictureError(f"a picture of at most {MOST_POINTS // 1_000_000} million points", "far more")


def _in_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, 8 bits deep; transparent only where something can be seen through it."""
    if picture.mode.startswith(("I", "F")):
        picture = picture.convert("I").point(lambda depth: depth / 256).convert("L")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        thinnest, _ = clear.getchannel("A").getextrema()
        return clear if thinnest != OPAQUE else clear.convert("RGB")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, own, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            return picture.convert("RGB")  # a damaged profile: the points themselves are good
        return changed or picture.convert("RGB")
    return picture.convert("RGB")


def _bare(picture: Image.Image) -> Image.Image:
    """The points alone, in a picture that has never heard of a camera."""
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh
