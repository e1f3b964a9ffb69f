"""Files as families send them, and as they should not: small, invented, made here."""

import io
import struct
import zipfile
import zlib
from base64 import b64decode

PLAIN_JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////"
    "////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////"
    "////////////////////wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAA"
    "AAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQChP/2Q=="
)
"""Three pixels by two, from a browser, with nothing in it but the picture."""
PLACE = b"54.7761 N 1.5733 W"
"""Where a photo says that it was taken."""


def pdf(inside: bytes = b"<< /Type /Catalog >>", *, end: bytes = b"\n%%EOF\n") -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + inside + b"\nendobj\ntrailer << /Root 1 0 R >>" + end


def object_stream(inside: bytes) -> bytes:
    packed = zlib.compress(inside, 9)
    return b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n" + packed + b"\nendstream"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), name) + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 3, height: int = 2, *, extra: bytes = b"", after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0\x7f\x7f\x7f" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + extra + rows + chunk(b"IEND", b"") + after


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def exif(orientation: int = 6, order: str = "<") -> bytes:
    """As a phone writes it: which way up, and where it was."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", 8)
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(
        f"{order}HHII", 0x8825, 4, 1, 64
    )
    tiff = head + struct.pack(f"{order}H", 2) + entries + struct.pack(f"{order}I", 0)
    return segment(0xE1, b"Exif\0\0" + tiff + PLACE)


def jpeg(*, extra: bytes = b"", after: bytes = b"") -> bytes:
    return PLAIN_JPEG[:2] + extra + PLAIN_JPEG[2:] + after


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data) + 8, name) + data


def heic(
    width: int = 4032,
    height: int = 3024,
    *,
    brand: bytes = b"heic",
    others: bytes = b"mif1heic",
    more: bytes = b"",
) -> bytes:
    size = box(b"ispe", struct.pack(">III", 0, width, height))
    meta = box(b"meta", b"\0\0\0\0" + box(b"iprp", box(b"ipco", size + more)))
    return box(b"ftyp", brand + b"\0\0\0\0" + others) + meta + box(b"mdat", b"picture")


def archive(name: str = "letter.txt", content: bytes = b"hello") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, content)
    return held.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>letter.pdf</title><script>alert(1)</script>"
GIF_SCRIPT = b"GIF89a=1;alert(1)//" + bytes(64)
