"""T13 and T21: events nobody should send for a while, and 20,000 requests of all kinds."""

import os
import random
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tests.functions.before import Before
from tests.functions.visitor import Visitor
from tests.lab import corpus, events, line, taken
from tests.lab.figures import Figure, Result, at_most, none

REQUESTS, FEW, WARM = 20_000, 2_400, 0.25
"""Requests, how many show memory that is lost, and the share after which it has to stay as it is."""
SECONDS, HANG = 60.0, 1.0
MOST_MORE, MOST_MEMORY = 1.1, 256.0
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Watched(Before):
    """The public function, and how each of its answers went."""

    seconds: list[float] = field(default_factory=list)
    broken: int = 0

    def __call__(self, asked: Any, context: object) -> Any:
        begun = time.perf_counter()
        answer = self.app(asked, context)
        self.seconds.append(time.perf_counter() - begun)
        self.broken += answer["statusCode"] >= 500
        return answer


def memory() -> float:
    """What this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE / 1e6


def soak(share: float, _found: Mapping[str, Result]) -> Result:
    """T21: families fill in whole forms and send them, to two functions beside one another."""
    with ProcessPoolExecutor(2) as pool:
        one, two = pool.map(soaked, [round(share * REQUESTS / 2)] * 2)
    seconds = sorted([*one[0], *two[0]])
    return Result(
        [
            Figure("requests", len(seconds), "requests"),
            none("answers of 5xx", one[1] + two[1], "answers"),
            at_most(
                "95 of 100 were answered within",
                seconds[int(0.95 * len(seconds))],
                0.3,
                "seconds",
                judged=False,
            ),
            at_most("memory at the end, beside after a quarter", max(one[2], two[2]), MOST_MORE, "times"),
        ]
    )


def soaked(wanted: int) -> tuple[list[float], int, float]:
    """Seconds of each answer, how many broke, and memory at the end beside that after a quarter."""
    held = 0.0
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, proxy):
        app = Watched(made.public())
        while len(app.seconds) < wanted:
            Visitor(app, children=1, needs_help=len(app.seconds) % 2 == 0).send()
            proxy.calls.clear()
            if not held and len(app.seconds) >= WARM * wanted:
                held = memory()
        return app.seconds, app.broken, memory() / held


def is_remembered(_run: int) -> bool:
    """Whether memory shows that what was asked is kept. What an earlier run gave back would hide it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(grows).result()


def grows() -> bool:
    with pytest.MonkeyPatch.context() as patch:
        taken.forgotten(patch)
        return soaked(FEW)[2] > MOST_MORE


def odd_events(share: float, _found: Mapping[str, Result]) -> Result:
    """T13, where there is no fuzzer: good events and bad ones, some of what is in them changed at random."""
    chance, slow, broken = random.Random(13), 0, list[str]()  # noqa: S311 - the same each time
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, proxy):
        good = [one for one in corpus.good(made, "public") if isinstance(one, dict)]
        app, until = Watched(made.public()), time.monotonic() + SECONDS * share
        while time.monotonic() < until:
            odd = events.changed(deepcopy(chance.choice(good)), chance, lambda octets: spoilt(octets, chance))
            try:
                app(odd, None)
            except Exception as raised:  # noqa: BLE001 - nothing may be
                broken.append(type(raised).__name__)
            slow += bool(app.seconds) and app.seconds[-1] > HANG
            proxy.calls.clear()
    print(*broken[:3])
    return Result(
        [
            Figure("events with something odd in them", len(app.seconds), "events", "seed 13"),
            none("answers of 5xx", app.broken, "answers"),
            none("exceptions that got out", len(broken), "exceptions"),
            none(f"answers that took longer than {HANG:g} s", slow, "answers"),
            at_most("memory at the end", memory(), MOST_MEMORY, "MB"),
        ]
    )


def spoilt(octets: bytes, chance: random.Random) -> bytes:
    """With an octet or two of no meaning somewhere."""
    place = chance.randint(0, len(octets))
    return octets[:place] + chance.randbytes(chance.randint(1, 2)) + octets[place + 1 :]
