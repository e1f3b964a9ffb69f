"""A web server that can be told to leave, and first answers everybody whom it has let in.

The old server and the new one listen on the same socket, so either may let somebody in. One that ended at
once would hang up on whoever came in that moment. It knows nothing of what is served.
"""

import socket
import threading
import time
from typing import Any
from wsgiref.types import WSGIApplication

from waitress.channel import HTTPChannel
from waitress.wasyncore import close_all, loop

from local.lingering import server

LONGEST_FAREWELL = 1.5  # seconds; less than a part is given before it is made to end
SHORT = 0.05
LONG = 1.0


class Serving:
    """Serves `app` on a listening socket. `run` returns some time after `leave` was called."""

    def __init__(self, app: WSGIApplication, listener: socket.socket, **settings: Any) -> None:
        self._open: dict[int, Any] = {}
        self._server = server(app, listener, self._open, settings)
        self._woken = threading.Event()

    def run(self) -> None:
        """Serve until told to leave, then answer whoever is already in."""
        while self._server.accepting:
            loop(LONG, map=self._open, count=1)
        self._woken.wait(LONGEST_FAREWELL)  # who says so in another thread may not have rung yet
        last = time.monotonic() + LONGEST_FAREWELL
        while any(map(waits, self.guests())) and time.monotonic() < last:
            loop(SHORT, map=self._open, count=1)
        self._server.task_dispatcher.shutdown(timeout=1)
        if not self._server.task_dispatcher.threads:  # one that still works would write to what is closed
            close_all(self._open)

    def leave(self) -> None:
        """Let nobody else in. May be called from a signal's handler or another thread."""
        if self._server.accepting:
            self._server.accepting = False
            self._server.pull_trigger()
            self._woken.set()

    def guests(self) -> list[HTTPChannel]:
        """The connections that are open."""
        return [one for one in [*self._open.values()] if isinstance(one, HTTPChannel)]


def waits(guest: HTTPChannel) -> bool:
    """Whether somebody has asked and is not yet answered, or has come and not yet asked."""
    untouched = guest.last_activity == guest.creation_time
    return bool(untouched or guest.request or guest.requests or guest.total_outbufs_len)
