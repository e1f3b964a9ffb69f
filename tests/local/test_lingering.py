"""A thread keeps whom it has answered for a moment, and never at the cost of somebody else."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from local import lingering
from local.crew import listen
from local.serving import Serving

LARGE = 3_000_000


@dataclass
class Place:
    """A server with one thread, which says its path and counts how often its loop was woken."""

    listener: socket.socket = field(default_factory=lambda: listen(0))
    woken: list[None] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.serving = Serving(self.answer, self.listener.dup(), threads=1)
        wake = self.serving._server.trigger.pull_trigger
        self.serving._server.trigger.pull_trigger = lambda *_: (self.woken.append(None), wake())
        self.running = threading.Thread(target=self.serving.run, daemon=True)
        self.running.start()

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        path = environ["PATH_INFO"].encode()
        if path == b"/waits":
            self.let_go.wait(10)
        content = path * (LARGE if path == b"/" else 1) + environ["wsgi.input"].read()
        start_response("200 OK", [("Content-Length", str(len(content)))])
        return [content]

    def come(self) -> "Somebody":
        return Somebody(socket.create_connection(self.listener.getsockname(), timeout=10))


@dataclass
class Somebody:
    line: socket.socket
    come: bytes = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()

    def say(self, *paths: str) -> None:
        self.line.sendall(b"".join(f"GET {one} HTTP/1.1\r\nHost: here\r\n\r\n".encode() for one in paths))

    def hear(self) -> bytes:
        """The body of the next answer."""
        while b"\r\n\r\n" not in self.come:
            self.more()
        head, _, self.come = self.come.partition(b"\r\n\r\n")
        size = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(self.come) < size:
            self.more()
        body, self.come = self.come[:size], self.come[size:]
        return body

    def more(self) -> None:
        got = self.line.recv(65_536)
        assert got, "the line was cut"
        self.come += got

    def ask(self, path: str) -> bytes:
        self.say(path)
        return self.hear()


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(lingering, "MOMENT", 300)  # no slow machine makes it miss who asks at once
    made = Place()
    yield made
    made.let_go.set()
    made.serving.leave()
    made.running.join(10)
    assert not made.running.is_alive()
    made.listener.close()


def test_who_asks_again_at_once_does_not_wake_the_loop(place: Place) -> None:
    with place.come() as one:
        assert [one.ask(f"/{n}") for n in range(5)] == [f"/{n}".encode() for n in range(5)]

        assert not place.woken


def test_a_newcomer_is_answered_while_another_asks_and_asks(place: Place) -> None:
    with place.come() as busy, place.come() as newcomer:
        ended = threading.Event()

        def keep_asking() -> None:
            while not ended.is_set():
                busy.ask("/again")

        asking = threading.Thread(target=keep_asking)
        asking.start()
        try:
            assert newcomer.ask("/new") == b"/new"
        finally:
            ended.set()
            asking.join(10)
        assert not asking.is_alive()


def test_the_loop_reads_nothing_of_what_a_kept_guest_says(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who read from one connection would each find it empty once, and cut it."""
    monkeypatch.setattr(lingering, "MOMENT", 10_000)
    with place.come() as one:
        assert one.ask("/one") == b"/one"

        [guest] = place.serving.guests()
        assert not guest.readable()

    until = time.monotonic() + 10
    while not guest.readable() and guest.connected and time.monotonic() < until:
        time.sleep(0.01)
    assert guest.readable() or not guest.connected  # it is the loop's again as soon as it leaves


def test_questions_sent_together_are_answered_in_their_order(place: Place) -> None:
    with place.come() as one:
        one.say("/a", "/b", "/c")

        assert [one.hear() for _ in "abc"] == [b"/a", b"/b", b"/c"]


def test_somebody_elses_turn_comes_between_questions_sent_together(place: Place) -> None:
    with place.come() as one, place.come() as other:
        one.say("/waits", "/b")
        other.say("/other")
        while not place.serving._server.task_dispatcher.queue:
            time.sleep(0.01)
        place.let_go.set()

        assert (one.hear(), other.hear(), one.hear()) == (b"/waits", b"/other", b"/b")


def test_half_a_question_holds_no_thread(place: Place) -> None:
    with place.come() as slow, place.come() as other:
        assert slow.ask("/first") == b"/first"
        slow.line.sendall(b"GET /second HTTP/1.1\r\nHost: he")

        assert other.ask("/other") == b"/other"
        slow.line.sendall(b"re\r\n\r\n")
        assert slow.hear() == b"/second"


def test_who_waits_to_be_told_to_go_on_is_told(place: Place) -> None:
    with place.come() as one:
        assert one.ask("/first") == b"/first"
        one.line.sendall(
            b"POST /p HTTP/1.1\r\nHost: here\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        )
        while b"100 Continue\r\n\r\n" not in one.come:
            one.more()
        one.come = b""
        one.line.sendall(b"abc")

        assert one.hear() == b"/pabc"


def test_a_large_answer_comes_whole_and_the_next_one_after_it(place: Place) -> None:
    with place.come() as one:
        for _ in range(3):
            assert one.ask("/") == b"/" * LARGE
            assert one.ask("/small") == b"/small"


def test_who_leaves_is_forgotten_and_others_are_served(place: Place) -> None:
    with place.come() as one:
        assert one.ask("/one") == b"/one"
    until = time.monotonic() + 10
    while place.serving.guests() and time.monotonic() < until:
        time.sleep(0.01)
    assert not place.serving.guests()

    with place.come() as other:
        assert other.ask("/other") == b"/other"
