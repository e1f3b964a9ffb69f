"""The parts of the local product, started together, mended while they run and stopped together.

`make run` and the tests use this; neither starts a part another way. It decides the order, and what
happens when a part dies: it is started again on the same address, because every part but ministack keeps
nothing of its own and the database's file survives it; one that keeps dying stops everything, because then
nobody can rely on what they see.
"""

import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from local.claim import Claim
from local.leash import Leash
from local.parts import Plan
from local.process import BrokenError, Part, Running, fetches

LIVES = 3  # deaths within a minute
MINUTE = 60.0


@dataclass
class Crew:
    """The running parts of one plan. Use it as a context: leaving it stops everything it started."""

    plan: Plan
    claim: Claim
    leash: Leash = field(default_factory=Leash)
    running: dict[str, Running] = field(default_factory=dict)
    deaths: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for old in self.plan.places.logs.glob("*.log"):
            old.unlink()

    def begin(self) -> None:
        """Start the services and wait for none of them."""
        for part in self.plan.services:
            self.running[part.name] = self._start(part)

    def complete(self) -> None:
        """Wait for the services, then start the functions and wait for them. Raises `BrokenError`."""
        for part in self.plan.services:
            self.running[part.name].wait_until_it_answers()
        for part in self.plan.functions:
            self.running[part.name] = self._start(part)
        for part in self.plan.functions:
            self.running[part.name].wait_until_it_answers()
        if not fetches(self.plan.addresses.site_url):
            raise BrokenError(f"The server does not answer. {self.running['server'].end_of_log()}")

    def renew(self) -> None:
        """Change every function for one with the present code. `BrokenError`: the old one was kept."""
        for part in self.plan.functions:
            fresh = self._start(part)
            try:
                fresh.wait_until_it_answers()
            except BrokenError:
                fresh.stop()
                raise
            self.running[part.name].stop()
            self.running[part.name] = fresh

    def mend(self) -> Iterator[str]:
        """Start again whatever has died, and say so line by line. Raises `BrokenError` the third time."""
        for name, dead in list(self.running.items()):
            code = dead.exit_code()
            if code is not None:
                yield f"The {name} ended unasked (exit code {code}). {dead.end_of_log()}"
                self._count_death(name)
                self.running[name] = self._start(dead.part)
                self.running[name].wait_until_it_answers()
                lost = " What it held is lost." if name == self.plan.forgets else ""
                yield f"The {name} runs again.{lost}"

    def stop(self) -> None:
        """End every part, those first that need the others, and let go of the leash."""
        for group in (self.plan.functions, self.plan.services):
            ending = [self.running.pop(part.name) for part in group if part.name in self.running]
            for one in ending:
                one.ask_to_stop()
            for one in ending:
                one.stop()
        self.leash.release()

    def _start(self, part: Part) -> Running:
        fresh = Running(part, self.plan.places.log(part.name), self.plan.places.root)
        self.leash.hold(fresh.process)
        others = self.claim.record.parts
        self.claim.note(replace(self.claim.record, parts=(*others, fresh.process)))
        return fresh

    def _count_death(self, name: str) -> None:
        now = time.monotonic()
        recent = [*(when for when in self.deaths.get(name, []) if now - when < MINUTE), now]
        self.deaths[name] = recent
        if len(recent) >= LIVES:
            raise BrokenError(f"The {name} has ended {LIVES} times within a minute.")


def listen(port: int) -> socket.socket:
    """The socket the site is served from, on the loopback interface only. Raises OSError when it is taken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
