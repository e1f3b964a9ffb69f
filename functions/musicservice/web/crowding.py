"""Holds off a source that sends far more forms than a school full of people does.

It counts in the memory of this process and nowhere else: there is nothing to ask that could fail or be late,
and no address is written down or put on a disk. A process that has just begun knows nobody (decision 0046).
"""

import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from typing import TypeAlias

from musicservice.domain.pace import Left, Pace, spent
from musicservice.web.request import RefusedError, Request

Source: TypeAlias = tuple[bool, bytes]
SOURCES = 4096
"""How many are remembered. The one not heard of for longest is forgotten first, to its advantage."""
BY_THEMSELVES = frozenset({"/reports"})
"""What browsers send unasked is counted apart: it must not use up what people send."""
NETWORK = 8
"""Octets of an address of the newer kind: one household or school has all of them that begin alike."""
OLDER_WITHIN_NEWER = b"\0" * 10 + b"\xff\xff"


class Crowding:
    """What is left of each source's forms."""

    def __init__(
        self, pace: Pace, *, behind_edge: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`pace` is what a source may do, `behind_edge` whether CloudFront is before us and says who asks."""
        self.pace, self.behind_edge, self.clock = pace, behind_edge, clock
        self.seen: OrderedDict[Source, Left] = OrderedDict()
        self.lock = threading.Lock()

    def admit(self, request: Request) -> None:
        """Lets pass what only looks, and so much of what changes something. Raises RefusedError with 429."""
        if request.method != "POST":
            return
        source = (request.route in BY_THEMSELVES, network(address(request, behind_edge=self.behind_edge)))
        with self.lock:
            left, wait = spent(self.pace, self.seen.pop(source, None), self.clock())
            self.seen[source] = left
            if len(self.seen) > SOURCES:
                self.seen.popitem(last=False)
        if wait:
            raise RefusedError(429, "too-many", wait=ceil(wait))


def address(request: Request, *, behind_edge: bool) -> str:
    """Where a request comes from, by whoever can know: the last that our own edge wrote down, or the peer.

    CloudFront puts the address it was asked from at the end of X-Forwarded-For, and API Gateway that of
    CloudFront, its peer, behind it. What stands further in front came with the request, and anybody can
    write it.
    """
    if not behind_edge:
        return request.peer
    told = ",".join(request.headers.get("x-forwarded-for", ())).split(",")
    hops = [hop.strip() for hop in told]
    if hops[-1] == request.peer and len(hops) > 1:
        hops.pop()
    return hops[-1] or request.peer


def network(told: str) -> bytes:
    """What counts as one source. All that is no address is one together, so that nothing is let off by it."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            octets = socket.inet_pton(family, told)
        except (OSError, ValueError):
            continue
        if family is socket.AF_INET or octets.startswith(OLDER_WITHIN_NEWER):
            return octets[-4:]
        return octets[:NETWORK]
    return b""
