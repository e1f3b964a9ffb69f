"""How often one source may do a thing: it has so many in hand, and gets new ones at a steady pace.

A rule about numbers and times. Who a source is, and where what is left of it is kept, is decided elsewhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """At most so many at once, and so many a second after that."""

    at_once: int
    per_second: float


@dataclass(frozen=True)
class Left:
    """What a source had left at a time, in seconds of a clock that only goes forward."""

    count: float
    at: float


SCHOOL = Pace(at_once=270, per_second=8)
"""A class of thirty behind one address may each send 24 pages within the same minute. A form for one child
with help with fees has 22, and nobody fills it in that fast."""


def spent(pace: Pace, before: Left | None, now: float) -> tuple[Left, float]:
    """What is left once one more is asked for, and the seconds to wait: 0 where it is allowed.

    `before` is None for a source not seen before, which has all there is. What is refused costs nothing, so
    whoever keeps on asking is not shut out for longer than whoever waits.
    """
    count = _gained(pace, before, now) if before else float(pace.at_once)
    if count >= 1:
        return Left(count - 1, now), 0.0
    return Left(count, now), (1 - count) / pace.per_second


def _gained(pace: Pace, before: Left, now: float) -> float:
    return min(pace.at_once, before.count + max(0.0, now - before.at) * pace.per_second)
