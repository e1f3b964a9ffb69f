"""A form from paper is keyed in in a real Chromium without script, and its pages are looked at on the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from local.stack import Stack
from musicservice.booking_ports import Registered
from musicservice.domain.office.staff import ROLES, Staff
from musicservice.domain.training.place import Place
from musicservice.domain.training.reservation import Delegate
from musicservice.forms.certificate import CERTIFICATE
from musicservice.pages.office.frame import Frame, page
from musicservice.services.listening import Heard
from tests.browser.household import WHO, one_child
from tests.browser.office_work import officer
from tests.browser.pages import Pointer, Sheet, fill_in, reference_on, shown
from tests.browser.test_html import errors_in
from tests.browser.test_office import Looks
from tests.training import COURSE, NOW

PAPER = Sheet("How this form came", ticked=("On paper", "Whoever asks has made the declaration"))


@pytest.fixture
def looks(browser: Browser, axe_source: str, tmp_path: Path) -> Iterator[Looks]:
    made = Looks(browser, axe_source, tmp_path)
    yield made
    made.close()


def test_a_form_from_paper_is_keyed_in(browser: Browser, stack: Stack, looks: Looks) -> None:
    ada = officer(browser, stack, "ada")
    hand = Pointer(ada)
    ada.get_by_role("link", name="Key in", exact=True).click()
    ada.get_by_role("link", name="A request for places").click()
    looks.at(ada, "who")
    hand.fill_in(WHO)
    looks.at(ada, "how")
    ada.get_by_role("main").get_by_role("button", name="Continue").click()
    looks.given(ada, "how-mistakes")
    fill_in(hand, (PAPER, *one_child("paper@household.example", "Wren")[1:]))
    looks.at(ada, "check")
    ada.get_by_role("main").get_by_role("button", name="Send the request").click()
    looks.at(ada, "kept")
    reference = reference_on(ada)
    assert reference in stack.wait_for_mail("paper@household.example", f"We have your request {reference}")
    ada.get_by_role("link", name="Open the case").click()
    assert "keyed in by Ada Example from a paper form" in shown(ada)

    for name, words in rendered().items():
        as_served(ada, stack, words, looks, name)

    assert looks.look.wrong == []
    assert errors_in(looks.look.folder) == []
    ada.context.close()


def as_served(somebody: Page, stack: Stack, words: str, looks: Looks, name: str) -> None:
    """A page that needs a day of its own to come about, as if the office had sent it."""
    address = f"{stack.office_url}/{name}"
    somebody.route(address, lambda asked: asked.fulfill(body=words, content_type="text/html"))
    somebody.goto(address)
    looks.given(somebody, name)


def rendered() -> dict[str, str]:
    """Somebody who waits, a certificate anew, and what people said."""
    frame = Frame("Example", Staff("ada", "Ada Example", frozenset(ROLES), frozenset()), "/courses")
    place = Place(COURSE.slug, "0" * 32, "waiting", 1, seq=1)
    people = (Delegate("00000000", "Łucja Example", "l@school.example", "Teacher"),)
    line = Registered(place, "DMS-222-22", {"name": "Bo Example"}, people, b"", "en-GB", "", 0, NOW)
    waiting: dict[str, Any] = {
        "says": "1 waiting",
        "size": 1,
        "until": "Friday",
        "free": 1,
        "notice": "Moved.",
    }
    heard = (Heard("Could you take part?", {"Yes": 3}, ()), Heard("What helped?", {}, ("The room",)))  # type: ignore[arg-type]
    form: dict[str, Any] = {"action": "/x", "raw": {}, "errors": {}, "reference": "DMS-222-22"}
    return {
        "waiting-list": page("waiting", frame, course=COURSE, line=line, **waiting),
        "feedback": page("feedback", frame, course=COURSE, number=3, heard=heard),
        "certificate": page("certificate", frame, course=COURSE, form=CERTIFICATE, **form),
    }
