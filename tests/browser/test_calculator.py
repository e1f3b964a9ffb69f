"""A family sees what it would pay: without script, by keyboard, on a small phone, and by a link."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.browser.axe import violations
from tests.browser.pages import plain
from tests.browser.test_every_page import SCHEMES

CALCULATOR = "/prices/calculator/"
DAY = "starts-day=2&starts-month=9&starts-year=2026"
ANSWERS = {
    "reduced": f"/forms/price?lesson=small-group&added=50&reason=free-meals-income&instalments=3&{DAY}",
    "not known": f"/forms/price?lesson=pair&added=unsure&ensembles=2&reason=unsure&{DAY}",
    "to ask for": f"/forms/price?lesson=individual&reason=hardship&{DAY}",
    "wrong": "/forms/price?lesson=lute&added=15&added=50&starts-day=30&starts-month=2&starts-year=2026",
}


@pytest.fixture
def page(browser: Browser) -> Page:
    return plain(browser).new_page()


def price_on(page: Page) -> str:
    return page.locator(".answer b").inner_text()


def test_a_parent_without_script_sees_the_price_by_links_alone(page: Page, stack: Stack) -> None:
    page.goto(stack.site_url + "/help-with-fees/")
    page.get_by_role("main").get_by_role("link", name="See what you would pay").click()
    page.get_by_label("Lessons in a small group", exact=True).check()
    page.get_by_role("radiogroup", name="What does the school add").get_by_label("50%", exact=True).check()
    page.get_by_label("free school meals on income grounds", exact=False).check()
    for part, value in (("Day", "2"), ("Month", "September"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Show the price").click()

    assert price_on(page) == "£56.25"
    expect(page.get_by_role("row", name="Help with fees")).to_contain_text("£24.00")
    expect(page.get_by_label("Lessons in a small group", exact=True)).to_be_checked()


def test_the_address_of_an_answer_leads_back_to_it(page: Page, browser: Browser, stack: Stack) -> None:
    page.goto(stack.site_url + ANSWERS["reduced"])
    on_another_device = plain(browser).new_page()
    on_another_device.goto(page.url)

    assert on_another_device.content() == page.content()


def test_what_is_wrong_is_told_and_put_right(page: Page, stack: Stack) -> None:
    page.goto(stack.site_url + CALCULATOR)
    page.get_by_label("Lessons in a pair", exact=True).check()
    page.get_by_role("button", name="Show the price").click()

    page.locator(".error-summary a").first.click()
    page.locator("#starts-day").fill("2")
    page.locator("#starts-month").fill("9")
    page.locator("#starts-year").fill("2026")
    page.get_by_role("button", name="Show the price").click()

    assert price_on(page).startswith("£")


def test_the_keyboard_alone_is_enough(page: Page, stack: Stack) -> None:
    page.goto(stack.site_url + CALCULATOR)
    typed = {"starts-day": "2", "starts-month": "9", "starts-year": "2026"}
    pressed = {"lesson", "added", "hire", "ensembles", "reason", "instalments"}
    seen: list[float] = []
    for _ in range(100):
        page.keyboard.press("Tab")
        name, kind, top = page.evaluate(
            "(() => { const e = document.activeElement, r = e.getBoundingClientRect();"
            " return [e.name || '', e.type || '', r.top + scrollY] })()"
        )
        if name in typed:
            page.keyboard.type(typed.pop(name))
        elif name in pressed:
            page.keyboard.press("Space")
            pressed.remove(name)
        seen.append(top) if name else None
        if kind == "submit":
            page.keyboard.press("Enter")
            break

    assert (typed, pressed) == ({}, set())
    assert price_on(page).startswith("£")
    assert all(later >= earlier - 60 for earlier, later in pairwise(seen))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("answer", [CALCULATOR, *ANSWERS.values()], ids=["empty", *ANSWERS])
def test_axe_finds_nothing(answer: str, scheme: str, browser: Browser, stack: Stack, axe_source: str) -> None:
    page = plain(browser, script=True, color_scheme=scheme).new_page()
    page.goto(stack.site_url + answer)

    assert violations(page, axe_source) == []


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_an_answer_fits_a_small_phone(answer: str, browser: Browser, stack: Stack) -> None:
    page = plain(browser, viewport={"width": 320, "height": 640}).new_page()
    page.goto(stack.site_url + answer)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_printed_answer_has_the_bill_and_not_the_form(page: Page, stack: Stack) -> None:
    page.goto(stack.site_url + ANSWERS["reduced"])
    page.emulate_media(media="print")

    expect(page.get_by_role("table", name="A whole term")).to_be_visible()
    expect(page.get_by_role("button", name="Show the price")).to_be_hidden()
