"""From saving one page to its new HTML: the preview of `make run`, and Eleventy as it watches."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from local.build import Build
from local.leash import Leash
from local.places import Places
from local.shown import Shown
from local.watch import edits
from tests import engines
from tests.bench import corpus, others
from tests.bench.builds import environment
from tests.bench.measuring import Samples, in_turns

PAGES, RUNS, LONGEST = 200, 7, 60.0
EDITED = "page-0007"
SHARED = ("theme", "plugins", "functions", "pelicanconf.py")


def build_one_edit(told: Callable[[str], None]) -> Samples:
    """The words that were saved stand in the page's HTML; each side follows its own folder all the time."""
    with tempfile.TemporaryDirectory() as made, preview(Path(made, "ours")) as ours:
        with watching(Path(made, "theirs")) as theirs:
            found = in_turns(RUNS, {"ours": ours, "theirs": theirs}, told)
        return Samples(found["ours"], found["theirs"])


def seconds_until_shown(source: Path, shown: Callable[[], Path], mark: str) -> float:
    """Saves one line more, and waits until the HTML has it."""
    text = source.read_text(encoding="utf-8")
    begun = time.perf_counter()
    source.write_text(f"{text}\n{mark}\n", encoding="utf-8")
    while time.perf_counter() - begun < LONGEST:
        file = shown()
        if file.is_file() and mark in file.read_text(encoding="utf-8"):
            return time.perf_counter() - begun
        time.sleep(0.002)
    raise TimeoutError(f"{mark} is not in {shown()}")


@contextmanager
def preview(folder: Path) -> Iterator[Callable[[], float]]:
    """What `make run` does with an edit of the content, in a folder that has its own."""
    content = corpus.for_us(folder, PAGES)
    for name in SHARED:
        (folder / name).symlink_to(engines.ROOT / name)
    places = Places(folder, folder / ".local")
    places.builds.mkdir(parents=True)
    addresses = SimpleNamespace(site_url="http://127.0.0.1:8000")
    plan: Any = SimpleNamespace(places=places, addresses=addresses, catalogue=folder / "catalogue.json")
    marks, over = (f"Mark number {n}." for n in count()), threading.Event()
    leash = Leash()

    def build() -> None:
        with Build.begin(plan, leash) as begun:
            begun.finish()

    def follow() -> None:
        for seen in edits(folder):
            if over.is_set():
                return
            if seen.files:
                build()

    build()
    watcher = threading.Thread(target=follow)
    watcher.start()
    time.sleep(1)

    def page() -> Path:
        return Path(Shown.read(places.shown).site, "news", EDITED, "index.html")

    try:
        yield lambda: seconds_until_shown(content / "news" / f"{EDITED}.md", page, next(marks))
    finally:
        over.set()
        watcher.join(timeout=LONGEST)
        leash.release()


@contextmanager
def watching(folder: Path) -> Iterator[Callable[[], float]]:
    """Eleventy with its watch and its incremental builds."""
    others.for_eleventy(folder, corpus.pages(PAGES))
    command = [*others.ELEVENTY, "--watch", "--incremental"]
    child = subprocess.Popen(command, cwd=folder, env=dict(environment()), stdout=subprocess.DEVNULL)
    page, marks = folder / "_site" / EDITED / "index.html", (f"Mark number {n}." for n in count())
    try:
        until = time.monotonic() + LONGEST
        while not page.is_file() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(2)
        yield lambda: seconds_until_shown(folder / "content" / f"{EDITED}.md", lambda: page, next(marks))
    finally:
        child.terminate()
        child.wait(timeout=20)
