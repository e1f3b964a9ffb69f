"""From saving one page to its new HTML: the preview of `make run`, and Eleventy as it watches."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from local.watch import edits
from tests import previews
from tests.bench import corpus, others
from tests.bench.builds import environment
from tests.bench.measuring import Samples, in_turns

PAGES, RUNS, LONGEST = 200, 7, 60.0
EDITED = "page-0007"


def build_one_edit(told: Callable[[str], None]) -> Samples:
    """The words that were saved stand in the page's HTML; each side follows its own folder all the time."""
    with tempfile.TemporaryDirectory() as made, ours(Path(made, "ours")) as edit:
        with watching(Path(made, "theirs")) as theirs:
            found = in_turns(RUNS, {"ours": edit, "theirs": theirs}, told)
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
def ours(folder: Path) -> Iterator[Callable[[], float]]:
    """What `make run` does with an edit of the content."""
    content, marks = corpus.for_us(folder, PAGES), (f"Mark number {n}." for n in count())
    url, over = f"/news/{EDITED}/", threading.Event()
    with previews.preview(folder) as product:

        def follow() -> None:
            for seen in edits(folder):
                if over.is_set():
                    return
                if seen.files:
                    product.save(seen)
                if product.tend(seen):
                    product.finish()

        def edit() -> float:
            """The whole build that follows is not measured, and may not disturb the other side."""
            mark = next(marks)
            source = content / "news" / f"{EDITED}.md"
            seconds = seconds_until_shown(source, lambda: previews.page(product, url), mark)
            while not product.settled:
                time.sleep(0.05)
            if mark not in previews.page(product, url).read_text(encoding="utf-8"):
                raise RuntimeError(f"the whole build has lost {mark}")
            return seconds

        watcher = threading.Thread(target=follow)
        watcher.start()
        time.sleep(1)
        try:
            yield edit
        finally:
            over.set()
            watcher.join(timeout=LONGEST)


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
