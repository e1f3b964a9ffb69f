"""Staff sign in at the stand-in for the council's directory and leave again, in a real Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from local.directory import PASSWORD
from local.stack import Stack
from tests.browser import axe
from tests.browser.pages import heading, plain
from tests.browser.test_every_page import NARROW
from tests.browser.test_html import errors_in

LONGER = "Rang the family: they would rather have Tuesday."


@dataclass
class Look:
    """What is looked at on the way: axe in both schemes, the width of a phone, the source for the checker."""

    page: Page
    folder: Path
    wrong: list[str] = field(default_factory=list)

    def at(self, name: str, title: str) -> None:
        expect(heading(self.page)).to_have_text(title)
        (self.folder / f"{name}.html").write_text(self.page.content(), encoding="utf-8")
        self.wrong += [f"{name}: {one}" for one in axe.found(self.page)]
        self.page.emulate_media(color_scheme="dark")
        self.wrong += [f"{name}, dark: {one}" for one in axe.found(self.page, axe.COLOURS)]
        self.page.emulate_media(color_scheme="light")
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.wrong.append(f"{name}: wider than its window")


@pytest.fixture
def look(browser: Browser, axe_source: str, tmp_path: Path) -> Iterator[Look]:
    context = plain(browser, script=True, viewport=NARROW)
    context.add_init_script(axe_source)
    yield Look(context.new_page(), tmp_path)
    context.close()


def signs_in(page: Page, name: str) -> None:
    """On the directory's own page."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_staff_come_in_are_refused_lose_their_time_and_leave(stack: Stack, look: Look) -> None:
    page, office = look.page, stack.office_url
    page.goto(f"{office}/staff")
    signs_in(page, "eira")
    assert page.url == f"{office}/staff"
    look.at("staff", "Staff")
    page.goto(office)
    look.at("front", "Today")
    assert page.goto(f"{office}/trail").status == 403  # type: ignore[union-attr]
    look.at("forbidden", "That is not yours to do")
    page.goto(f"{office}/case/{'0' * 32}")
    look.at("missing", "There is nothing here")
    page.goto(f"{office}/signed-in?code=made-up&state=made-up")
    look.at("refused", "You could not be signed in")

    page.goto(f"{office}/find")
    page.get_by_role("main").get_by_role("textbox").first.fill(LONGER)
    page.context.clear_cookies()
    page.get_by_role("main").get_by_role("button").first.click()
    look.at("over", "Please sign in again")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in").click()
    signs_in(opened.value, "eira")
    expect(heading(opened.value)).to_have_text("Today")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value(LONGER)

    page.get_by_role("button", name="Sign out").click()
    look.at("left", "You are signed out")
    page.goto(office)
    expect(page.get_by_label("Password")).to_be_visible()
    assert look.wrong == []
    assert errors_in(look.folder) == []
