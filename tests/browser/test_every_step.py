"""Every page of the forms, as it comes and with every mistake that it lets one make, in a real Chromium.

Each form is walked once; everything that is held against its pages is noted on the way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page

from local.stack import Stack
from tests.browser import axe
from tests.browser.around import around, waiting_at_a_school
from tests.browser.complaints import is_complaint
from tests.browser.pages import plain
from tests.browser.test_every_page import NARROW, WIDE
from tests.browser.test_html import errors_in
from tests.browser.walking import ANSWERS, Walk
from tests.conftest import Build
from tests.site.test_budget import BUDGET, first_view

WALKS = {
    "parent": ("/enrol/form/", {"applicant": "parent"}),
    "young-person": ("/enrol/form/", {"applicant": "young-person", "proof_by": "upload"}),
    "help-alone": ("/help-with-fees/form/", {"applicant": "school", "proof_by": "council"}),
}
USUAL, DOUBLE = 16, 32
"""Pixels: the size of text that browsers begin with, and the same at 200 % (WCAG 2.2, 1.4.4)."""
HALF = {"width": 640, "height": 450}
"""A window of 1,280 px at 200 % zoom."""
WINDOWS = ((USUAL, NARROW), (DOUBLE, NARROW), (DOUBLE, HALF), (DOUBLE, WIDE))
BY_DESIGN = re.compile("status of (422|404)")
"""What Chromium says of every page that comes back with mistakes, or whose form is not to be found."""
SAME_AGAIN = {"remembered"}
"""A page that comes back with a line more."""


@dataclass(frozen=True)
class Seen:
    """One page as it was: its name on the walk, title, source, and all that was found wrong with it."""

    name: str
    title: str
    html: str
    broken: list[str]
    wide: list[str]


@dataclass
class Eyes:
    """Looks at every page of one walk."""

    page: Page
    text: CDPSession
    in_full: bool
    known: set[str]
    """The shapes of pages that axe has looked at, on this walk and on others."""
    seen: list[Seen] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        page = self.page
        self.seen.append(Seen(name, page.title(), page.content(), self._broken(), list(self._wide())))

    def listen(self, message: ConsoleMessage) -> None:
        if (
            message.type in {"error", "warning"}
            and not BY_DESIGN.search(message.text)
            and is_complaint(message.text)
        ):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _broken(self) -> list[str]:
        """What axe finds: of a page shaped like another, and in the dark, only the colours can differ."""
        page, shape = self.page, axe.shape(self.page.content())
        found: list[str] = []
        if shape not in self.known:
            self.known.add(shape)
            found += axe.found(page, axe.NO_COLOURS)
        if self.in_full:
            found += axe.found(page, axe.COLOURS)
            page.emulate_media(color_scheme="dark")
            found += [f"dark: {one}" for one in axe.found(page, axe.COLOURS)]
            page.emulate_media(color_scheme="light")
        return found

    def _wide(self) -> Iterator[str]:
        """The windows in which the page scrolls sideways."""
        for size, window in WINDOWS if self.in_full else WINDOWS[:1]:
            self._size(size)
            self.page.set_viewport_size(window)  # type: ignore[arg-type]
            width = self.page.evaluate("document.documentElement.scrollWidth")
            if width > window["width"]:
                yield f"{width} px in {window['width']} px, text of {size} px"
        self._size(USUAL)

    def _size(self, pixels: int) -> None:
        self.text.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})


@pytest.fixture(scope="module")
def walked(browser: Browser, stack: Stack, axe_source: str) -> dict[str, Eyes]:
    """Each form walked from end to end, and, once, all that lies beside its steps."""
    found, known = {}, set[str]()
    for name, (begins, answers) in WALKS.items():
        context = plain(browser, script=True, viewport=WIDE)
        context.add_init_script(axe_source)
        page, is_first = context.new_page(), not found
        eyes = found[name] = Eyes(page, context.new_cdp_session(page), in_full=is_first, known=known)
        page.on("console", eyes.listen)
        walk = Walk(page, eyes.look, {**ANSWERS, **answers})
        walk.to_the_end(stack.site_url + begins)
        if is_first:
            around(walk, stack)
            waiting_at_a_school(walk, stack)
        context.close()
    return found


def wrong(walked: dict[str, Eyes], of: Callable[[Seen], object]) -> dict[str, object]:
    """Every page of which there is something to say, by the name of its walk and its own."""
    pages = {f"{name}: {one.name}": of(one) for name, eyes in walked.items() for one in eyes.seen}
    assert len(pages) > 120
    return {name: said for name, said in pages.items() if said}


def test_axe_finds_nothing(walked: dict[str, Eyes]) -> None:
    assert wrong(walked, lambda one: one.broken) == {}


def test_no_page_scrolls_sideways_on_a_phone_zoomed_or_with_large_text(walked: dict[str, Eyes]) -> None:
    assert wrong(walked, lambda one: one.wide) == {}


def test_no_page_breaks_its_own_policy_or_logs_an_error(walked: dict[str, Eyes]) -> None:
    assert {name: eyes.complaints for name, eyes in walked.items() if eyes.complaints} == {}


def test_every_first_view_fits_in_the_first_packets(
    walked: dict[str, Eyes], development_build: Build
) -> None:
    site = development_build.site

    assert wrong(walked, lambda one: max(first_view(one.html, site) - BUDGET, 0)) == {}


def test_a_title_says_first_that_something_is_wrong(walked: dict[str, Eyes]) -> None:
    def is_misnamed(one: Seen) -> bool:
        return one.title.startswith("Error: ") is not one.name.endswith("with mistakes")

    assert wrong(walked, is_misnamed) == {}


def test_no_two_pages_of_a_walk_share_a_title(walked: dict[str, Eyes]) -> None:
    for name, eyes in walked.items():
        counted = Counter(one.title for one in eyes.seen if one.name not in SAME_AGAIN)
        assert [title for title, times in counted.items() if times > 1] == [], name


def test_every_mistake_leads_to_its_answer(walked: dict[str, Eyes]) -> None:
    assert (
        wrong(walked, lambda one: [target for target in led_to(one.html) if target not in ids(one.html)])
        == {}
    )
    assert wrong(walked, lambda one: one.name.endswith("with mistakes") and not led_to(one.html)) == {}


def led_to(html: str) -> list[str]:
    """The anchors that the summary of mistakes leads to."""
    summary = html.partition('class="error-summary"')[2].partition("</div>")[0]
    return re.findall(r'href="#([^"]+)"', summary)


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


def test_the_html_checker_finds_nothing(walked: dict[str, Eyes], tmp_path: Path) -> None:
    for name, eyes in walked.items():
        for place, one in enumerate(eyes.seen):
            (tmp_path / f"{name} {place:02} {one.name}.html").write_text(one.html, encoding="utf-8")

    assert errors_in(tmp_path) == []
