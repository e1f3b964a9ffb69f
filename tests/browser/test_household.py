"""A family with three children asks for everything in one sitting, in two goes, and its school answers.

Without script: once with a pointer, by labels and links alone, and once by keyboard alone.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.browser.household import AFTER_THE_BREAK, BEFORE_A_BREAK, EMAIL, OFFICE
from tests.browser.keyboard import Keyboard
from tests.browser.pages import (
    REFERENCE,
    Hand,
    Pointer,
    Sheet,
    code_on,
    fill_in,
    from_home_to_the_form,
    heading,
    plain,
    reference_on,
    shown,
)

ANSWERED = "Thank you, we have your answer"
ADDRESS = re.compile(r"https?://\S+/forms/(?:confirm|letter)/\S+")


def other_device(browser: Browser) -> Page:
    return plain(browser).new_page()


@pytest.mark.parametrize("hand", [Pointer, Keyboard])
def test_a_family_asks_for_everything_in_one_sitting_and_finishes_on_another_device(
    hand: Callable[[Page], Hand], browser: Browser, stack: Stack
) -> None:
    before = stack.count("receipts")
    at_home = hand(other_device(browser))
    from_home_to_the_form(at_home.page, stack.site_url)
    fill_in(at_home, BEFORE_A_BREAK)
    at_home.follow("Save and come back later")
    code = code_on(at_home.page)

    at_the_library = hand(other_device(browser))
    at_the_library.page.goto(stack.site_url + "/enrol/continue/")
    at_the_library.fill_in(
        Sheet("Carry on with a form you saved", {"Your code": code.lower()}, press="Open my form")
    )
    fill_in(at_the_library, AFTER_THE_BREAK)

    assert REFERENCE.fullmatch(reference_on(at_the_library.page))
    assert stack.count("receipts") == before + 1
    for asked in ("Cornet", "Jazz Jam", "Help me choose"):
        assert asked in shown(at_the_library.page)
    the_first_device_is_told(at_home.page, reference_on(at_the_library.page))
    the_receipt_tells_nothing_sensitive(stack, reference_on(at_the_library.page))
    the_school_answers_once(hand(other_device(browser)), stack)
    the_letter_says_why(at_the_library)


def the_first_device_is_told(page: Page, reference: str) -> None:
    page.reload()

    assert reference_on(page) == reference


def the_receipt_tells_nothing_sensitive(stack: Stack, reference: str) -> None:
    message = stack.wait_for_mail(EMAIL, f"We have your request {reference}")

    assert reference in message
    assert "Cornet" in message
    for secret in ("Hearing", "near the front", "Zoë", "Nobody", "2017", "school meals", "looked after"):
        assert secret not in message


def the_school_answers_once(office: Hand, stack: Stack) -> None:
    address = an_open_question(office, stack)
    for hidden in ("Hearing", EMAIL, "Cornet", "looked after", "李"):
        assert hidden not in office.page.content()

    office.fill_in(
        Sheet(
            "A question about a pupil",
            {"Your name": "S. Office", "Your role at the school": "Office"},
            ("Yes",),
            press="Send the answer",
        )
    )
    expect(heading(office.page)).to_have_text(ANSWERED)
    office.page.goto(address)
    expect(heading(office.page)).to_have_text(ANSWERED)
    assert "Zoë" not in office.page.content()


def an_open_question(office: Hand, stack: Stack) -> str:
    """Where the newest question leads. An older one of another walk may still be the newest that came."""
    for _ in range(30):
        message = stack.wait_for_mail(OFFICE)
        address = ADDRESS.search(message)
        assert address
        assert "Zoë" not in message
        office.page.goto(address[0])
        if heading(office.page).inner_text() != ANSWERED:
            return address[0]
        office.page.wait_for_timeout(500)
    raise AssertionError("no question came that is still open")


def the_letter_says_why(family: Hand) -> None:
    family.follow("Read it now")

    expect(heading(family.page)).to_have_text("Our answer so far on help with fees")
    children = family.page.get_by_role("main").locator("section")
    looked_after = children.filter(has=family.page.get_by_role("heading", name="Nguyễn"))
    expect(looked_after).to_contain_text("nothing to pay")
    expect(looked_after).to_contain_text("looked after")
    expect(children.filter(has_text="nothing to pay")).to_have_count(1)
