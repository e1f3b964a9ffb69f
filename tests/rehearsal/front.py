"""The front door of the local AWS, as a browser without script comes to it, and the mail it sent."""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import urllib3

from tests.functions.booking import Booker
from tests.functions.office.officer import Officer
from tests.functions.pages import Page
from tests.functions.visitor import STAGE, Visitor, site

PATIENCE = 100.0
"""Seconds to wait for what the worker does: it is woken once a minute, and wakes slowly."""
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
Found = TypeVar("Found")


@dataclass(frozen=True)
class Front:
    """Where the local AWS answers, whose certificate `trusted` is, and which API is which function's.

    It enters with `keys`, as CloudFront does, whose keys these are.
    """

    address: str
    trusted: Path
    apis: Mapping[str, str]
    keys: Mapping[str, str]

    def asked(
        self, which: str, method: str, path: str, cookies: Mapping[str, str], content: bytes | None
    ) -> Page:
        """One request to a function's API, through its stage, and its answer."""
        headers = {"Host": f"{self.apis[which]}.execute-api.127.0.0.1", "Sec-Fetch-Site": "same-origin"}
        if key := self.keys[which]:
            headers["x-api-key"] = key
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if content is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.http.request(
            method, self.address + path, body=content, headers=headers, redirect=False, retries=False
        )
        return Page(path, answer.status, dict(answer.headers), answer.data.decode())

    @property
    def http(self) -> urllib3.PoolManager:
        """Asks the local AWS and nobody else."""
        return urllib3.PoolManager(ca_certs=str(self.trusted), timeout=90.0)

    def letters(self, to: str) -> list[Mapping[str, Any]]:
        """What was sent to an address, the latest first."""
        said = json.loads(self.http.request("GET", f"{self.address}/_ministack/ses/messages").data)
        every = [one for sent in said["messages"].values() for one in sent]
        return [one for one in reversed(every) if to in one["To"]]

    def letter(self, to: str, about: str) -> str:
        """The text of the latest letter with such a subject or text, once it came. Raises TimeoutError."""

        def look() -> str:
            return next(
                (one["BodyText"] for one in self.letters(to) if about in one["Subject"] + one["BodyText"]), ""
            )

        return until(look, f"a letter to {to} about {about}")

    def link(self, to: str, place: str) -> str:
        """The path that the latest letter to somebody leads to, once it came. Raises TimeoutError."""
        text = self.letter(to, place)
        return next(urlsplit(one).path for one in re.findall(r"https?://\S+", text) if place in one)


def until(look: Callable[[], Found], what: str) -> Found:
    """What `look` finds, once that is something. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come within {PATIENCE:.0f} s")
        time.sleep(0.5)
    return found


@dataclass
class Caller(Visitor):
    """A visitor whose pages come through API Gateway; `app` is the front."""

    def _asked(self, method: str, address: str, content: bytes | None = None) -> Page:
        if not address.startswith(STAGE):
            return Page(address, 200, {}, site()[urlsplit(address).path])
        answer = self.app.asked("public", method, address, self.cookies, content)
        self._keep_cookies(answer.headers.get("Set-Cookie", ""))
        return Page(address, answer.status, answer.headers, answer.body)


@dataclass
class School(Caller, Booker):
    """A school that books, likewise."""


@dataclass
class Colleague(Officer):
    """Somebody in the office, who signs in at the pool's own page."""

    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Signs in."""
        door = self.asked("GET", "/sign-in?back=/").headers["Location"]
        shown = self.app.http.request("GET", door).data.decode()
        fields = {name: unescape(value) for name, value in INPUT.findall(shown)}
        sent = urlencode(fields | {"username": self.id, "password": self.password})
        back = self.app.http.request(
            "POST",
            f"{self.app.address}/login",
            body=sent,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            redirect=False,
        ).headers["Location"]
        self.get(f"/signed-in?{urlsplit(back).query}")

    def asked(self, method: str, address: str, content: bytes | None = None, **headers: str) -> Page:
        """One request and its answer, unfollowed."""
        del headers
        answer = self.app.asked("office", method, f"/office{address}", self.cookies, content)
        self._keep(answer.headers.get("Set-Cookie", ""))
        return Page(address, answer.status, answer.headers, answer.body)
