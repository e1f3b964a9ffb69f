"""The pictures of docs/publishing.md, made from the running product: `python -m tests.browser.guide`.

It publishes as a comms officer would, in a copy of the project, and takes a picture at each step. It
judges nothing.
"""

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from local import publish_to
from local.browser import ARGUMENTS, installed_browser
from tests.local.conftest import ROOT, copied, free_port
from tests.local.running import Run, run, wait_for

FOLDER = ROOT / "docs" / "images"
WINDOW = {"width": 1000, "height": 600}
CLUB = "content/pages/drum-club.md"
FRONT = """\
---
title: Drum club
url: /drum-club/
description: A club for everyone who likes to drum, with no need to read music.
updated: 2026-11-26
review: 2027-11-26
owner: Communications officer
{more}---

"""
ROUGH = """\
Our drum club is for everyone who likes to make a noise in good company, whether you have drummed for years,
only ever tapped on a table, or want to utilise a drum for the first time in your life.

**When we meet**

We meet this term. It costs 20 pounds. To join, [click here](/enrol/).
"""
FINE = """\
Our drum club is for everyone who likes to drum. You may have drummed for years, or only on a table.

## When we meet

We meet on Mondays at 4pm. A term costs {{ price("ensemble-membership") }}. [Ask for a place](/enrol/).
"""
SHOWN = "/srv/music"
"""A folder to be seen in the picture; nothing is put there."""
SLIP = "titel: Drum club"


def main() -> int:
    """Take all pictures. Returns 0, or 2 where there is no browser."""
    path = installed_browser()
    if path is None:
        print("no Chrome or Chromium here: make test installs one", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
        run(copied(Path(scratch)), free_port(), PUBLISH_TO=SHOWN) as product,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_page(viewport=WINDOW, locale="en-GB")  # type: ignore[arg-type]
        edit(page, product)
        walk(page, product)
        retire(page, product, Path(scratch) / "public")
        browser.close()
    print(f"Look at {FOLDER}")
    return 0


def edit(page: Page, product: Run) -> None:
    """A news item in the editor, and the page from which one publishes."""
    page.goto(f"{product.url}/edit/")
    take(page, "edit")
    page.get_by_role("link", name="Open the editor").click()
    page.get_by_role("treeitem", name="News").wait_for()
    page.goto(f"{product.url}/edit/desk/#/collections/news/new")
    page.get_by_role("textbox", name="Title", exact=True).fill("A drum club for everyone")
    page.get_by_role("button", name="Today").first.click()
    page.get_by_role("textbox", name="Summary", exact=True).fill(
        "From January you can drum with others on Mondays."
    )
    take(page, "news")
    page.goto(f"{product.url}/_publish/")
    take(page, "publish")


def walk(page: Page, product: Run) -> None:
    """A new page, from the first try to its day."""
    save(product, ROUGH)
    show(page, product, "Our drum club")
    page.locator(".findings summary").click()
    take(page, "checks")
    save(product, FINE, "draft: yes\n")
    show(page, product, "A term costs")
    take(page, "draft")
    save(product, FINE, f"publish: {date.today() + timedelta(weeks=8)}\n")  # noqa: DTZ011 - the day on the wall
    show(page, product, "Scheduled.")
    take(page, "scheduled")
    product.edit(CLUB, "title: Drum club", SLIP)
    show(page, product, "titel")
    take(page, "mistake")
    product.edit(CLUB, SLIP, "title: Drum club")


def retire(page: Page, product: Run, public: Path) -> None:
    """A page after its last day, as visitors meet it."""
    save(product, FINE, f"expires: {date.today() - timedelta(days=1)}\n")  # noqa: DTZ011
    publish_to.main(str(public), trial=True, content=product.project / "content")
    with served(public) as origin:
        page.goto(f"{origin}/drum-club/")
        take(page, "over")


def save(product: Run, words: str, more: str = "") -> None:
    (product.project / CLUB).write_text(FRONT.format(more=more) + words, encoding="utf-8")


def show(page: Page, product: Run, words: str) -> None:
    """Waits until the page says it: a saved file takes a second or two."""
    wait_for(lambda: words in product.get("/drum-club/").text)
    page.goto(f"{product.url}/drum-club/")


def take(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=FOLDER / f"{name}.png")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder as any web server serves it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    sys.exit(main())
