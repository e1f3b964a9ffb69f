"""Reads many files in several processes, and gives the same results in the same order as one would.

Turning Markdown into HTML is most of a build, and each file is by itself. It does not know what is read.
"""

import multiprocessing
import os
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

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
    processes = _cores() if processes is None else processes
    forks = "fork" in (multiprocessing.get_all_start_methods() if start_methods is None else start_methods)
    if len(sources) < threshold or processes == 1 or not forks:
        return [read(source) for source in sources]
    share = max(1, len(sources) // (processes * 4))
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return pool.map(read, sources, chunksize=share)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
