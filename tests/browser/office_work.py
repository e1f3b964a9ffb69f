"""What people in the office do at their desks, in a real browser."""

from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.browser.pages import heading, plain
from tests.browser.test_office_door import signs_in

FIRST, SECOND, THIRD = "Zoë-Łucja", "李", "Nguyễn"


def officer(browser: Browser, stack: Stack, name: str) -> Page:
    """Somebody at their desk, signed in, who runs no script."""
    page = plain(browser).new_page()
    page.goto(stack.office_url)
    signs_in(page, name)
    expect(heading(page)).to_have_text("Today")
    return page


def press(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).first.click()


def to_the_case(page: Page, stack: Stack, reference: str) -> None:
    page.goto(f"{stack.office_url}/find")
    page.get_by_label("Reference, name or school").fill(reference.lower())
    press(page, "Find")
    expect(page.get_by_role("heading", level=1)).to_contain_text(FIRST)


def step(page: Page, link: str, child: str, kind: str) -> None:
    page.get_by_role("link", name=f"{link} for {child}, {kind}", exact=True).click()


def help_is_decided(page: Page, child: str, off: str, reason: str) -> None:
    """Whatever the rules propose, somebody decides otherwise, with one rate for everything."""
    step(page, "Decide", child, "help with fees")
    page.get_by_label("Otherwise, as chosen below").check()
    for item in ("Off lessons", "Off hiring an instrument", "Off ensembles"):
        page.get_by_role("radiogroup", name=item).get_by_label(off, exact=True).check()
    page.get_by_label("Reason", exact=True).fill(reason)
    press(page, "See the letter")


def a_place_is_offered(page: Page, child: str) -> None:
    step(page, "Decide", child, "place")
    page.get_by_role("link", name="Offer a place").click()
    page.get_by_label("Lessons in a small group").check()
    page.get_by_role("radiogroup", name="Do they hire").get_by_label("Yes").check()
    page.get_by_label("Day, time and place").fill("Tuesdays at 10.20am, at school")
    first_day = page.get_by_role("group", name="First day")
    for part, text in (("Day", "8"), ("Month", "1"), ("Year", "2027")):
        first_day.get_by_label(part).fill(text)
    press(page, "See the offer")


def told_in_words(page: Page, child: str, way: str, words: str) -> None:
    step(page, "Decide", child, "place")
    page.get_by_role("link", name=way).click()
    page.get_by_label("What the family is told").fill(words)
    press(page, "See the letter")
    expect(page.get_by_role("main")).to_contain_text(words)
    press(page, "Send it")
