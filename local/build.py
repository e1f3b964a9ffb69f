"""Builds the site for `make run`: each build in a process and a folder of its own, shown once it is whole.

It decides where a build goes and when older ones are dropped; what a build does is Pelican's affair.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from local.identity import process
from local.leash import Leash
from local.parts import Plan
from local.shown import Shown

WHAT = "The site"
FINDINGS = "findings.json"
WIDTH = "200"  # Pelican folds its messages at the terminal's width, or at 80 where there is none


class BuildFailedError(Exception):
    """The build refused. The message is what it said, ready to be read by whoever wrote the page."""


@dataclass
class Build:
    """One build under way. As a context: leaving it abandons a build that has not finished."""

    plan: Plan
    folder: Path
    child: "subprocess.Popen[str]"

    @classmethod
    def begin(cls, plan: Plan, leash: Leash) -> Self:
        """Start building into a folder that does not exist yet."""
        places = plan.places
        folder = places.builds / str(1 + max(map(number, places.builds.iterdir()), default=0))
        folder.mkdir()
        child = subprocess.Popen(
            command(folder),
            cwd=places.root,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(places.root), str(places.root / "functions"))),
                "SITEURL": plan.addresses.site_url,
                "COLUMNS": WIDTH,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        leash.hold(process(child.pid))
        return cls(plan, folder, child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        if self.child.stdout is not None:
            self.child.stdout.close()

    def finish(self) -> None:
        """Wait for it, then show it and drop the older ones but the last. Raises `BuildFailedError`."""
        said, _ = self.child.communicate()
        if self.child.returncode != 0:
            shutil.rmtree(self.folder)
            raise BuildFailedError("\n".join(line.rstrip() for line in said.strip().splitlines()))
        (self.folder / "catalogue.json").replace(self.plan.catalogue)
        self._show()

    def _show(self) -> None:
        before = sorted(self.folder.parent.iterdir(), key=number)[:-2]
        shown = Shown(str(self.folder / "site"), self._other_failures(), str(self.folder / FINDINGS))
        shown.write(self.plan.places.shown)
        for old in before:
            shutil.rmtree(old, ignore_errors=True)

    def _other_failures(self) -> dict[str, str]:
        if not self.plan.places.shown.exists():
            return {}
        return Shown.read(self.plan.places.shown).mended(WHAT).failures


def number(folder: Path) -> int:
    """Which build the folder holds; 0 for something else that strayed in."""
    return int(folder.name) if folder.name.isdecimal() else 0


def command(folder: Path) -> tuple[str, ...]:
    """Pelican, writing the site and its catalogue into `folder`."""
    site = ("-o", str(folder / "site"))
    written = {"CATALOGUE_PATH": folder / "catalogue.json", "FINDINGS_PATH": folder / FINDINGS}
    settings = [f"{name}={json.dumps(str(file))}" for name, file in written.items()]
    return (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", *site, "-e", *settings)
