"""Builds the site for `make run`: each build in a process and a folder of its own, shown once it is whole.

The process stays after that and draws single pages of its build (`local.warm`). It decides where a build goes
and when older ones are dropped; what a build does is Pelican's affair.
"""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from local.identity import process
from local.leash import Leash
from local.parts import Plan
from local.shown import Shown

WHAT = "The site"
FINDINGS = "findings.json"
SAID = "said.txt"
WIDTH = "200"  # Pelican folds its messages at the terminal's width, or at 80 where there is none
LOOK = 0.1  # seconds between two looks at a process that may have ended without a word
LONGEST = 5.0  # seconds that one page may take; then the whole build shows it, and single pages wait for that


class BuildFailedError(Exception):
    """The build refused. The message is what it said, ready to be read by whoever wrote the page."""


@dataclass
class Build:
    """One build, and then the process that draws its pages one by one until it is ended."""

    plan: Plan
    folder: Path
    child: "subprocess.Popen[bytes]"
    line: socket.socket
    as_of: float
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def begin(cls, plan: Plan, leash: Leash) -> Self:
        """Start building into a folder that does not exist yet."""
        places = plan.places
        folder = places.builds / str(1 + max(map(number, places.builds.iterdir()), default=0))
        folder.mkdir()
        ours, theirs = socket.socketpair()
        ours.settimeout(LONGEST)
        as_of = time.time()
        with theirs, (folder / SAID).open("wb") as said:
            child = subprocess.Popen(
                command(folder, theirs.fileno()),
                cwd=places.root,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join((str(places.root), str(places.root / "functions"))),
                    "SITEURL": plan.addresses.site_url,
                    "COLUMNS": WIDTH,
                },
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        leash.hold(process(child.pid))
        return cls(plan, folder, child, ours, as_of)

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def ended(self, patience: float = 0.0) -> bool:
        """Whether the build is over, well or badly; waits that long for it."""
        return bool(select.select([self.line], [], [], patience)[0]) or self.child.poll() is not None

    def finish(self) -> None:
        """Wait until it is whole. Raises `BuildFailedError`."""
        while not self.ended(LOOK):
            pass
        if not self._heard():
            self.end()
            said = (self.folder / SAID).read_text(encoding="utf-8", errors="replace")
            shutil.rmtree(self.folder)
            raise BuildFailedError("\n".join(line.rstrip() for line in said.strip().splitlines()))

    def draw(self, paths: Collection[str]) -> Mapping[str, str] | None:
        """The site's files that show these files of the content now; none where they need a whole build."""
        with suppress(OSError):
            self.line.sendall(json.dumps(list(paths)).encode() + b"\n")
            pages: Mapping[str, str] | None = self._heard()
            return pages
        return None

    def show(self) -> None:
        """Put it in place of the one before, and drop the older ones but that."""
        (self.folder / "catalogue.json").replace(self.plan.catalogue)
        before = sorted(self.folder.parent.iterdir(), key=number)[:-2]
        shown = Shown(str(self.site), self._other_failures(), str(self.folder / FINDINGS))
        shown.write(self.plan.places.shown)
        for old in before:
            shutil.rmtree(old, ignore_errors=True)

    def end(self) -> None:
        """End the process, whatever it does."""
        if self.child.poll() is None:
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        self.line.close()

    def _heard(self) -> Any:
        """What the process says next; none where it has ended, or will not answer, and then it is ended."""
        heard = b""
        with suppress(OSError):
            while not heard.endswith(b"\n") and (more := self.line.recv(1 << 20)):
                heard += more
        if heard.endswith(b"\n"):
            return json.loads(heard)
        self.end()
        return None

    def _other_failures(self) -> dict[str, str]:
        if not self.plan.places.shown.exists():
            return {}
        return Shown.read(self.plan.places.shown).mended(WHAT).failures


def number(folder: Path) -> int:
    """Which build the folder holds; 0 for something else that strayed in."""
    return int(folder.name) if folder.name.isdecimal() else 0


def command(folder: Path, line: int) -> tuple[str, ...]:
    """Pelican, writing the site and its catalogue into `folder`, and speaking over the socket `line`."""
    site = ("-o", str(folder / "site"))
    written = {"CATALOGUE_PATH": folder / "catalogue.json", "FINDINGS_PATH": folder / FINDINGS}
    settings = [f"{name}={json.dumps(str(file))}" for name, file in written.items()]
    asked = ("content", "-s", "pelicanconf.py", *site, "-e", *settings)
    return (sys.executable, "-m", "local.warm", str(line), *asked)
