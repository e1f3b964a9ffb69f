"""A server that leaves hangs up on nobody who is already in."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from local import serving
from local.crew import listen
from local.serving import LONGEST_FAREWELL, Serving

ASKED = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


def answered(guest: socket.socket) -> bool:
    """Whether the whole answer comes; it may come in pieces."""
    said = b""
    while not said.endswith(b"here") and (more := guest.recv(1000)):
        said += more
    return said.endswith(b"here")


@dataclass
class Place:
    """A server whose answer waits until it is let go."""

    listener: socket.socket = field(default_factory=lambda: listen(0))
    asked: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.serving = Serving(self.answer, self.listener.dup(), threads=2)
        self.running = threading.Thread(target=self.serving.run, daemon=True)
        self.running.start()

    def answer(self, _environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        self.asked.set()
        self.let_go.wait(10)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"here"]

    def come(self) -> socket.socket:
        """A guest whom this server has let in."""
        known = len(self.serving.guests())
        guest = socket.create_connection(self.listener.getsockname(), timeout=10)
        while len(self.serving.guests()) == known:
            time.sleep(0.01)
        return guest

    def left(self, within: float) -> bool:
        self.running.join(within)
        return not self.running.is_alive()


@pytest.fixture
def place() -> Iterator[Place]:
    made = Place()
    yield made
    made.serving.leave()
    made.let_go.set()
    made.running.join(10)
    made.listener.close()


def test_a_request_under_way_is_answered(place: Place) -> None:
    with place.come() as guest:
        guest.sendall(ASKED)
        assert place.asked.wait(10)

        place.serving.leave()
        assert not place.left(within=0.2)
        place.let_go.set()

        assert place.left(within=5)
        assert answered(guest)


def test_who_has_come_and_not_yet_asked_is_answered(place: Place) -> None:
    place.let_go.set()
    with place.come() as guest:
        place.serving.leave()
        assert not place.left(within=0.2)

        guest.sendall(ASKED)

        assert answered(guest)
        assert place.left(within=5)


def test_a_kept_connection_with_nothing_to_say_holds_nobody_up(place: Place) -> None:
    place.let_go.set()
    with place.come() as guest:
        guest.sendall(ASKED)
        assert answered(guest)

        place.serving.leave()

        assert place.left(within=LONGEST_FAREWELL / 2)


def test_who_never_asks_does_not_keep_it_for_ever(place: Place) -> None:
    with place.come():
        place.serving.leave()

        assert place.left(within=LONGEST_FAREWELL + 5)


def test_nobody_new_is_let_in_once_it_leaves(place: Place) -> None:
    with place.come() as known, socket.create_connection(place.listener.getsockname(), timeout=10) as one:
        one.sendall(ASKED)
        assert place.asked.wait(10)
        place.serving.leave()

        with socket.create_connection(place.listener.getsockname(), timeout=10) as late:
            late.sendall(ASKED)
            place.let_go.set()
            known.sendall(ASKED)
            assert place.left(within=5)

            late.settimeout(0.2)
            with pytest.raises(TimeoutError):  # it waits on the shared socket for the next server
                late.recv(1000)


def test_it_closes_nothing_before_whoever_tells_it_to_leave_has_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the bell is rung at what is closed, or at what has been opened in its place."""
    monkeypatch.setattr(serving, "LONG", 0.02)
    place = Place()
    ring = place.serving._server.pull_trigger

    def late() -> None:
        place.running.join(0.3)
        ring()

    monkeypatch.setattr(place.serving._server, "pull_trigger", late)
    place.serving.leave()

    place.running.join(5)
    assert not place.running.is_alive()
    place.listener.close()
