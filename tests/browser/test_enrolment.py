"""A family enrols a child: without script, by keyboard, with mistakes, and twice."""

import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Error, Page, Route

from local.stack import Stack
from tests.browser.pages import REFERENCE, Child, fill, from_home_to_the_form, plain, reference_on, send
from tests.browser.test_every_page import violations


@pytest.fixture
def page(browser: Browser) -> Page:
    return plain(browser).new_page()


def test_a_parent_without_script_enrols_a_child_by_links_alone(page: Page, stack: Stack) -> None:
    before = stack.count("receipts")

    from_home_to_the_form(page, stack.site_url)
    fill(page, Child())
    send(page)

    assert REFERENCE.fullmatch(reference_on(page))
    assert stack.count("receipts") == before + 1


def test_going_back_and_sending_again_gives_the_same_reference(page: Page, stack: Stack) -> None:
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(given_name="李"))
    send(page)
    first, before = reference_on(page), stack.count("receipts")

    page.go_back()
    send(page)

    assert reference_on(page) == first
    assert stack.count("receipts") == before


def test_five_clicks_at_once_give_one_enrolment(page: Page, stack: Stack) -> None:
    """The very bytes the browser would send, taken from it and sent five times at the same moment."""
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(given_name="عمر"))
    body = what_would_be_sent(page)
    before = stack.count("receipts")
    start = threading.Barrier(5)

    def click(_: int) -> str:
        start.wait()
        with urllib.request.urlopen(stack.site_url + "/forms/enrolment", data=body) as response:
            return BeautifulSoup(response.read(), "html.parser").get_text()

    with ThreadPoolExecutor(5) as clicks:
        answers = list(clicks.map(click, range(5)))

    assert len({found for answer in answers for found in REFERENCE.findall(answer)}) == 1
    assert stack.count("receipts") == before + 1


def what_would_be_sent(page: Page) -> bytes:
    sent: list[bytes] = []

    def take(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        route.abort()

    page.route("**/forms/enrolment", take)
    with suppress(Error):  # the aborted navigation
        send(page)
    page.wait_for_timeout(100)
    return sent[0]


def test_a_form_with_mistakes_keeps_every_answer_and_links_to_each(
    browser: Browser, stack: Stack, axe_source: str
) -> None:
    page = plain(browser, script=True).new_page()
    from_home_to_the_form(page, stack.site_url)
    fill(
        page, Child(given_name="<script>alert(1)</script>", birth=("14", "3", "1890"), email="not-an-address")
    )
    send(page)

    assert page.title().startswith("Error")
    assert page.locator("#child_given_name").input_value() == "<script>alert(1)</script>"
    assert page.locator("#birth_date-year").input_value() == "1890"
    assert page.locator("#access_detail").input_value() == "Sitting near the front helps."
    links = page.locator(".error-summary a")
    assert links.count() == 2
    for index in range(links.count()):
        target = (links.nth(index).get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1
    assert violations(page, axe_source) == []


def test_reading_the_terms_after_a_mistake_loses_no_correction(browser: Browser, stack: Stack) -> None:
    context = plain(browser)
    page = context.new_page()
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(email="not-an-address"))
    send(page)
    page.locator("#email").fill("corrected@example.com")

    with context.expect_page() as opened:
        page.get_by_role("link", name="opens in a new tab").click()

    assert opened.value.url == stack.site_url + "/terms/"
    assert page.locator("#email").input_value() == "corrected@example.com"
    assert page.locator("#access_detail").input_value() == "Sitting near the front helps."
    send(page)
    assert reference_on(page)
    context.close()


def test_an_address_that_looks_like_a_slip_is_taken_when_sent_again(page: Page, stack: Stack) -> None:
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(email="parent@gmial.com"))
    send(page)

    assert "Did you mean parent@gmail.com?" in page.locator(".error-summary").inner_text()
    send(page)
    assert reference_on(page)


@pytest.mark.parametrize("width", [320, 390])
def test_a_reference_stands_on_one_line_of_a_phone(browser: Browser, stack: Stack, width: int) -> None:
    context = plain(browser, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(stack.site_url + "/enrol/form/")
    fill(page, Child(given_name=f"Narrow {width}"))
    send(page)

    reference = page.locator(".receipt__reference")
    tops = reference.locator("span").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("main li", has_text="Cornet").count() == 1
    context.close()


def test_an_empty_form_names_every_question_that_needs_an_answer(
    browser: Browser, stack: Stack, axe_source: str
) -> None:
    page = plain(browser, script=True).new_page()
    from_home_to_the_form(page, stack.site_url)
    send(page)

    assert page.locator(".error-summary a").count() >= 8
    assert violations(page, axe_source) == []


def test_the_keyboard_alone_is_enough(page: Page, stack: Stack) -> None:
    """Tab, type, space, arrow, Enter: no pointer, and focus never goes backwards in the page."""
    page.goto(stack.site_url + "/enrol/form/")
    typed = {
        "child_given_name": "Șerban",
        "birth_date-day": "1",
        "birth_date-month": "2",
        "birth_date-year": "2016",
        "school": "Example Primary",
        "contact_name": "B. Carer",
        "email": "carer@example.com",
    }
    pressed = {"applicant", "year_group", "wants", "terms"}
    seen: list[float] = []
    for _ in range(200):
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
    assert reference_on(page)
    assert all(later >= earlier - 60 for earlier, later in pairwise(seen))


def test_a_receipt_arrives_and_tells_nothing_sensitive(page: Page, stack: Stack) -> None:
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(given_name="Receipt", email="receipt@example.com"))
    send(page)
    reference = reference_on(page)

    message = stack.wait_for_mail("receipt@example.com")

    assert reference in message
    assert "Cornet" in message
    for secret in ("Hearing", "front helps", "Receipt Nobody", "2017"):
        assert secret not in message


def test_the_mailbox_fits_a_phone(browser: Browser, stack: Stack) -> None:
    context = plain(browser, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(stack.site_url + "/enrol/form/")
    fill(page, Child(given_name="Mailed", email="a.parent.with.a.long.address@mail.example.com"))
    send(page)
    reference = reference_on(page)
    stack.wait_for_mail("a.parent.with.a.long.address@mail.example.com")

    page.goto(stack.mailbox_url)

    assert reference in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_data_command_counts_without_naming_anyone(page: Page, stack: Stack) -> None:
    from_home_to_the_form(page, stack.site_url)
    fill(page, Child(given_name="Counted"))
    send(page)
    reference = reference_on(page)

    printed = stack.data()

    assert reference in printed
    assert "Counted" not in printed
    assert "example.com" not in printed
