"""From a family's yes to what its child's teacher reads: by the links in letters, without script."""

import re
from io import BytesIO

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from local.stack import Stack
from tests.browser.booking import press
from tests.browser.household import EMAIL
from tests.browser.pages import heading, plain

TEACHER = "teacher@school.example"
LINK = re.compile(r"/forms/(?:offer|brief)/\S+")
PATIENCE, PAUSE = 60, 500
"""How often it is looked whether the worker did its part, and milliseconds between."""


def opened(browser: Browser, stack: Stack, address: str, about: str) -> Page:
    """What a letter leads to, on a device that knows nothing of it."""
    link = LINK.search(stack.wait_for_mail(address, about))
    assert link
    page = plain(browser).new_page()
    page.goto(stack.site_url + link[0])
    return page


def place_is_accepted(browser: Browser, stack: Stack, reference: str) -> None:
    family = opened(browser, stack, EMAIL, f"There is an answer to your request {reference}")
    press(family, "Yes, we would like it")
    expect(heading(family)).to_have_text("You have said yes")
    family.context.close()


def to_the_brief(officer: Page, stack: Stack, child: str) -> None:
    """From the queue, once the worker followed what the family said, to the brief before it goes out."""
    link = officer.get_by_role("main").get_by_role("link", name=child)
    for _ in range(PATIENCE):
        officer.goto(f"{stack.office_url}/queue/briefs")
        if link.count():
            link.click()
            officer.get_by_label("The teacher’s email address").fill(TEACHER)
            return press(officer, "See the brief")
        officer.wait_for_timeout(PAUSE)
    raise AssertionError(f"{child} is not among those whose teacher has to be told")


def teacher_reads(browser: Browser, stack: Stack, officer: Page, child: str, line: str) -> None:
    """It is sent: a line of the brief, on one sheet, from a letter that names nobody."""
    press(officer, "Send it")
    assert child not in stack.wait_for_mail(TEACHER, "Please read before a first lesson")
    page = opened(browser, stack, TEACHER, "Please read before a first lesson")
    assert child not in page.content()
    press(page, "Read it")
    expect(page.get_by_role("main")).to_contain_text(line)
    [sheet] = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert line in sheet.extract_text()
    page.context.close()
