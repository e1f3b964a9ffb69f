"""Sending a form with a file, as a browser does it: multipart, the file last."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4


@dataclass(frozen=True)
class Told:
    """What came back. `location` is where the browser would go next."""

    status: int
    location: str
    body: bytes


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirection and does not follow it."""

    def redirect_request(self, *_: Any) -> None:
        return None


DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)


def form(
    fields: Mapping[str, str], content: bytes | None, name: str = "letter.pdf", kind: str = "application/pdf"
) -> tuple[bytes, str]:
    """The body and its type; without a file where `content` is None."""
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    if content is not None:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


def send(address: str, fields: Mapping[str, str], content: bytes | None, **named: str) -> Told:
    body, kind = form(fields, content, **named)
    return post(address, body, kind)


def post(address: str, body: bytes, kind: str) -> Told:
    asked = urllib.request.Request(address, body, {"Content-Type": kind})
    try:
        with DIRECT.open(asked, timeout=30) as answer:
            return Told(answer.status, answer.headers.get("Location", ""), answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Told(refused.code, refused.headers.get("Location", ""), refused.read())
