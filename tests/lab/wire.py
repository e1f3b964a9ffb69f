"""A wire between two ends: it can be closed, so that nobody gets through, and cut once something was sent.

It knows nothing of what goes over it but how it begins.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

A_PIECE = 65_536


@dataclass
class Wire:
    """What comes to `address` goes on to `far`. `cutting` are beginnings of what gets no answer.

    `cut` counts how often the far end answered, and nobody heard of it.
    """

    far: tuple[str, int]
    address: str
    cutting: tuple[bytes, ...] = ()
    cut: int = 0
    _listener: socket.socket | None = None
    _ends: set[socket.socket] = field(default_factory=set)

    @property
    def place(self) -> tuple[str, int]:
        return end_of(self.address)

    def open(self) -> None:
        """Let whoever comes get through."""
        listener = socket.create_server(self.place, backlog=64)
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._listener = listener
        threading.Thread(target=self._welcome, args=(listener,), daemon=True).start()

    def close(self) -> None:
        """Refuse whoever comes, and hang up on everybody."""
        if self._listener is not None:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for end in [*self._ends]:
            hang_up(end)
        self._ends.clear()

    def _welcome(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.far)
            except OSError:
                hang_up(near)
                continue
            self._ends |= {near, far}
            call = Call(self, near, far)
            for carry in (call.there, call.back):
                threading.Thread(target=carry, daemon=True).start()


@dataclass
class Call:
    """One connection over the wire."""

    wire: Wire
    near: socket.socket
    far: socket.socket
    doomed: bool = False

    def there(self) -> None:
        with suppress(OSError):
            while piece := self.near.recv(A_PIECE):
                self.doomed = self.doomed or piece.startswith(self.wire.cutting or (b"\0",))
                self.far.sendall(piece)
        hang_up(self.far)

    def back(self) -> None:
        with suppress(OSError):
            while piece := self.far.recv(A_PIECE):
                if self.doomed:
                    self.wire.cut += 1
                    break
                self.near.sendall(piece)
        hang_up(self.near)
        hang_up(self.far)


def hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def end_of(address: str) -> tuple[str, int]:
    found = urlsplit(address)
    return found.hostname or "127.0.0.1", found.port or 0


@contextmanager
def wire(far: str) -> Iterator[Wire]:
    """A wire that is open."""
    made = Wire(end_of(far), "http://127.0.0.1:0")
    made.open()
    try:
        yield made
    finally:
        made.close()
