"""The leash: one small process that ends the supervisor's children if the supervisor is killed.

It reads, from a pipe that only the supervisor holds, the processes to watch over, one a line. The pipe closes
when the supervisor ends in whatever way, `kill -9` included; then whatever is left of them is ended. After a
clean stop nothing is left. It decides nothing else, and it does not know what the processes are.
"""

import signal
import subprocess
import sys
from contextlib import suppress

from local.identity import Process, end
from local.places import ROOT


class Leash:
    """The supervisor's end of it."""

    def __init__(self) -> None:
        self._watcher = subprocess.Popen(
            [sys.executable, "-m", "local.leash"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C goes to the terminal's whole group, and must not end it
        )

    def hold(self, one: Process) -> None:
        pipe = self._watcher.stdin
        assert pipe is not None  # noqa: S101 - asked for above; this tells the type checker
        with suppress(BrokenPipeError):  # the watcher itself was killed; the record in run.json still stands
            pipe.write(f"{one.pid} {one.started}\n")
            pipe.flush()

    def release(self) -> None:
        """Close the pipe and wait until the watcher has ended whatever was left."""
        self._watcher.communicate()


def watch() -> None:
    """The other end: read until the pipe closes, then end what is left."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    lines = [line.rstrip("\n").partition(" ") for line in sys.stdin]
    end(Process(int(pid), started) for pid, _, started in lines)


if __name__ == "__main__":
    watch()
