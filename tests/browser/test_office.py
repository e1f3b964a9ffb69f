"""A day in the office, by people who sign in at the directory: from what a family sent to who looked at it.

Without script. Three places and two children's help with fees are decided, one refusal by two people; a
teacher is told what helps; a register is printed, a table fetched, and it is found who read the case. Then
every page there is in the office is looked at, whoever may see it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from itertools import product
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page

from local.stack import Stack
from musicservice import bootstrap
from musicservice.domain.office.work import KINDS, QUEUES
from musicservice.web.office.routes import routes
from tests.browser.household import AFTER_THE_BREAK, BEFORE_A_BREAK
from tests.browser.office_work import (
    FIRST,
    SECOND,
    THIRD,
    a_place_is_offered,
    help_is_decided,
    officer,
    press,
    step,
    to_the_case,
    told_in_words,
)
from tests.browser.pages import Pointer, fill_in, from_home_to_the_form, heading, plain, reference_on, shown
from tests.browser.teacher import place_is_accepted, teacher_reads, to_the_brief
from tests.browser.test_every_page import NARROW
from tests.browser.test_html import errors_in
from tests.browser.test_office_door import Look

Filled: TypeAlias = Mapping[str, Sequence[str]]


@pytest.fixture
def reference(browser: Browser, stack: Stack) -> str:
    """Of what a family with three children sent, who asks for help with fees for all of them."""
    page = plain(browser).new_page()
    hand = Pointer(page)
    from_home_to_the_form(page, stack.site_url)
    fill_in(hand, (*BEFORE_A_BREAK, *AFTER_THE_BREAK))
    found = reference_on(page)
    page.context.close()
    return found


@pytest.fixture
def looks(browser: Browser, axe_source: str, tmp_path: Path) -> Iterator["Looks"]:
    made = Looks(browser, axe_source, tmp_path)
    yield made
    made.close()


class Looks:
    """Keeps pages of the day, to be looked at with axe in both schemes and on a phone once it is over."""

    def __init__(self, browser: Browser, axe_source: str, folder: Path) -> None:
        self.context = plain(browser, script=True, viewport=NARROW)
        self.context.add_init_script(axe_source)
        self.look = Look(self.context.new_page(), folder)

    def at(self, page: Page, name: str) -> None:
        """The same page again, by the same person, in a browser that runs axe."""
        self.context.clear_cookies()
        self.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        self.look.page.goto(page.url)
        self.look.at(name, heading(page).inner_text())

    def given(self, page: Page, name: str) -> None:
        """What a form was answered with, which has no address of its own."""
        told = page.content()
        self.look.page.route(page.url, lambda asked: asked.fulfill(body=told, content_type="text/html"))
        self.at(page, name)
        self.look.page.unroute(page.url)

    def every(self, people: Sequence[Page], office: str, filled: Filled) -> None:
        """Each page that has an address, as whoever of these people may see it."""
        for path in paths(filled):
            for person in people:
                answer = person.goto(office + path)
                assert answer is not None
                if answer.status == HTTPStatus.OK:
                    self.at(person, path.strip("/").replace("/", "-"))
                    break
            else:
                self.look.wrong.append(f"{path}: nobody may see it, and it should be looked at")

    def close(self) -> None:
        self.context.close()


ELSEWHERE = re.compile(r"^/key/|^/course/{slug}/(waiting|certificate)/")
"""Pages that are there while somebody keys in, waits, or has come: test_office_keying.py looks at them."""


def paths(filled: Filled) -> Iterator[str]:
    """The address of each page that the office has. One with a part that `filled` lacks is a mistake."""
    for route in routes(bootstrap.staff):
        if "GET" in route.methods and not ELSEWHERE.match(route.path):
            parts = re.findall(r"{(\w+)}", route.path)
            for values in product(*(filled[part] for part in parts)):
                yield route.path.format(**dict(zip(parts, values, strict=True)))


def a_table_is_asked_for(page: Page, stack: Stack, looks: Looks) -> str:
    """Its id."""
    page.goto(f"{stack.office_url}/exports")
    press(page, "Count the rows")
    looks.given(page, "table-mistakes")
    page.get_by_label("Place", exact=True).check()
    page.get_by_label("Which of them?").select_option("queue:offered")
    page.get_by_role("main").get_by_role("checkbox").first.check()
    page.get_by_label("Why is it needed?").fill("Teachers plan the new term.")
    press(page, "Count the rows")
    return page.url.rpartition("/")[2]


def test_a_day_in_the_office(browser: Browser, stack: Stack, reference: str, looks: Looks) -> None:
    bola = officer(browser, stack, "bola")
    to_the_case(bola, stack, reference)
    looks.at(bola, "case")
    help_is_decided(bola, FIRST, "100%", "Nobody is kept from music by money.")
    press(bola, "Grant it, and send the letter")
    help_is_decided(bola, SECOND, "Nothing", "None of the reasons is true this year.")
    press(bola, "Ask a second person")
    step(bola, "Agree, or send back", SECOND, "help with fees")
    assert "You proposed this yourself" in shown(bola)

    eira = officer(browser, stack, "eira")
    eira.goto(f"{stack.office_url}/queue/remission/second")
    looks.at(eira, "second")
    eira.get_by_role("main").get_by_role("link", name=SECOND).first.click()
    step(eira, "Agree, or send back", SECOND, "help with fees")
    looks.at(eira, "agree")
    press(eira, "Agree, and send the letter")

    ada = officer(browser, stack, "ada")
    looks.at(ada, "front")
    ada.goto(f"{stack.office_url}/queue/enrolment")
    to_the_case(ada, stack, reference)
    a_place_is_offered(ada, FIRST)
    assert "Nothing for a whole term" in shown(ada)
    press(ada, "Send the offer")
    told_in_words(ada, SECOND, "Waiting list", "Jazz Jam is full. We write again in May.")
    told_in_words(ada, THIRD, "No place", "There is no teacher near you yet.")
    looks.at(ada, "decided")

    table = a_table_is_asked_for(ada, stack, looks)
    place_is_accepted(browser, stack, reference)
    to_the_brief(ada, stack, FIRST)
    looks.given(ada, "brief")
    teacher_reads(browser, stack, ada, FIRST, "Sitting near the front.")

    chen = officer(browser, stack, "chen")
    chen.goto(f"{stack.office_url}/courses")
    chen.get_by_role("main").get_by_role("link").first.click()
    slug = chen.url.rpartition("/")[2]

    to_the_case(ada, stack, reference)
    case = ada.url.rpartition("/")[2]
    ada.get_by_role("link", name="Who looked at this case").click()
    told = shown(ada)
    for who, did in (
        ("Bola Example", "granted help"),
        ("Eira Example", "refused help"),
        ("Ada Example", "offered"),
    ):
        assert who in told
        assert did in told
    farid, dara = (officer(browser, stack, name) for name in ("farid", "dara"))
    farid.goto(f"{stack.office_url}/trail")
    farid.get_by_role("link", name="Ada Example").click()
    somebody = farid.url.rpartition("/")[2]
    filled = {
        "case": [case],
        "child": ["1"],
        "kind": KINDS,
        "queue": sorted(set(QUEUES.values())),
        "answer": ["waiting", "refused"],
        "slug": [slug],
        "id": [table],
        "table": ["bookings"],
        "staff": [somebody],
    }
    looks.every([ada, bola, chen, eira, dara, farid], stack.office_url, filled)
    assert looks.look.wrong == []
    assert errors_in(looks.look.folder) == []
    for page in (bola, eira, ada, chen, farid, dara):
        page.context.close()
