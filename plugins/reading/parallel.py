"""Does the same to many things in several processes, and gives the results that one would, in their order.

Turning Markdown into HTML and drawing pages are most of a build, and each is by itself. It does not know what
is done.
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

# Below this a pool costs more than it saves.
THRESHOLD = 100
S = TypeVar("S")
R = TypeVar("R")


def read_all(
    sources: Sequence[S],
    read: Callable[[S], R],
    threshold: int = THRESHOLD,
    processes: int | None = None,
    start_methods: Collection[str] | None = None,
) -> list[R]:
    """`read` of each source, in order; by forked processes where there are enough files and cores.

    `read` must be picklable, and its results too. An exception in any of them is raised here.
    `processes` and `start_methods` are what this machine has, unless told.
    """
    processes = available() if processes is None else processes
    forks = "fork" in (multiprocessing.get_all_start_methods() if start_methods is None else start_methods)
    if len(sources) < threshold or processes == 1 or not forks:
        return [read(source) for source in sources]
    share = max(1, len(sources) // (processes * 4))
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return pool.map(read, sources, chunksize=share)


_inherited: list[Callable[[int], Any]] = []


def each(count: int, do: Callable[[int], R], threshold: int = THRESHOLD) -> list[R]:
    """`do` of each number below `count`, as `read_all`: for what cannot be pickled, and is inherited instead.

    What `do` changes beside its result may be lost. Only the results must be picklable.
    """
    _inherited.append(do)
    # What is there already is garbage in no process, and looking through it would copy all of it.
    gc.freeze()
    try:
        return read_all(range(count), _do, threshold)
    finally:
        gc.unfreeze()
        _inherited.pop()


def _do(number: int) -> Any:
    return _inherited[-1](number)


def available() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
