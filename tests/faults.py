"""A proxy before an engine that does what networks and busy databases do, and writes down what passes.

No local engine ever loses an answer, throttles or reports a conflict by itself.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest

from musicservice.services import booking, drafting, linked, managing, submitting


@dataclass(frozen=True)
class Pass:
    """Let it through."""


@dataclass(frozen=True)
class LoseAnswer:
    """Let the engine do it, then cut the line before anybody hears of it."""


@dataclass(frozen=True)
class CutBefore:
    """Cut the line before the engine hears of it."""


@dataclass(frozen=True)
class Answer:
    """Answer in the engine's place."""

    status: int
    content: dict[str, Any]


@dataclass(frozen=True)
class Garble:
    """Let the engine do it and send half of its answer."""


@dataclass(frozen=True)
class Hold:
    """Let it through when told to, however long after everybody has given up."""

    released: threading.Event


@dataclass(frozen=True)
class Delay:
    """Let it through after so many seconds, whoever still listens."""

    seconds: float


Fault = Pass | Hold | Delay | LoseAnswer | CutBefore | Answer | Garble
LONGEST_HOLD = 60
DYNAMODB = "com.amazonaws.dynamodb.v20120810#"
THROTTLED = Answer(400, {"__type": f"{DYNAMODB}ThrottlingException", "message": "slow down"})
SERVER_ERROR = Answer(500, {"__type": f"{DYNAMODB}InternalServerError", "message": "sorry"})


def cancelled(*reasons: str) -> Answer:
    listed = [{"Code": reason} for reason in reasons]
    kind = f"{DYNAMODB}TransactionCanceledException"
    return Answer(400, {"__type": kind, "Message": "cancelled", "CancellationReasons": listed})


@dataclass(frozen=True)
class Call:
    """One call that passed: the operation, such as GetItem, and what was asked."""

    operation: str
    path: str
    asked: dict[str, Any]


@dataclass
class Proxy:
    """`plan` says what happens to the nth call of an operation, counted from 1."""

    address: str
    calls: list[Call] = field(default_factory=list)
    plan: Callable[[str, int], Fault] = lambda _operation, _n: Pass()

    def note(self, call: Call) -> Fault:
        self.calls.append(call)
        return self.plan(call.operation, self.count(call.operation))

    def count(self, operation: str) -> int:
        return sum(call.operation == operation for call in self.calls)

    def first(self, operation: str, *faults: Fault) -> None:
        """Let the first calls of one operation suffer these faults, in this order."""
        self.plan = lambda name, n: faults[n - 1] if name == operation and n <= len(faults) else Pass()

    def always(self, operation: str, fault: Fault) -> None:
        self.plan = lambda name, _n: fault if name == operation else Pass()


@contextmanager
def proxy(engine: str) -> Iterator[Proxy]:
    lock = threading.Lock()

    class Line(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2] or self.path
            with lock:
                fault = made.note(Call(operation, self.path, json.loads(content or b"{}")))
            match fault:
                case CutBefore():
                    self.close_connection = True
                case Answer(status, said):
                    self.say(status, json.dumps(said).encode(), "application/x-amz-json-1.0")
                case Hold(released):
                    released.wait(LONGEST_HOLD)
                    with suppress(ConnectionError):
                        self.pass_on(content, fault)
                case Delay(seconds):
                    time.sleep(seconds)
                    with suppress(ConnectionError):
                        self.pass_on(content, fault)
                case _:
                    self.pass_on(content, fault)

        def pass_on(self, content: bytes, fault: Fault) -> None:
            line = HTTPConnection(urlsplit(engine).netloc, timeout=20)
            try:
                line.request("POST", self.path, content, dict(self.headers))
                answer: HTTPResponse = line.getresponse()
                said = answer.read()
            finally:
                line.close()
            if isinstance(fault, LoseAnswer):
                self.close_connection = True
            else:
                kind = answer.headers.get("Content-Type", "")
                self.say(answer.status, said, kind, half=isinstance(fault, Garble))

        def say(self, status: int, said: bytes, kind: str, *, half: bool = False) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.send_header("x-amz-crc32", str(crc32(said)))  # as AWS does: half an answer shows by it
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(said[: len(said) // 2] if half else said)
            self.close_connection = self.close_connection or half

        def log_message(self, *_: Any) -> None:
            """Keeps its thoughts to itself."""

    made = Proxy("")
    with listening(Line) as made.address:
        yield made


class Listening(ThreadingHTTPServer):
    """Whoever asks may be killed, and the engine with them: that is the experiment, and no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tells of everything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server of one's own on this machine, for as long as the context lasts: its address."""
    server = Listening(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def impatient() -> Iterator[None]:
    """The same patience, only shorter: what somebody is told does not depend on how long it was tried."""
    with pytest.MonkeyPatch.context() as patch:
        for service in (booking, drafting, linked, managing, submitting):
            patch.setattr(service, "PATIENCE", 0.5)
        yield
