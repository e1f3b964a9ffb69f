"""Tells whether a process number still means the process it meant, and ends those that do.

A number alone proves nothing: the system gives it to another program later. Number and start time together
are unique until the machine restarts. It knows nothing of what the processes do.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 2.0  # seconds between asking a process to end and ending it
GONE = ("Z", "X")  # ended, and only waiting for its parent to notice


@dataclass(frozen=True)
class Process:
    """One process: its number, and when it started in the system's own notation.

    Ours lead a group of their own, so what they started in turn is ended with them.
    """

    pid: int
    started: str

    def alive(self) -> bool:
        return start_time(self.pid) == self.started


def process(pid: int) -> Process:
    """The process that has this number now."""
    return Process(pid, start_time(pid) or "")


def start_time(pid: int) -> str | None:
    """When the process began, as text that is only good for comparing. None: there is no such process."""
    return from_proc(pid) if Path("/proc/self/stat").exists() else from_ps(pid)


def from_proc(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, *rest = stat.rpartition(")")[2].split()  # the name before it may hold spaces and brackets
    return None if state in GONE else rest[18]


def from_ps(pid: int) -> str | None:
    """For macOS and the BSDs, which have no /proc."""
    command = ["ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)]
    return in_list(subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout)


def in_list(line: str) -> str | None:
    """The start time in a line of ps such as "Ss   Tue Nov 24 02:27:54 2026"."""
    state, _, began = line.strip().partition(" ")
    return None if not began or state.startswith(GONE) else began.strip()


def end(processes: Iterable[Process]) -> None:
    """Ask those that are still themselves to end, and end what has not after `PATIENCE` seconds."""
    left = [each for each in processes if send(each, signal.SIGTERM)]
    deadline = time.monotonic() + PATIENCE
    while left and time.monotonic() < deadline:
        time.sleep(0.02)
        left = [each for each in left if each.alive()]
    for each in left:
        send(each, signal.SIGKILL)


def send(one: Process, what: signal.Signals) -> bool:
    if not one.alive():
        return False
    try:
        os.killpg(one.pid, what)
    except OSError:  # it ended in between, or was never ours to end
        return False
    return True
