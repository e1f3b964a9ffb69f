"""Pictures drawn by code, as phones and careless people would send them. No photograph of anybody."""

import io
import random
from pathlib import Path

from PIL import Image, ImageDraw, PngImagePlugin

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825
WORDS = "Zofia at home"
TURNED_RIGHT = 6


def drawn(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Circles on a ground that gets lighter, with a mark in the top left corner."""
    dice = random.Random(7)  # noqa: S311 - the same circles every time
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, r = dice.randrange(width), dice.randrange(height), dice.randrange(5, 90)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(dice.randrange(256) for _ in range(3)))
    pen.rectangle((0, 0, width // 4, height // 4), fill=(255, 0, 0))
    return picture.convert(mode)


def noisy(width: int, height: int) -> Image.Image:
    """As full of detail as a picture gets: what no encoder makes small."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])


def saved(
    folder: Path, name: str = "a.jpg", picture: Image.Image | None = None, kind: str = "", **more: object
) -> Path:
    file = folder / name
    (picture or drawn()).save(file, kind or None, **more)
    return file


def telling() -> dict[str, object]:
    """What a phone writes beside the points: how it was held, where it was, and words."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[DESCRIPTION] = TURNED_RIGHT, WORDS
    exif.get_ifd(GPS).update({1: "N", 2: (54.0, 46.0, 30.0), 3: "W", 4: (1.0, 34.0, 30.0)})
    return {"exif": exif, "comment": WORDS.encode(), "xmp": f"<x:xmpmeta>{WORDS}</x:xmpmeta>".encode()}


def bomb(folder: Path) -> Path:
    """A PNG of a few bytes that says it is 50,000 points wide and high."""
    written = io.BytesIO()
    Image.new("L", (400, 400)).save(written, "PNG")
    head = (50_000).to_bytes(4, "big") * 2
    content = bytearray(written.getvalue())
    content[16:24] = head
    content[29:33] = PngImagePlugin._crc32(bytes(content[12:29])).to_bytes(4, "big")
    file = folder / "bomb.png"
    file.write_bytes(bytes(content))
    return file
