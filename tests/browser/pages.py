"""Words for what a person does with the pages. Knows the labels a person reads, not the code behind them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

SENT_AGAIN = 3
"""How often somebody does what a page asks that could not keep their answers: press the button once more."""
REFERENCE = re.compile(r"DMS-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{2}")
OPTIONAL = r"( \(optional\))?"


@dataclass(frozen=True)
class Sheet:
    """One page: its heading, what is typed or chosen by label, what is ticked, and the button pressed."""

    heading: str
    typed: Mapping[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    press: str = "Continue"


class Hand(Protocol):
    """Somebody who fills in pages, in their own way."""

    page: Page

    def fill_in(self, sheet: Sheet) -> None:
        """Answers the page in front of them and goes on."""

    def follow(self, link: str) -> None:
        """Follows a link of the page."""


@dataclass(frozen=True)
class Pointer:
    """Somebody with a mouse or a finger, who finds everything by its label."""

    page: Page

    def fill_in(self, sheet: Sheet) -> None:
        expect(heading(self.page)).to_have_text(sheet.heading)
        for label, text in sheet.typed.items():
            write(labelled(self.page, label), text)
        for label in sheet.ticked:
            labelled(self.page, label).check()
        self._press(sheet.press)
        for _ in range(SENT_AGAIN):
            if not is_unsaved(self.page):
                break
            self._press(sheet.press)

    def _press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.click()


def plain(browser: Browser, *, script: bool = False, **more: object) -> BrowserContext:
    """A visitor's browser; script is off unless asked for. It scrolls at once, so that nobody need wait."""
    asked: dict[str, object] = {"reduced_motion": "reduce", "java_script_enabled": script, **more}
    return browser.new_context(**asked)  # type: ignore[arg-type]


def is_unsaved(page: Page) -> bool:
    """Whether the page says that something on our side is busy, as it may on a crowded machine."""
    return page.locator("#unsaved").count() > 0


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def labelled(page: Page, label: str) -> Locator:
    return page.get_by_role("main").get_by_label(re.compile(f"^{re.escape(label)}{OPTIONAL}$"))


def write(place: Locator, text: str) -> None:
    if place.evaluate("e => e.tagName") == "SELECT":
        place.select_option(label=text)
    else:
        place.fill(text)


def fill_in(hand: Hand, sheets: Iterable[Sheet]) -> None:
    for sheet in sheets:
        hand.fill_in(sheet)


def from_home_to_the_form(page: Page, site_url: str) -> None:
    """By links alone: nothing is typed into the address bar but the home page."""
    page.goto(site_url + "/")
    page.get_by_role("link", name="Enrol", exact=False).first.click()
    page.get_by_role("main").get_by_role("link", name="enrolment form", exact=False).first.click()
    expect(page.get_by_role("group", name="Who is filling this in?").or_(who(page))).to_be_visible()


def who(page: Page) -> Locator:
    return page.get_by_role("radiogroup", name="Who is filling this in?")


def code_on(page: Page) -> str:
    """The code of a form, as somebody would write it down from the page, once it has come."""
    parts = page.get_by_role("main").locator("ol").get_by_role("listitem").locator("b")
    parts.first.wait_for()
    return " ".join(parts.all_inner_texts())


def reference_on(page: Page) -> str:
    """The reference that the page tells, wherever on the page it stands."""
    return page.get_by_role("main").get_by_text(REFERENCE).first.inner_text().strip()


def shown(page: Page) -> str:
    """Everything that the page says, whether its styles have come already or not."""
    return " ".join((page.get_by_role("main").text_content() or "").split())
