"""A thread that has answered somebody waits a moment for their next question, and answers that too.

Whoever keeps a connection asks again at once: for the styles and pictures of a page, say. By waitress's own
ways each question goes from the loop that listens to a thread and back, and in Python those hand-overs cost
more than the answer (decision 0045). So a thread keeps its guest for a moment, unless somebody else waits for
one. Slow guests and half a question go back to the loop. It knows nothing of what is asked.
"""

import select
import socket
import threading
import time
from contextlib import suppress
from typing import Any
from wsgiref.types import WSGIApplication

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

MOMENT = 5  # milliseconds: longer than a browser near by takes, and too short to be missed by others
SERVED = threading.local()
"""`guest`: whom this thread is serving now."""


class Guest(HTTPChannel):
    """A connection that is kept by the thread that answers it, as long as it has something to say.

    While it is `kept` the loop reads nothing from it, so that only one of the two ever does.
    """

    server: "Server"
    socket: socket.socket

    def __init__(self, *known: Any, **named: Any) -> None:
        super().__init__(*known, **named)
        self.kept = False
        self._hears = select.poll()
        self._hears.register(self.socket, select.POLLIN)

    def readable(self) -> bool:
        """Whether the loop shall read from it."""
        return not self.kept and super().readable()

    def service(self) -> None:
        """Answers what was asked, and what is asked next; then it is the loop's again."""
        self.kept, SERVED.guest = True, self
        try:
            super().service()
            while self.server.task_dispatcher.is_idle() and (self.requests or self._asks_again()):
                super().service()
        finally:
            more, SERVED.guest, self.kept = bool(self.connected and self.requests), None, False
            if more:
                self.server.add_task(self)
            self.server.pull_trigger()

    def is_served(self) -> bool:
        """Whether everything it asked is answered and sent, and it may ask again."""
        return self.connected and not (
            self.requests
            or self.request
            or self.total_outbufs_len
            or self.will_close
            or self.close_when_flushed
        )

    def _asks_again(self) -> bool:
        """Whether a whole question comes within the moment."""
        if not (self.is_served() and self.server.accepting and self._hears.poll(MOMENT)):
            return False
        with suppress(OSError):  # who has left or was cut off is the loop's, whose the list of guests is
            if said := self.socket.recv(self.adj.recv_bytes):
                self.last_activity = time.time()
                self.received(said)
        return bool(self.requests)

    def _flush_some(self, do_close: bool = True) -> bool:  # noqa: FBT001, FBT002 - waitress calls it so
        """The loop takes it that nobody else writes once all is answered. Here a thread may: so in turns."""
        with self.outbuf_lock:
            return bool(super()._flush_some(do_close=do_close))  # type: ignore[misc]


class Desk(ThreadedTaskDispatcher):
    """The threads. It says nothing of how many wait: who lingers would count as busy."""

    def add_task(self, guest: Any) -> None:
        """Have a guest answered, unless a thread keeps it and will see by itself."""
        if not guest.kept:
            with self.lock:
                self.queue.append(guest)
                self.queue_cv.notify()

    def is_idle(self) -> bool:
        """Whether nobody waits for a thread."""
        return not self.queue


class Server(TcpWSGIServer):
    """waitress's server with such guests."""

    channel_class = Guest
    task_dispatcher: Desk

    def add_task(self, guest: Any) -> None:
        """Have a guest answered by the next thread that is free."""
        self.task_dispatcher.add_task(guest)

    def pull_trigger(self) -> None:
        """Wake the loop, except for a guest who is answered and still kept: it has nothing to do for them."""
        guest = getattr(SERVED, "guest", None)
        if guest is None or not guest.is_served():
            super().pull_trigger()


def server(
    app: WSGIApplication, listener: socket.socket, known: dict[int, Any], settings: dict[str, Any]
) -> Server:
    """A server on a listening socket; its connections are in the map `known`."""
    adjusted = Adjustments(sockets=[listener], **settings)
    desk = Desk()
    desk.set_thread_count(adjusted.threads)
    address = (listener.family, listener.type, listener.proto, listener.getsockname())
    return Server(
        app, known, _sock=listener, dispatcher=desk, adj=adjusted, sockinfo=address, bind_socket=False
    )
