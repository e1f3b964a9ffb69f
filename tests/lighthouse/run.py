"""`make lighthouse`: what Lighthouse says of every kind of page on a phone. Figures: build/lighthouse.json.

Pages that search engines must not list, and pages that tell of an error, are not asked what only a listed
page can fulfil; everything else is asked of them too. How fast a page seems depends on the machine, so a
page that falls short is asked again, and the best of its runs counts.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from local.browser import ARGUMENTS, installed_browser
from local.crew import listen
from local.stack import Stack, running_stack
from tests.browser.household import one_child
from tests.browser.pages import Pointer, fill_in
from tests.conftest import ROOT, build

FIGURES = ROOT / "build" / "lighthouse.json"
TOOL = Path(__file__).parent
RUNS = 3
GOALS = {"tbt": (50, "ms"), "cls": (0, "")}
NOT_LISTED = ("is-crawlable",)
"""A step of a form is kept out of search engines on purpose."""
ERROR = (*NOT_LISTED, "http-status-code", "errors-in-console")
"""A page that says that something went wrong has a status that says so too, which a browser notes."""
PAGES = {
    "home": "/",
    "strategy": "/strategy/",
    "inclusion": "/inclusion/",
    "ensembles": "/ensembles/",
    "ensemble": "/ensembles/stars-and-city-wind-band/",
    "instruments": "/instruments/",
    "instrument": "/instruments/clarinet/",
    "help with fees": "/help-with-fees/",
    "training": "/training/",
    "course": "/training/everyone-in-the-room/",
    "news item": "/news/school-meals-and-fees/",
    "search": "/search/",
    "find an ensemble": "/ensembles/find/",
    "Easy Read": "/easy-read/",
    "follow": "/follow/",
    "calculator": "/prices/calculator/",
    "form, first page": "/enrol/form/",
}
COMPRESSED = {".html", ".css", ".js", ".svg"}
BUTTON = "main form.form button[type=submit]"


@dataclass(frozen=True)
class Asked:
    """A page to look at: where it is, or what is pressed there to come to it."""

    name: str
    address: str
    press: str = ""
    skip: Sequence[str] = ()
    cookies: Sequence[dict[str, Any]] = field(default=())


@dataclass(frozen=True)
class Seen:
    """What was said of it."""

    name: str
    scores: dict[str, int]
    faults: list[str]
    figures: dict[str, float]

    @property
    def whole(self) -> bool:
        return set(self.scores.values()) == {100}


def main() -> int:
    """1 where a page falls short."""
    with tempfile.TemporaryDirectory() as made, listen(0) as free:
        folder, port = Path(made), free.getsockname()[1]
        free.close()
        os.environ["SITEURL"] = f"http://127.0.0.1:{port}"
        site = build(folder, "pelicanconf.py")
        compress(site.site)
        with running_stack(folder / "data", site=site.site, catalogue=site.catalogue, port=port) as stack:
            asked = [*listed(stack, site.pages()), *forms(stack)]
            best = {seen.name: seen for seen in look(asked)}
            for _ in range(RUNS - 1):
                again = [one for one in asked if not best[one.name].whole]
                for seen in look(again) if again else ():
                    best[seen.name] = max(best[seen.name], seen, key=lambda one: sum(one.scores.values()))
    keep(best.values())
    short = [seen for seen in best.values() if not seen.whole]
    for seen in short:
        print(f"{seen.name}: {', '.join(seen.faults) or seen.scores}")
    return 1 if short else 0


def compress(site: Path) -> None:
    """Puts a compressed copy beside each text, which the local server then sends, as the public one does."""
    for file in [one for one in site.rglob("*") if one.suffix in COMPRESSED]:
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def listed(stack: Stack, there: Sequence[str]) -> Iterator[Asked]:
    for name, path in PAGES.items():
        if path in there:
            yield Asked(name, stack.site_url + path)
    yield Asked("not found", stack.site_url + "/nothing-here/", skip=ERROR)
    yield Asked("not found, a form", stack.site_url + "/forms/nothing-here", skip=ERROR)


def forms(stack: Stack) -> Iterator[Asked]:
    """The pages that a family comes to by pressing buttons, with what they have answered before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_browser(), args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(stack.site_url + "/enrol/form/")
        fill_in(Pointer(page), one_child()[:1])
        child = page.url
        fill_in(Pointer(page), one_child()[1:])
        kept = [{k: v for k, v in one.items() if k != "expires"} for one in page.context.cookies()]
        check = page.url
        browser.close()
    yield Asked("form, a page", child, skip=NOT_LISTED, cookies=kept)
    yield Asked("form, mistakes", stack.site_url + "/enrol/form/", press=BUTTON, skip=ERROR)
    yield Asked("form, all answers", check, skip=NOT_LISTED, cookies=kept)
    yield Asked("confirmation", check, press=BUTTON, skip=NOT_LISTED, cookies=kept)


def look(asked: Sequence[Asked]) -> Iterator[Seen]:
    plan = {
        "browser": installed_browser(),
        "pages": [vars(one) for one in asked],
    }
    told = subprocess.Popen(
        ["node", str(TOOL / "audit.mjs")],
        cwd=TOOL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert told.stdin
    assert told.stdout
    told.stdin.write(json.dumps(plan))
    told.stdin.close()
    for line in told.stdout:
        seen = Seen(**json.loads(line))
        print(f"{seen.name}: {' / '.join(map(str, seen.scores.values()))}", flush=True)
        yield seen
    if told.wait():
        sys.exit(f"Lighthouse ended with {told.returncode}")


def keep(found: Sequence[Seen] | Any) -> None:
    figures = []
    for seen in found:
        for name, score in seen.scores.items():
            figures.append(_figure(f"{seen.name}: {name}", score, "of 100", 100, met=score == 100))
        for name, (most, unit) in GOALS.items():
            value = round(seen.figures[name], 3)
            figures.append(_figure(f"{seen.name}: {name}", value, unit, most, met=value <= most))
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _figure(name: str, value: float, unit: str, goal: float, *, met: bool) -> dict[str, Any]:
    return {
        "name": name, "value": value, "unit": unit, "against": "Lighthouse, mobile", "goal": goal, "met": met,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
