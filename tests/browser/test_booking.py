"""Schools book a course in a real Chromium without script: three people come, and others wait."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from local import settings, tables
from local.stack import Stack, running_stack
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import DynamoRoll
from musicservice.adapters.seals import SdkSeal, public_key_file
from musicservice.catalogue import Catalogue
from musicservice.domain.training import Course
from musicservice.services.attending import Attending, Written
from tests.browser import axe
from tests.browser.booking import (
    SENT,
    SLUG,
    TOGETHER,
    attached,
    booked,
    booking,
    calendar,
    dates,
    email,
    mailed,
    opened_by_mail,
    press,
)
from tests.browser.pages import Pointer, Sheet, fill_in, heading, plain, reference_on, shown
from tests.browser.test_every_page import NARROW
from tests.browser.test_html import errors_in
from tests.conftest import Build

OTHER, LATE = "first-access-whole-class", "adapted-instruments-and-send"


@pytest.fixture(scope="module")
def catalogue(development_build: Build) -> Catalogue:
    """That of the build, with every course open whenever this runs, and three places on the one of SLUG."""
    built = Catalogue.from_json(development_build.catalogue.read_text(encoding="utf-8"))
    now = datetime.now(UTC).replace(microsecond=0)
    return replace(built, courses=tuple(open_at(now, one) for one in built.courses))


def open_at(now: datetime, known: Course) -> Course:
    later = now + timedelta(days=90) - known.starts
    sessions = tuple(replace(one, starts=one.starts + later, ends=one.ends + later) for one in known.sessions)
    seats = 3 if known.slug == SLUG else known.seats
    return replace(known, seats=seats, opens=now, closes=now + timedelta(days=80), sessions=sessions)


@pytest.fixture(scope="module")
def course(catalogue: Catalogue) -> Course:
    found = catalogue.course(SLUG)
    assert found
    return found


@pytest.fixture(scope="module")
def folder(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the town keeps its things, with what its site tells the forms."""
    made = tmp_path_factory.mktemp("town")
    (made / "catalogue.json").write_text(catalogue.to_json(), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def town(development_build: Build, folder: Path) -> Iterator[Stack]:
    """The running product, where the courses can be booked."""
    site, catalogue = development_build.site, folder / "catalogue.json"
    with running_stack(folder / "data", site=site, catalogue=catalogue) as running:
        yield running


def test_three_are_booked_one_is_changed_and_one_taken_out_while_others_wait(
    browser: Browser, town: Stack, course: Course
) -> None:
    first = booked(browser, town, "Firstoffice", ("Ada", "Ben", "Cem"))
    expect(heading(first)).to_have_text("Your places are booked")
    reference = reference_on(first)

    one = booked(browser, town, "Oneoffice", ("Fay",), TOGETHER)
    expect(heading(one)).to_have_text("You are on the waiting list")
    two = booked(browser, town, "Twooffice", ("Dee", "Eli"), TOGETHER)
    expect(heading(two)).to_have_text("You are on the waiting list")

    first.get_by_role("link", name="Change Ben").click()
    Pointer(first).fill_in(
        Sheet("Who is coming?", {"Name": "Gus", "Work email address": email("Gus")}, press="Save")
    )
    first.get_by_role("link", name="Take out Cem").click()
    expect(first.get_by_text("This costs you nothing.")).to_be_visible()
    press(first, "Yes, take Cem out")
    expect(heading(first)).to_have_text("Your places are booked")
    assert [name in shown(first) for name in ("Ada", "Ben", "Gus", "Cem")] == [True, False, True, False]

    told = town.wait_for_mail(email("Oneoffice"), "There are places")
    assert "Fay" not in told
    offered = opened_by_mail(browser, town, "Oneoffice", "There are places")
    expect(heading(offered)).to_have_text("There are places for you")
    offered.get_by_role("link", name="Yes, book them").click()
    press(offered, "Yes, book them")
    expect(heading(offered)).to_have_text("Your places are booked")
    two.reload()
    expect(heading(two)).to_have_text("You are on the waiting list")

    assert reference in town.wait_for_mail(email("Firstoffice"), "is confirmed")
    assert reference in town.wait_for_mail(email("Firstoffice"), "has changed")
    kept = mailed(first, town, "Firstoffice", "is confirmed")
    assert dates(kept) == dates(calendar(first)) == ("PUBLISH", course.starts, course.ends)
    assert calendar(first).vevent.uid.value == kept.vevent.uid.value
    assert dates(mailed(offered, town, "Oneoffice", "is confirmed")) == dates(kept)

    first.get_by_role("link", name="Cancel the whole booking").click()
    press(first, "Yes, cancel it")
    expect(heading(first)).to_have_text("This booking is cancelled")
    assert calendar(first).method.value == "CANCEL"
    assert reference in town.wait_for_mail(email("Firstoffice"), "has ended")
    gone = mailed(first, town, "Firstoffice", "has ended")
    assert dates(gone) == ("CANCEL", course.starts, course.ends)
    assert gone.vevent.uid.value == kept.vevent.uid.value
    assert int(gone.vevent.sequence.value) > int(kept.vevent.sequence.value)

    party = opened_by_mail(browser, town, "Twooffice", "There are places")
    expect(party.get_by_text("We keep 2 places for you")).to_be_visible()
    party.get_by_role("link", name="Yes, book them").click()
    press(party, "Yes, book them")
    expect(heading(party)).to_have_text("Your places are booked")
    party.goto(f"{town.site_url}/forms/booking/course/{SLUG}")
    expect(party.get_by_text("All are taken or on offer.")).to_be_visible()


def test_the_pages_of_a_booking_are_sound(
    browser: Browser, town: Stack, axe_source: str, tmp_path: Path
) -> None:
    """By axe and the Nu checker, and no wider than a small phone, right and wrong."""
    context = plain(browser, script=True, viewport=NARROW, bypass_csp=True)
    context.add_init_script(axe_source)
    page = context.new_page()
    found: list[str] = []

    def look(name: str, title: str) -> None:
        expect(heading(page)).to_have_text(title)
        page.wait_for_load_state()
        found.extend(f"{name}: {one}" for one in axe.found(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        found.extend([f"{name}: {wide} px wide"] if wide > NARROW["width"] else [])
        file = tmp_path / f"{name.replace(' ', '-')}.html"
        file.write_text(page.content(), encoding="utf-8")

    page.goto(f"{town.site_url}/forms/booking/course/{OTHER}")
    look("course", "Is there a place?")
    page.goto(f"{town.site_url}/training/{OTHER}/book/")
    for number, sheet in enumerate(booking("Lookoffice", ("Hal", "Ida"))):
        look(f"{number} {sheet.heading}", sheet.heading)
        if not (sheet.typed or sheet.ticked):
            Pointer(page).fill_in(sheet)
            continue
        with page.expect_navigation():
            press(page, sheet.press)
        if heading(page).inner_text() == sheet.heading:
            look(f"{number} {sheet.heading}, wrong", sheet.heading)
            Pointer(page).fill_in(sheet)
    look("check", "Check your answers")
    Pointer(page).fill_in(SENT)
    look("booking", "Your places are booked")
    page.get_by_role("link", name="Change Hal").click()
    look("person", "Who is coming?")
    page.goto(f"{town.site_url}/forms/booking/manage")
    page.get_by_role("link", name="Take out Hal").click()
    look("leave", "Take Hal out?")
    page.goto(f"{town.site_url}/forms/booking/cancel")
    look("cancel", "Cancel the whole booking?")
    press(page, "Yes, cancel it")
    look("cancelled", "This booking is cancelled")
    page.goto(f"{town.site_url}/forms/manage/7K4Q2MXW9RTBHC3PV6ND")
    look("no link", "This link does not open anything")
    context.close()

    assert found == []
    assert errors_in(tmp_path) == []


def held(course: Course) -> Course:
    """The same course, as if it had been held until a moment ago."""
    by = datetime.now(UTC).replace(microsecond=0) - course.ends
    sessions = tuple(replace(one, starts=one.starts + by, ends=one.ends + by) for one in course.sessions)
    return replace(course, sessions=sessions, opens=course.opens + by, closes=course.closes + by)


def test_who_came_gets_a_certificate_and_may_say_how_it_was_without_a_name(
    browser: Browser, town: Stack, catalogue: Catalogue, folder: Path
) -> None:
    page = plain(browser, viewport=NARROW).new_page()
    page.goto(f"{town.site_url}/training/{LATE}/book/")
    fill_in(Pointer(page), [*booking("Lateoffice", ("Zoe", "Max")), SENT])
    expect(heading(page)).to_have_text("Your places are booked")
    over = replace(catalogue, courses=tuple(held(c) if c.slug == LATE else c for c in catalogue.courses))
    (folder / "catalogue.json").write_text(over.to_json(), encoding="utf-8")
    course = over.course(LATE)
    assert course

    client = tables.client(town.dynamodb_url, settings.OFFLINE)
    roll = DynamoRoll(client, client, tables.PREFIX)
    [seen] = roll.enrolled(LATE)
    marks = {"Zoe": "yes", "Max": "no"}
    rows = [
        Written(n, seen.line.reference, who.id, who.name, marks[who.name])
        for n, who in enumerate(seen.line.delegates, 2)
    ]
    seal = SdkSeal(public_key_file((folder / "data/keys/public.pem").read_bytes()))
    Attending(roll, seal, SystemClock())(course, rows, "kim")
    client.close()

    letter = town.wait_for_message(email("Zoe"), "certificate")
    assert "Zoe" not in letter["Subject"] + letter["BodyText"]
    answer = attached(page, town, letter)
    text = PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()
    assert answer.headers["content-type"] == "application/pdf"
    assert "Zoe" in text
    assert course.title.replace(" ", "") in "".join(text.split())
    link = re.search(r"/forms/feedback/[A-Z0-9]{20}", letter["BodyText"])
    assert link
    page.goto(town.site_url + link[0])
    Pointer(page).fill_in(Sheet("How was the course?", ticked=("In part",), press="Send the answers"))
    expect(heading(page)).to_have_text("Thank you, we have your answers")
    page.goto(town.site_url + link[0])
    expect(heading(page)).to_have_text("Thank you, we have your answers")
    assert (town.count("feedback"), page.url.count("Zoe")) == (1, 0)
