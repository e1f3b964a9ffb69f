"""Keeps the files of letters on their way to the stand-in for AWS's mail service, which forgets them.

It passes every request on and its answer back as they are, and lays the files of a letter that was taken
under the number that the mail service gave it. `local.mailbox` shows them. What becomes of the letter is told
as `local.told` says.
"""

import base64
import binascii
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from local.gateway import Answer, below, headers, send
from local.told import Told

PATIENCE = 20  # seconds
HOP_BY_HOP = frozenset({"connection", "content-length", "transfer-encoding", "keep-alive"})


@dataclass(frozen=True)
class File:
    """A file of a letter. `kind` is its content type."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Attachments:
    """The files of letters in a folder: one for each letter that has any, forgotten with the letters."""

    folder: Path

    def keep(self, letter: str, files: Iterable[File]) -> None:
        """Lay the files of a letter down, all in one moment: nobody meets half of them."""
        there = self.folder / _safe(letter)
        aside = self.folder / f".{there.name}"
        for number, file in enumerate(files):
            place = aside / str(number)
            place.mkdir(parents=True, exist_ok=True)
            (place / "about.json").write_text(json.dumps([file.name, file.kind]), encoding="utf-8")
            (place / "content").write_bytes(file.content)
        shutil.rmtree(there, ignore_errors=True)
        if aside.exists():
            aside.rename(there)

    def of(self, letter: str) -> list[File]:
        """The files of a letter, in their order."""
        places = sorted((self.folder / _safe(letter)).glob("*"), key=lambda place: int(place.name))
        return [_read(place) for place in places]


class PostOffice:
    """WSGI below `/name`, in front of the mail service at `address`."""

    def __init__(self, stage: str, address: str, kept: Attachments, told: Told) -> None:
        self._stage, self._host, self._kept, self._told = stage, urlsplit(address).netloc, kept, told

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        content = environ["wsgi.input"].read()
        answer = self._passed_on(environ, content)
        if answer[0] == HTTPStatus.OK:
            if files := list(attached(content)):
                self._kept.keep(json.loads(answer[2])["MessageId"], files)
            self._told.tell(content, datetime.now(UTC))
        return send(answer, start_response)

    def _passed_on(self, environ: WSGIEnvironment, content: bytes) -> Answer:
        line = HTTPConnection(self._host, timeout=PATIENCE)
        try:
            path = below(self._stage, environ)
            line.request(environ["REQUEST_METHOD"], path, content, headers(environ))
            answer = line.getresponse()
            fields = [pair for pair in answer.getheaders() if pair[0].lower() not in HOP_BY_HOP]
            return answer.status, fields, answer.read()
        except (OSError, HTTPException):
            return HTTPStatus.BAD_GATEWAY, [("Content-Type", "application/json")], b"{}"
        finally:
            line.close()


def attached(content: bytes) -> Iterable[File]:
    """The files in a request to SES v2; none where it is something else."""
    try:
        found = json.loads(content)["Content"]["Simple"].get("Attachments", ())
        return [_file(one) for one in found]
    except (ValueError, LookupError, TypeError, AttributeError, binascii.Error):
        return []


def _file(one: Mapping[str, Any]) -> File:
    return File(one["FileName"], one["ContentType"], base64.b64decode(one["RawContent"]))


def _read(place: Path) -> File:
    name, kind = json.loads((place / "about.json").read_text(encoding="utf-8"))
    return File(name, kind, (place / "content").read_bytes())


def _safe(letter: str) -> str:
    """The number of a letter as the name of a folder, which leads to no other."""
    return quote(letter, safe="@").replace(".", "%2E")
