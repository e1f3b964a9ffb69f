"""Sending a form: once however often it is pressed, with slips and mistakes, and what follows."""

import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from local.stack import Stack
from tests.browser.household import AGREED, SENT, WHO, one_child, reached
from tests.browser.keyboard import Keyboard
from tests.browser.pages import (
    REFERENCE,
    Pointer,
    Sheet,
    fill_in,
    heading,
    labelled,
    plain,
    reference_on,
    shown,
)

LONG_ADDRESS = "a.parent.with.a.long.address@mail.example.com"


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    context = plain(browser)
    yield context
    context.close()


@pytest.fixture
def page(device: BrowserContext) -> Page:
    return device.new_page()


def ready(page: Page, stack: Stack, email: str = "parent@example.com") -> Pointer:
    """A form that needs nothing but to be sent."""
    page.goto(stack.site_url + "/enrol/form/")
    hand = Pointer(page)
    fill_in(hand, one_child(email))
    return hand


@pytest.fixture(scope="module")
def sent(browser: Browser, stack: Stack) -> Iterator[Page]:
    """The page that a family sees when its form has been sent."""
    context = plain(browser)
    page = context.new_page()
    ready(page, stack, LONG_ADDRESS).fill_in(SENT)
    yield page
    context.close()


def test_five_clicks_at_once_give_one_request(page: Page, stack: Stack) -> None:
    """The very bytes the browser would send, taken from it and sent five times at the same moment."""
    hand = ready(page, stack)
    cookies = "; ".join(f"{one.get('name')}={one.get('value')}" for one in page.context.cookies())
    address, body = page.url, what_would_be_sent(hand)
    before = stack.count("receipts")
    start = threading.Barrier(5)

    def click(_: int) -> str:
        start.wait()
        asked = urllib.request.Request(address, body, headers={"Cookie": cookies})
        with urllib.request.urlopen(asked) as response:
            return BeautifulSoup(response.read(), "lxml").get_text()

    with ThreadPoolExecutor(5) as clicks:
        answers = list(clicks.map(click, range(5)))

    assert len({found for answer in answers for found in REFERENCE.findall(answer)}) == 1
    assert stack.count("receipts") == before + 1


def what_would_be_sent(hand: Pointer) -> bytes:
    sent: list[bytes] = []

    def take(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        route.abort()

    hand.page.route("**/forms/enrolment/check", take)
    with suppress(Error):  # the aborted navigation
        hand.fill_in(SENT)
    hand.page.wait_for_timeout(100)
    return sent[0]


def test_a_page_with_mistakes_keeps_every_answer_and_focus_goes_to_what_is_wrong(
    page: Page, stack: Stack
) -> None:
    page.goto(stack.site_url + "/enrol/form/")
    hand = Keyboard(page)
    typed = {"First name": "<script>alert(1)</script>", "Day": "14", "Month": "3", "Year": "1890"}
    fill_in(hand, [WHO, Sheet("Who is the child?", typed)])

    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    expect(labelled(page, "First name")).to_have_value("<script>alert(1)</script>")
    expect(labelled(page, "Year")).to_have_value("1890")
    assert "year" in hand.tab().label
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("birth_date")


def test_reading_the_terms_after_a_mistake_loses_no_correction(device: BrowserContext, stack: Stack) -> None:
    page = device.new_page()
    page.goto(stack.site_url + "/enrol/form/")
    hand = Pointer(page)
    fill_in(hand, [*one_child()[:-1], Sheet("Before you send")])
    assert page.title().startswith("Error: ")
    labelled(page, AGREED.ticked[0]).check()

    with device.expect_page() as opened:
        page.get_by_role("link", name="opens in a new tab").click()

    assert opened.value.url == stack.site_url + "/terms/"
    expect(labelled(page, AGREED.ticked[0])).to_be_checked()
    fill_in(hand, [Sheet("Before you send"), SENT])
    assert reference_on(page)


def test_an_address_that_looks_like_a_slip_is_taken_when_sent_again(page: Page, stack: Stack) -> None:
    page.goto(stack.site_url + "/enrol/form/")
    hand = Pointer(page)
    fill_in(hand, [*one_child()[:-4], *reached("parent@gmial.com")[:2]])

    assert "Did you mean parent@gmail.com?" in page.locator(".error-summary").inner_text()
    hand.fill_in(Sheet("How can we reach you?"))
    expect(heading(page)).to_have_text("Language and help with this form")


@pytest.mark.parametrize("width", [320, 390])
def test_a_reference_stands_on_one_line_of_a_phone(sent: Page, width: int) -> None:
    sent.set_viewport_size({"width": width, "height": 700})
    lines = sent.locator(".receipt__reference span").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().top)"
    )

    assert len(set(lines)) == 1
    assert sent.evaluate("document.documentElement.scrollWidth") <= width
    assert sent.get_by_role("main").get_by_role("listitem").filter(has_text="Help me choose").count() == 1


def test_the_message_about_it_fits_a_phone(sent: Page, browser: Browser, stack: Stack) -> None:
    stack.wait_for_mail(LONG_ADDRESS)
    page = plain(browser, viewport={"width": 320, "height": 640}).new_page()
    page.goto(stack.mailbox_url)

    assert reference_on(sent) in shown(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_data_command_counts_without_naming_anyone(sent: Page, stack: Stack) -> None:
    printed = stack.data()

    assert reference_on(sent) in printed
    assert "Zoë" not in printed
    assert "example.com" not in printed


def test_going_back_after_sending_leads_to_the_same_reference(sent: Page, stack: Stack) -> None:
    first, before = reference_on(sent), stack.count("receipts")

    sent.go_back()

    assert reference_on(sent) == first
    assert stack.count("receipts") == before
