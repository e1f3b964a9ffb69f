"""`make run` as a person starts it: a process in a copy of the project, its output read line by line."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local.identity import start_time
from tests.local.walking import enrolled

PATIENCE = 60.0
PROC = Path("/proc")


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Run:
    """One run. `said` holds its output so far, `receipt` the path of the last receipt."""

    child: "subprocess.Popen[str]"
    project: Path
    url: str
    said: list[str] = field(default_factory=list)
    receipt: str = ""

    def until(self, word: str) -> str:
        """Read its output up to the line that holds `word`, and give that line."""
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.said.append(line)
            if word in line:
                return line
        raise AssertionError(f"it ended without saying {word!r}: {''.join(self.said)}")

    def get(self, path: str, data: bytes | None = None) -> Answer:
        return ask(self.url + path, data)

    def put(self, name: str, content: bytes) -> None:
        """Saves a new file as the editor does: from a page of this origin."""
        headers = {"Origin": self.url, "If-None-Match": "*"}
        asked = urllib.request.Request(f"{self.url}/edit/files/{name}", content, headers, method="PUT")
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            assert answer.status == 200

    def record(self) -> dict[str, Any]:
        return dict(json.loads((self.project / ".local/run.json").read_text(encoding="utf-8")))

    def pids(self) -> list[int]:
        """Every process of the run that still lives, the supervisor first."""
        record = self.record()
        parts = [int(part["pid"]) for part in record["parts"]]
        known = dict.fromkeys((self.child.pid, int(record["pid"]), *parts, *children(self.child.pid)))
        return [pid for pid in known if start_time(pid)]

    def part(self, module: str) -> int:
        """The process whose command line holds `module`."""
        return next(pid for pid in self.pids() if module in command_line(pid))

    def enrol(self, name: str) -> str:
        """Send an enrolment and give the reference on its receipt."""
        reference, self.receipt = enrolled(self.url, name)
        return reference

    def interrupt(self) -> int:
        self.child.send_signal(signal.SIGINT)
        return self.child.wait(PATIENCE)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


class KeepRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(address: str, data: bytes | None = None) -> Answer:
    """One request. A redirection is an answer like any other."""
    opener = urllib.request.build_opener(KeepRedirection)
    try:
        with opener.open(address, data, timeout=PATIENCE) as got:
            return Answer(got.status, got.read().decode(), dict(got.headers))
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.read().decode(), dict(refused.headers))


def command(project: Path, module: str, **environment: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=project,
        env={**kept, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@contextmanager
def run(project: Path, port: int, module: str = "local.run", **environment: str) -> Iterator[Run]:
    """A run that has said Ready. Whatever is left of it at the end is killed."""
    child = command(project, module, PORT=str(port), **environment)
    started = Run(child, project, f"http://127.0.0.1:{port}")
    try:
        started.until("Stop with Ctrl-C")
        yield started
    finally:
        left = started.pids() if (project / ".local/run.json").exists() else []
        for pid in left:
            kill(pid)
        child.kill()
        child.communicate()


def once(project: Path, module: str, **environment: str) -> tuple[int, str]:
    """Run a command to its end. Gives its exit code and all that it said."""
    child = command(project, module, **environment)
    try:
        said, _ = child.communicate(timeout=PATIENCE)
    finally:
        child.send_signal(signal.SIGINT)  # to nobody, unless it ran longer than it should
        child.wait()
    return child.returncode, said


def wait_for(what: Callable[[], bool]) -> float:
    """Seconds until it holds."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.02)
    return time.monotonic() - began


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def children(pid: int) -> list[int]:
    return [child for child in everybody() if parent(child) == pid]


def everybody() -> list[int]:
    if PROC.exists():
        return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]
    return [int(line) for line in ps("-A", "-o", "pid=").splitlines()]


def parent(pid: int) -> int:
    if PROC.exists():
        with suppress(OSError):
            return int((PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        return 0
    return int(ps("-o", "ppid=", "-p", str(pid)) or 0)


def command_line(pid: int) -> str:
    if PROC.exists():
        with suppress(OSError):
            return (PROC / str(pid) / "cmdline").read_text(errors="replace").replace("\0", " ")
        return ""
    return ps("-o", "args=", "-p", str(pid))


def ps(*asked: str) -> str:
    """For systems without /proc."""
    return subprocess.run(["ps", *asked], capture_output=True, encoding="utf-8", check=False).stdout
