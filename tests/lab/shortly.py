"""T22: functions with little time left over an engine that answers late, and connections that are refused."""

import math
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product as pairs
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from musicservice.web import time_left
from tests import faults
from tests.functions.before import Before
from tests.functions.conftest import Product, forget_clients
from tests.functions.policies import SCHEDULED
from tests.lab import cells, letters, line
from tests.lab.figures import Figure, Result, all_of, none
from tests.lab.seats import part
from tests.lab.wire import Wire, wire

LEFT = (0.2, 1.0, 2.0)
LATE, A_LITTLE = faults.Delay(1.2), faults.Delay(0.1)
SOON = 0.3
"""Seconds after which a connection is no longer refused."""
LETTERS = 3
Work = tuple[str, float]


@dataclass
class Ending:
    """Lambda's context: it counts down to when the function is ended."""

    ends: float

    def get_remaining_time_in_millis(self) -> int:
        return max(0, round((self.ends - time.monotonic()) * 1000))


@dataclass
class Watch:
    """How long each function has from now on, and how often one was still at it when it was over."""

    seconds: float = math.inf
    overran: int = 0


@dataclass
class Running(Before):
    """A function as Lambda runs it. Here it is not ended, so that what it would still have done is seen."""

    watch: Watch

    def __call__(self, event: Any, _context: object) -> Any:
        ends = time.monotonic() + self.watch.seconds
        answer = self.app(event, None if self.watch.seconds == math.inf else Ending(ends))
        self.watch.overran += time.monotonic() > ends
        return answer


@dataclass
class Floor:
    """The functions, each run as Lambda does, over an engine behind a wire and a line that can be bad."""

    made: Product
    proxy: faults.Proxy
    wire: Wire
    watch: Watch = field(default_factory=Watch)


@contextmanager
def floor() -> Iterator[Floor]:
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (whole, proxy),
        wire(proxy.address) as way,
    ):
        here = Floor(whole, proxy, way)

        def load(name: str, environment: dict[str, str]) -> Any:
            loaded = whole.load(name, environment)
            return loaded if name == "worker" else SimpleNamespace(app=Running(loaded.app, here.watch))

        settings = {**whole.settings, "AWS_ENDPOINT_URL_DYNAMODB": way.address}
        here.made = replace(whole, settings=settings, load=load)
        yield here


def hurried(here: Floor, of: str, left: float, late: faults.Delay = LATE) -> str:
    """What is wrong once somebody has done it in a function with so many seconds left, and again."""
    deed, do, before = begun(here, of)
    here.watch.seconds, here.proxy.plan = left, lambda _operation, _n: late
    here.proxy.calls.clear()
    page = do()
    steps = len(here.proxy.calls)
    here.watch.seconds, here.proxy.plan = math.inf, line.quiet
    wrong = cells.told_wrong(page, deed, deed.count(here.made) - before)
    return wrong or (f"{steps} steps begun" if steps else "") or settled(here, deed, do, before)


def refused(here: Floor, of: str, until: float) -> str:
    """What is wrong where nobody gets through to the database at first: all along, or for so many seconds."""
    deed, do, before = begun(here, of)
    forget_clients()
    here.wire.close()
    later = threading.Timer(until, here.wire.open)
    if until < math.inf:
        later.start()
    with faults.impatient():
        page = do()
    if until < math.inf:
        later.join()
    else:
        here.wire.open()
    done = deed.count(here.made) - before
    wrong = cells.told_wrong(page, deed, done)
    wrong = wrong or ("kept over no connection" if done and until == math.inf else "")
    return wrong or settled(here, deed, do, before)


def begun(here: Floor, of: str) -> tuple[cells.Deed, cells.Do, int]:
    here.proxy.plan = line.quiet
    cells.clear(here.made)
    deed = cells.DEEDS[of]
    return deed, deed.ready(here.made), deed.count(here.made)


def settled(here: Floor, deed: cells.Deed, do: cells.Do, before: int) -> str:
    """What is wrong once it is done again with time enough."""
    do()
    done = deed.count(here.made) - before
    return "" if done == 1 else f"done {done} times in the end"


def rounds(left: float) -> str:
    """What is wrong once a worker had so many seconds left for a round, and then time enough."""
    with letters.post() as here:
        names = here.put(LETTERS)
        here.clock.at += letters.MINUTE
        for handler in (here.worker.sweep, here.worker.arrived):
            with pytest.raises(Exception, match=r"^(no-time|[0-9a-f]{8})$"):
                handler(SCHEDULED, Ending(time.monotonic() + left))
        begun_with = here.room.tries.total() + sum(state != "pending" for state in here.states().values())
        here.rounds()
        once = all(here.room.taken[one] == 1 for one in names)
    return f"{begun_with} letters begun" if begun_with else "" if once else "not each letter once in the end"


def some(work: Work) -> list[str]:
    """All of one deed, or of the worker's rounds: what is wrong at each try, "" where nothing is."""
    of, share = work
    times = LEFT[: part(share, len(LEFT))]
    if of not in cells.DEEDS:
        return [rounds(left) for left in times]
    with floor() as here:
        short = [hurried(here, of, left) for left in times]
        return short + [refused(here, of, until) for until in (math.inf, SOON)]


def short(share: float, _found: Mapping[str, Result]) -> Result:
    with ProcessPoolExecutor(2) as pool:
        each = list(pool.map(some, [(of, share) for of in (*cells.DEEDS, "letters")]))
    seen = [one for several in each for one in several]
    wrong = [one for one in seen if one]
    steps = sum("begun" in one for one in wrong)
    print(*wrong[:10], sep="\n")
    return Result(
        [
            Figure("tries with two seconds left or less, or with nobody there", len(seen), "tries"),
            all_of("told as it was, and done once in the end", len(seen) - len(wrong), len(seen), "tries"),
            none("tries in which a step began that could outlast the function", steps, "tries"),
        ]
    )


def unasked(run: int) -> bool:
    """Whether it shows that nobody asks how much time is left."""
    of, left = list(pairs((*cells.DEEDS, "letters"), LEFT))[run % (len(LEFT) * (len(cells.DEEDS) + 1))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time_left, "_left", lambda _context: math.inf)
        if of == "letters":
            try:
                return bool(rounds(left))
            except pytest.fail.Exception:
                return True
        with floor() as here:
            return bool(hurried(here, of, left, A_LITTLE))
