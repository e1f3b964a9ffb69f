"""The pages of courses, and the calendars beside them, as a visitor and another library read them."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from musicservice.pages.environment import OPTIONS
from musicservice.pages.environment import TEMPLATES as SHARED
from musicservice.pages.filters import FILTERS
from plugins.models.course import Course
from plugins.models.page import Page
from plugins.models.prices import Prices
from plugins.reading.checks import check
from plugins.reading.library import read_library
from plugins.writing.catalogue import catalogue
from plugins.writing.machine_files import calendars
from plugins.writing.sheets import sheets
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT
from tests.site.small_content import PRICES, document, write

LONDON = ZoneInfo("Europe/London")
LIBRARY = read_library(ROOT / "content")
FREE = '\n[[prices]]\nid = "free"\nlabel = "Free"\npence = 0\nper = "place"\nyear = "2026"\nsample = false\n'
TEMPLATES = ROOT / "theme" / "templates"
ENVIRONMENT = Environment(**OPTIONS, loader=FileSystemLoader([SHARED, TEMPLATES]))  # noqa: S701 - it is among the options
ENVIRONMENT.filters |= FILTERS
MENU = document(Page, url="/training/", template="training")


def events(file: Path) -> list[Any]:
    with file.open(encoding="utf-8", newline="") as text:
        calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return list(calendar.vevent_list)


def times(file: Path) -> list[str]:
    """When each event starts and ends on the clock in England."""
    shown = [
        (one.dtstart.value.astimezone(LONDON), one.dtend.value.astimezone(LONDON)) for one in events(file)
    ]
    return [f"{starts:%Y-%m-%d %H:%M} {ends:%H:%M}" for starts, ends in shown]


def written(course: Course) -> list[str]:
    return [f"{session.date} {session.start} {session.end}" for session in course.sessions]


@pytest.mark.parametrize("course", LIBRARY.courses, ids=lambda course: course.slug)
def test_its_calendar_has_the_times_of_its_file(production_build: Build, course: Course) -> None:
    assert times(production_build.site / f"training/{course.slug}/calendar.ics") == written(course)


def test_the_calendar_of_all_courses_has_every_session_once(production_build: Build) -> None:
    file = production_build.site / "training/calendar.ics"
    names = [event.uid.value for event in events(file)]

    assert times(file) == [time for course in LIBRARY.courses for time in written(course)]
    assert len(names) == len(set(names))


@dataclass(frozen=True)
class Drawn:
    """A site whose one course has certain fields: its course's page, the menu and the calendar."""

    course: BeautifulSoup
    menu: BeautifulSoup
    calendar: str

    @property
    def facts(self) -> dict[str, str]:
        rows = self.course.select(".facts > div")
        return {row.dt.get_text(): " ".join(row.dd.get_text(" ", strip=True).split()) for row in rows}


def drawn(folder: Path, forms: Collection[str] = (), **fields: str) -> Drawn:
    changes = {
        "courses/every-pupil.md": document(Course, **fields),
        "pages/training.md": MENU,
        "data/prices.toml": PRICES.replace("\n[billing]", FREE + "\n[billing]"),
    }
    library = read_library(write(folder, changes))
    check(library, TEMPLATES)
    site = library.data.site.as_site("https://music.example")
    pages = {
        sheet.template: BeautifulSoup(
            ENVIRONMENT.get_template(f"{sheet.template}.html").render(sheet.context), "html.parser"
        )
        for sheet in sheets(library, site, forms)
        if sheet.template in {"course", "training"}
    }
    calendar = calendars(catalogue(library, site))["/training/calendar.ics"]
    return Drawn(pages["course"], pages["training"], calendar)


def test_the_page_says_what_one_needs_to_know_before_booking(tmp_path: Path) -> None:
    prices = "{everyone: training-half-day, dms_staff: free, casual: free}"

    said = drawn(tmp_path, prices=prices, fed="yes", sample="no").facts

    assert said["Places"] == "24"
    assert said["Price"] == (
        "Durham Music Service staff, Durham Music Service casual staff: Free Everyone else: £60.50 a place"
    )
    assert said["Booking opens"] == "Monday 11 January 2027 at 9am"
    assert said["Booking closes"] == "Sunday 7 March 2027 at midday"
    assert said["Food"].startswith("Food is given")


def test_a_course_for_few_says_for_whom_it_is(tmp_path: Path) -> None:
    said = drawn(tmp_path, prices="{dms_staff: free}").facts

    assert said["Price"].startswith("Free, for Durham Music Service staff only")
    assert "Food" not in said


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        ("100", "until the end of Friday 12 March 2027. After that you pay the whole price."),
        ("50", "until the end of Friday 12 March 2027. After that you pay 50% of the price."),
        ("0", "until the course begins."),
    ],
)
def test_the_page_says_what_giving_a_place_back_costs(percent: str, told: str, tmp_path: Path) -> None:
    terms = f"{{days_face_to_face: 5, days_online: 1, percent_later: {percent}}}"

    text = drawn(tmp_path, cancellation=terms).course.get_text()

    assert f"You can give a place back at no cost {told}" in text
    assert "The course goes ahead with 8 people or more." in text


@pytest.mark.parametrize("state", ["cancelled", "moved"])
def test_a_course_that_is_called_off_or_moved_says_so_and_why(state: str, tmp_path: Path) -> None:
    shown = drawn(tmp_path, ["/training/every-pupil/book/"], state=state, reason="The hall is closed.")

    notice = shown.course.select_one(".notice")
    assert notice is not None
    assert notice.get_text().startswith(f"{state.capitalize()}. The hall is closed.")
    assert [tag.get_text() for tag in shown.menu.select(".course h2 .tag")] == [state.capitalize()]
    [event] = vobject.readOne(shown.calendar).vevent_list
    assert (event.status.value == "CANCELLED") == (state == "cancelled")
    assert (shown.course.find(string="Book places") is None) == (state == "cancelled")


def test_it_leads_to_its_form_where_there_is_one_and_it_is_on(tmp_path: Path) -> None:
    book = "/training/every-pupil/book/"

    assert drawn(tmp_path).course.find("a", href=book) is None
    assert drawn(tmp_path, [book]).course.find("a", href=book) is not None
    off = drawn(tmp_path, [book], state="cancelled", reason="Snow.")
    assert off.course.find("a", href=book) is None


def test_the_menu_offers_the_calendar_to_follow_and_to_fetch(production_build: Build) -> None:
    menu = page(production_build.site, production_build.site / "training/index.html").soup
    host = LIBRARY.data.site.url.removeprefix("https://")

    assert menu.find("a", href=f"webcal://{host}/training/calendar.ics") is not None
    assert menu.find("a", href="/training/calendar.ics") is not None


@pytest.mark.parametrize(
    ("vat", "words"),
    [
        ("unknown", "whether VAT is added is to be confirmed"),
        ("none", "no VAT is charged"),
        ("included", "VAT at 20% is included"),
        ("added", "VAT at 20% is added"),
    ],
)
def test_what_is_known_of_vat_is_held_once_and_said_of_prices_it_is_part_of(vat: str, words: str) -> None:
    priced = PRICES.replace('pence = 6050\nper = "place"', 'pence = 6050\nper = "place"\nvat = true')
    prices = Prices.model_validate(tomllib.loads(priced.replace('"unknown"', f'"{vat}"')))

    assert {price.id: price.vat_words for price in prices.all} == {
        "ensemble-membership": "",
        "training-half-day": words,
    }
    free = Prices.model_validate(tomllib.loads(priced.replace("pence = 6050", "pence = 0")))
    assert {price.vat_words for price in free.all} == {""}
