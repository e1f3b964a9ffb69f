"""One part of the local product as a running process: start it, wait until it answers, stop it.

It decides nothing about what the parts are; those are made in `local.parts`.
"""

import os
import re
import select
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from local.identity import PATIENCE, Process, process

SLOWEST_START = 40.0  # seconds; the slowest part takes under two on an idle machine
OUTWARD = re.compile(r"AWS_.*|.*_proxy", re.IGNORECASE)
ANNOUNCING = "LOCAL_ANNOUNCING"
WORD = b"1"
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Asks the address itself: a proxy of the caller's network knows nothing of this machine's loopback."""
TAIL = 12  # lines of a log that say why


Prepare: TypeAlias = Callable[[], None]


def nothing_to_prepare() -> None:
    """Most parts are of use as soon as they answer."""


@dataclass(frozen=True)
class Part:
    """What one process is: how it is started, how one sees that it answers, and what makes it of use then.

    Without `answers` it is one of ours, which says so itself through `announce`.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    answers: Callable[[], bool] | None = None
    prepare: Prepare = nothing_to_prepare
    inherits: tuple[int, ...] = ()


class BrokenError(Exception):
    """A part ended, or did not answer, when it had to. The message holds the end of its log."""


class Running:
    """A part that was started. Its output goes to the end of `log`, which a new run begins anew."""

    def __init__(self, part: Part, log: Path, folder: Path) -> None:
        self.part = part
        self.log = log
        self._announced, announcing = os.pipe()
        try:
            self._child = started(part, log, folder, announcing)
        except OSError as refused:
            os.close(self._announced)
            raise BrokenError(cannot_start(part, refused)) from refused
        finally:
            os.close(announcing)
        self.process: Process = process(self._child.pid)

    def exit_code(self) -> int | None:
        """None while it runs. Negative: the number of the signal that ended it."""
        return self._child.poll()

    def wait_until_it_answers(self) -> None:
        """Returns once the part is of use. Raises `BrokenError` when it ends first or takes too long."""
        deadline = time.monotonic() + SLOWEST_START
        while not self._answers():
            if self.exit_code() is not None:
                raise BrokenError(f"{self.part.name} stopped while starting. {self.end_of_log()}")
            if time.monotonic() > deadline:
                raise BrokenError(f"{self.part.name} does not answer. {self.end_of_log()}")
            time.sleep(0.02)
        self.part.prepare()

    def _answers(self) -> bool:
        if self.part.answers is not None:
            return self.part.answers()
        said, _, _ = select.select([self._announced], [], [], 0)
        return bool(said) and os.read(self._announced, 1) == WORD

    def ask_to_stop(self) -> None:
        with suppress(OSError):
            os.killpg(self._child.pid, signal.SIGTERM)

    def stop(self) -> None:
        """End it: asked first, then made to."""
        self.ask_to_stop()
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
        os.close(self._announced)

    def end_of_log(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:]
        text = "\n".join(f"    {line}" for line in lines) or "    (it said nothing)"
        return f"The end of {shortest(self.log)}:\n{text}"


def started(part: Part, log: Path, folder: Path, announcing: int) -> "subprocess.Popen[bytes]":
    with log.open("ab") as output:
        return subprocess.Popen(
            part.command,
            cwd=folder,
            env={**part.environment, ANNOUNCING: str(announcing)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=(*part.inherits, announcing),
            start_new_session=True,
        )


def cannot_start(part: Part, refused: OSError) -> str:
    reason = (refused.strerror or "refused").lower()
    way_out = "remove node_modules and .venv-ministack, and start again"
    return f"The {part.name} cannot be started ({part.command[0]}: {reason}): {way_out}"


def announce() -> None:
    """Called by a part of ours, in its own process, once it is of use."""
    pipe = int(os.environ[ANNOUNCING])
    os.write(pipe, WORD)
    os.close(pipe)


def shortest(path: Path) -> str:
    """The path as a person at the project's folder would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def fetches(address: str) -> bool:
    """Whether an HTTP GET of a loopback address is answered with success."""
    try:
        with DIRECTLY.open(address, timeout=2) as answer:
            return bool(answer.status < 400)  # noqa: PLR2004 - the first status that means failure
    except (OSError, urllib.error.URLError, ValueError):
        return False


def inherited_environment() -> dict[str, str]:
    """The caller's environment less its AWS settings and proxies: no part may reach beyond this machine."""
    return {name: value for name, value in os.environ.items() if not OUTWARD.match(name)}
