"""Words for what a person does with the pages. Knows the labels a person reads, not the code behind them."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, expect

REFERENCE = re.compile(r"DMS-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{2}")


@dataclass(frozen=True)
class Child:
    """An obviously invented child, as a parent would type it."""

    given_name: str = "Zoë-Łucja"
    family_name: str = "Nobody’s-Child"
    birth: tuple[str, str, str] = ("14", "3", "2017")
    school: str = "Example Primary School, Nowhere"
    email: str = "parent@example.com"


def plain(browser: Browser, *, script: bool = False, **more: object) -> BrowserContext:
    """A visitor's browser; script is off unless asked for."""
    return browser.new_context(java_script_enabled=script, **more)  # type: ignore[arg-type]


def from_home_to_the_form(page: Page, site_url: str) -> None:
    """By links alone: nothing is typed into the address bar but the home page."""
    page.goto(site_url + "/")
    page.get_by_role("link", name="Enrol", exact=False).first.click()
    page.get_by_role("main").get_by_role("link", name="enrolment form", exact=False).first.click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def fill(page: Page, child: Child) -> None:
    page.get_by_label("parent or carer", exact=False).first.check()
    page.locator("#child_given_name").fill(child.given_name)
    page.locator("#child_family_name").fill(child.family_name)
    for part, value in zip(("day", "month", "year"), child.birth, strict=True):
        page.locator(f"#birth_date-{part}").fill(value)
    page.get_by_label("Year 5", exact=True).check()
    page.locator("#school").fill(child.school)
    page.get_by_label("Cornet", exact=True).check()
    page.locator("#contact_name").fill("A. Parent")
    page.locator("#email").fill(child.email)
    page.get_by_label("Hearing", exact=False).check()
    page.locator("#access_detail").fill("Sitting near the front helps.")
    page.locator("[name=terms]").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def reference_on(page: Page) -> str:
    """The reference that the page tells, wherever on the page it stands."""
    return page.get_by_role("main").get_by_text(REFERENCE).inner_text().strip()
