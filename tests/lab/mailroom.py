"""A mail service of our own that speaks SES's words: it takes letters, or does what mail services do."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.faults import listening

TAKE, TAKE_AND_HANG_UP, BUSY, BROKEN, NEVER = "take", "take and hang up", "busy", "broken", "never"
REFUSALS = {
    BUSY: (429, "TooManyRequestsException"),
    BROKEN: (500, "InternalServiceErrorException"),
    NEVER: (400, "BadRequestException"),
}


@dataclass
class Mailroom:
    """`plan` says what happens to a letter at its nth try, counted from 1. `taken` counts by message."""

    address: str = ""
    plan: Callable[[str, int], str] = lambda _letter, _n: TAKE
    tries: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def comes(self, letter: str) -> str:
        with self.lock:
            self.tries[letter] += 1
            what = self.plan(letter, self.tries[letter])
            self.taken[letter] += what in {TAKE, TAKE_AND_HANG_UP}
            self.told[what] += 1
        return what


@contextmanager
def mailroom() -> Iterator[Mailroom]:
    made = Mailroom()

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            letter = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            what = made.comes(letter["EmailTags"][0]["Value"])
            if what == TAKE_AND_HANG_UP:
                self.close_connection = True
                return
            status, kind = REFUSALS.get(what, (200, ""))
            said = json.dumps({"message": "no"} if kind else {"MessageId": "1"}).encode()
            self.send_response(status)
            if kind:
                self.send_header("x-amzn-ErrorType", kind)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            """Keeps its thoughts to itself."""

    with listening(Desk) as made.address:
        yield made
