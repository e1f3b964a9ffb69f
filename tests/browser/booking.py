"""What schools fill in that book a course, and what they find in their letters."""

import re
from datetime import datetime
from typing import Any

import vobject
from playwright.sync_api import APIResponse, Browser, Page

from local.stack import Stack
from tests.browser.pages import Pointer, Sheet, fill_in, plain
from tests.browser.test_every_page import NARROW
from tests.local.running import wait_for

SLUG = "everyone-in-the-room"
LINK = re.compile(r"/forms/manage/[A-Z0-9]{20}")
SENT = Sheet("Check your answers", press="Book the places")
TOGETHER = "Put us on the waiting list"


def email(name: str) -> str:
    return f"{name.lower()}@school.example"


def person(name: str) -> tuple[Sheet, ...]:
    return (
        Sheet("Who is coming?", {"Name": name, "Work email address": email(name)}),
        Sheet("Help to take part", ticked=("Hearing",)),
    )


def booking(booker: str, names: tuple[str, ...], if_full: str = "Tell me, and book nothing") -> list[Sheet]:
    """All pages that a school fills in, as far as the page of answers."""
    everybody = [
        sheet
        for number, name in enumerate(names)
        for sheet in (
            *((Sheet("The people who come", press="Add another person"),) if number else ()),
            *person(name),
        )
    ]
    return [
        Sheet("Book places", ticked=("School run by a council",)),
        Sheet("Your school", {"Name and town of the school": "Example Primary School, Sampleton"}),
        Sheet("Who is booking?", {"Your name": booker, "Your work email address": email(booker)}),
        *everybody,
        Sheet("The people who come", press="That is everybody"),
        Sheet("Paying through the council’s books", {"Cost code": "X-1"}),
        Sheet("If there are not enough places", ticked=(if_full,)),
        Sheet("What you hope for"),
        Sheet(
            "Before you book",
            ticked=("I have read until when we can give places back, and what that costs later",),
        ),
    ]


def begun(browser: Browser, town: Stack) -> Page:
    """From the course's page by links alone."""
    page = plain(browser, viewport=NARROW).new_page()
    page.goto(f"{town.site_url}/training/{SLUG}/")
    page.get_by_role("link", name="Is there a place?").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("Book places|Join the waiting list")).click()
    return page


def booked(browser: Browser, town: Stack, booker: str, names: tuple[str, ...], if_full: str = "") -> Page:
    page = begun(browser, town)
    fill_in(Pointer(page), booking(booker, names, *([if_full] if if_full else [])))
    Pointer(page).fill_in(SENT)
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def opened_by_mail(browser: Browser, town: Stack, who: str, about: str) -> Page:
    """The booking, by the link in a letter, on a device that knows nothing of it."""
    link = LINK.search(town.wait_for_mail(email(who), about))
    assert link
    page = plain(browser).new_page()
    page.goto(town.site_url + link[0])
    press(page, "Open my booking")
    return page


def calendar(page: Page) -> Any:
    """The file that the booking's page offers."""
    address = page.get_by_role("link", name="Put it in your calendar").get_attribute("href")
    answer = page.context.request.get(page.url.split("/forms/")[0] + str(address))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return read(answer.text())


def mailed(page: Page, town: Stack, who: str, about: str) -> Any:
    """The file that came with a letter, from the local mailbox."""
    letter = town.wait_for_message(email(who), about)
    answer = attached(page, town, letter)
    found = read(answer.text())
    method = found.method.value
    assert answer.headers["content-type"] == f"text/calendar; charset=utf-8; method={method}"
    return found


def read(text: str) -> Any:
    """A calendar, once a library that did not write it finds nothing wrong with it."""
    found = vobject.readOne(text)
    found.validate(raiseException=True)
    return found


def dates(found: Any) -> tuple[str, datetime, datetime]:
    return found.method.value, found.vevent.dtstart.value, found.vevent.dtend.value


def attached(page: Page, town: Stack, letter: dict[str, Any]) -> APIResponse:
    """The first file with a letter. It is kept a moment after the letter shows."""
    address = f"{town.mailbox_url}{letter['MessageId']}/0"
    wait_for(lambda: page.context.request.get(address).ok)
    return page.context.request.get(address)
