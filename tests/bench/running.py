"""Runs what is measured as a process, and says what it took: on the wall, and of the processor."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measuring import Spent


class RunFailedError(Exception):
    """What was to be measured did not end well. The message is the end of what it said."""


def spent_by(command: Sequence[str], cwd: Path, environment: Mapping[str, str], log: Path) -> Spent:
    """What a command took, with all its children that it waited for. Raises RunFailedError."""
    with log.open("wb") as said:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env=dict(environment), stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RunFailedError(f"{' '.join(command[:4])}… ended with {child.returncode}:\n{words}")
    return Spent(wall, used.ru_utime + used.ru_stime)


def took(action: Callable[[], object]) -> Spent:
    """What an action within this process took."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


@contextmanager
def quiet() -> Iterator[None]:
    """What a function notes of each request goes nowhere instead of among the figures."""
    sys.stdout.flush()
    before = os.dup(1)
    with Path(os.devnull).open("ab") as into:
        os.dup2(into.fileno(), 1)
        try:
            yield
        finally:
            sys.stdout.flush()
            os.dup2(before, 1)
            os.close(before)
