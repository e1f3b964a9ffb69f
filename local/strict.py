"""The strict build, as the commands that publish need it: the files of the site, and an account of its pages.

It runs the linter and Pelican in processes of their own. It decides nothing about where the site goes.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from local.places import ROOT
from plugins.reading.published_addresses import NAME, read_published, written

KEEP_OUT = "User-agent: *\nDisallow: /\n"
Digests: TypeAlias = dict[str, str]
"""Files by their path below a folder, with the SHA-256 of what is in them."""


class RefusedError(Exception):
    """The content may not be published, or not there. The message is ready to be read."""


@dataclass(frozen=True)
class Strict:
    """A strict build: the folder it lies in, its files, and what it says of its pages.

    `until` is the last day on which all of it may be shown, as ISO 8601; "" where no day ends it.
    """

    site: Path
    files: Digests
    pages: tuple[dict[str, Any], ...]
    expired: tuple[dict[str, Any], ...]
    until: str = ""


def linted(content: Path) -> None:
    """Raises RefusedError with the linter's report where it found errors; warnings stop nothing."""
    done = _run("-m", "plugins.linting", str(content))
    if done.returncode != 0:
        raise RefusedError(done.stdout + done.stderr)


def built(content: Path, folder: Path, *, samples: bool) -> Strict:
    """The strict build of `content` in `folder`, which is empty; `samples`: with placeholders in it.

    Raises RefusedError with what the build said.
    """
    given = {
        "CATALOGUE_PATH": str(folder / "catalogue.json"),
        "PAGES_PATH": str(folder / "pages.json"),
        "REFUSE_SAMPLES": not samples,
    }
    settings = [f"{name}={json.dumps(value)}" for name, value in given.items()]
    site = folder / "site"
    done = _run(
        *("-m", "pelican", str(content), "-s", "publishconf.py", "-o", str(site), "--fatal=warnings"),
        *("-e", *settings),
    )
    if done.returncode != 0:
        raise RefusedError(done.stderr.strip() or done.stdout.strip())
    account = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    pages, expired = tuple(account["pages"]), tuple(account["expired"])
    return Strict(site, digests(site), pages, expired, account["until"])


def keep_out(strict: Strict) -> None:
    """Tell search engines to stay away from a build that is only a trial."""
    robots = strict.site / "robots.txt"
    robots.write_text(KEEP_OUT, encoding="utf-8")
    strict.files["robots.txt"] = digest(robots)


def keep_addresses(strict: Strict, content: Path) -> None:
    """Write down in the content which addresses people have, now that this build is published."""
    pages = [(page["address"], page["title"]) for page in (*strict.pages, *strict.expired)]
    file = content / "data" / NAME
    fresh = file.with_suffix(".new")
    fresh.write_text(written(pages, read_published(file)), encoding="utf-8")
    fresh.replace(file)


@contextmanager
def workshop() -> Iterator[Path]:
    """An empty folder to build in, by itself, for as long as it is needed."""
    (ROOT / "build").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="publish-", dir=ROOT / "build") as folder:
        yield Path(folder)


def digests(folder: Path) -> Digests:
    """Every file below `folder`."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): digest(file) for file in found}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
