"""`make screens`: builds and starts the product, and pictures every kind of page into build/screens/.

It decides what is pictured and in which windows. It judges nothing: people look at the pictures, all of them
on one sheet, build/screens/index.html.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Template
from playwright.sync_api import Page, sync_playwright

from local.browser import ARGUMENTS, installed_browser
from local.stack import Stack, running_stack
from tests.browser.household import SENT, WHO, one_child
from tests.browser.pages import Pointer, Sheet, fill_in
from tests.conftest import ROOT, Build, build

FOLDER = ROOT / "build" / "screens"
WINDOWS = {"phone": (390, 844), "small-phone": (320, 640), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
PAGES = {
    "home": "/",
    "mission": "/mission/",
    "strategy": "/strategy/",
    "inclusion": "/inclusion/",
    "ensembles": "/ensembles/",
    "ensemble": "/ensembles/stars-and-city-wind-band/",
    "instruments": "/instruments/",
    "instrument": "/instruments/clarinet/",
    "lessons": "/lessons/",
    "prices": "/prices/",
    "help-with-fees": "/help-with-fees/",
    "training": "/training/",
    "course": "/training/everyone-in-the-room/",
    "news": "/news/",
    "news-item": "/news/school-meals-and-fees/",
    "follow": "/follow/",
    "easy-read": "/easy-read/",
    "offline": "/offline/",
    "contact": "/contact/",
    "calculator": "/prices/calculator/",
    "form-first": "/enrol/form/",
    "not-found": "/nothing-here/",
}
WRONG = Sheet("Who is the child?", {"First name": "Zoë", "Day": "14", "Month": "3", "Year": "1890"})
SHEET = Template(
    """<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Screens</title>
<style>body { font: 16px sans-serif; margin: 2rem; background: #ddd }
section div { display: flex; gap: 1rem; align-items: flex-start; overflow: auto }
img { max-height: 70rem; border: 1px solid #888 }</style>
<h1>Screens</h1>
{% for name, files in rows.items() %}
<section><h2>{{ name }}</h2><div>
{% for file in files %}
<a href="{{ file }}"><img src="{{ file }}" alt="{{ file }}" loading="lazy" width="{{ widths[file] }}"></a>
{% endfor %}
</div></section>
{% endfor %}
""",
    autoescape=True,
)


@dataclass(frozen=True)
class Camera:
    """Takes the page as it stands in every window and scheme."""

    page: Page
    folder: Path
    windows: tuple[str, ...]

    def take(self, name: str) -> None:
        for window in self.windows:
            width, height = WINDOWS[window]
            self.page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
                self.page.evaluate("document.fonts.ready")
                self.page.screenshot(path=self.folder / f"{name}--{window}-{scheme}.png", full_page=True)
        print(name, flush=True)


def main(only: list[str]) -> int:
    """Pictures of everything, or of the pages named in `only`; WINDOWS chooses windows by name."""
    windows = tuple(os.environ.get("WINDOWS", "phone desktop").split())
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        site = build(folder, "pelicanconf.py")
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(ARGUMENTS))
        with running_stack(folder / "data", site=site.site, catalogue=site.catalogue) as stack:
            camera = Camera(browser.new_page(), FOLDER, windows)
            pages(camera, stack, site, only)
            if not only or "form" in only:
                form(camera, stack)
        browser.close()
    contact_sheet()
    print(f"Look at {FOLDER / 'index.html'}")
    return 0


def pages(camera: Camera, stack: Stack, site: Build, only: list[str]) -> None:
    there = {*site.pages(), PAGES["not-found"]}
    for name, path in PAGES.items():
        if path in there and (not only or name in only):
            camera.page.goto(stack.site_url + path)
            camera.take(name)


def form(camera: Camera, stack: Stack) -> None:
    """A mistake, all answers, and the receipt, as one family meets them."""
    camera.page.goto(stack.site_url + "/enrol/form/")
    hand = Pointer(camera.page)
    fill_in(hand, [WHO, WRONG])
    camera.take("form-error")
    fill_in(hand, one_child()[1:])
    camera.take("form-check")
    hand.fill_in(SENT)
    camera.take("confirmation")


def contact_sheet() -> None:
    rows: dict[str, list[str]] = {}
    for file in taken(FOLDER):
        rows.setdefault(file.partition("--")[0], []).append(file)
    widths = {file: 640 if "desktop" in file else 260 for files in rows.values() for file in files}
    text = SHEET.render(rows=rows, widths=widths)
    (FOLDER / "index.html").write_text(text, encoding="utf-8")


def taken(folder: Path) -> Iterator[str]:
    """The pictures by the time they were taken, so that pages stand in the order above."""
    yield from (file.name for file in sorted(folder.glob("*.png"), key=lambda f: f.stat().st_mtime_ns))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
