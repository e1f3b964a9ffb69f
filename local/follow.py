"""What an edit leads to while the product runs: a page at once, a new build, new function processes, or all.

What fails is said here and on every page; what was good stays until something better is whole.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from local import seats
from local.build import WHAT, BuildFailedError
from local.crew import Crew
from local.preview import Preview
from local.process import BrokenError
from local.shown import Shown
from local.watch import Edits

CODE = "The code of the forms"
SEATS = "The number of seats"


def follow(crew: Crew, preview: Preview, seen: Edits) -> None:
    """After each look, also one that saw nothing: show the edit, or why it cannot be shown."""
    if seen.touch_site:
        save(preview, seen)
    if seen.touch_functions:
        if preview.coming is None and not preview.settled:
            preview.begin()  # at once: it takes its time beside what follows
        with timed(f"{seen} changed"):
            attempt(crew, CODE, crew.renew)
    if preview.tend(seen) and preview.coming is not None:
        as_of = preview.coming.as_of
        with timed("The whole site", preview.coming.began):
            attempt(crew, WHAT, preview.finish)
        tell(crew, as_of)
        settle(crew)


def save(preview: Preview, seen: Edits) -> None:
    """Say how soon what was saved is there to be looked at."""
    began = time.monotonic()
    at_once = preview.save(seen)
    soon = f"shown after {time.monotonic() - began:.2f} s, and the" if at_once else "the"
    print(f"{seen} changed: {soon} whole site follows", flush=True)


def tell(crew: Crew, as_of: float) -> None:
    """Say which state of the content has been built, well or not: what was saved meanwhile has not."""
    file = crew.plan.places.shown
    replace(Shown.read(file), as_of=as_of).write(file)


def settle(crew: Crew) -> None:
    """Let the live courses have the seats of their files, or say which cannot."""
    attempt(crew, SEATS, partial(seats.follow, crew.plan))


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
def timed(what: str, began: float | None = None) -> Iterator[None]:
    """Say what is done now, and how long it took, since now or since it began."""
    print(f"{what}…", end="", flush=True)
    began = time.monotonic() if began is None else began
    yield
    print(f" {time.monotonic() - began:.1f} s", flush=True)
