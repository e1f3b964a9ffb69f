"""What an edit leads to while the product runs: a new build, new function processes, or both side by side.

What fails is said here and on every page; what was good stays until something better is whole.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from local import seats
from local.build import WHAT, Build, BuildFailedError
from local.crew import Crew
from local.process import BrokenError
from local.shown import Shown
from local.watch import Edits

CODE = "The code of the forms"
SEATS = "The number of seats"


def follow(crew: Crew, seen: Edits) -> None:
    """Show the edit, or why it cannot be shown."""
    with timed(f"{seen} changed"):
        if seen.touch_site:
            with Build.begin(crew.plan, crew.leash) as build:
                renew(crew, seen)
                attempt(crew, WHAT, build.finish)
            settle(crew)
        else:
            renew(crew, seen)


def settle(crew: Crew) -> None:
    """Let the live courses have the seats of their files, or say which cannot."""
    attempt(crew, SEATS, partial(seats.follow, crew.plan))


def renew(crew: Crew, seen: Edits) -> None:
    if seen.touch_functions:
        attempt(crew, CODE, crew.renew)


def attempt(crew: Crew, what: str, action: Callable[[], None]) -> None:
    """Do it, and keep the list of what has failed on the pages right."""
    file = crew.plan.places.shown
    try:
        action()
    except (BuildFailedError, BrokenError, seats.SeatsRefusedError) as failed:
        Shown.read(file).failed(what, str(failed)).write(file)
        print(f"\n{failed}\n{what}: the last good version stays.", end="", flush=True)
    else:
        Shown.read(file).mended(what).write(file)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what is done now, and how long it took."""
    print(f"{what}…", end="", flush=True)
    began = time.monotonic()
    yield
    print(f" {time.monotonic() - began:.1f} s", flush=True)
