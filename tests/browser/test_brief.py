"""A brief in a real Chromium: read on a telephone, by axe and by the checker; and on paper, on one sheet."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

from musicservice.domain.office.briefing import MORE_LIMIT, possible
from musicservice.domain.office.handover import days
from musicservice.pages.brief_page import BriefSheet, brief_page, closed_page
from musicservice.services.briefs import FAMILY, TEACHER, Briefed
from plugins.reading.adaptation_checks import ANSWERS
from plugins.reading.library import read_library
from plugins.writing.catalogue import catalogue
from plugins.writing.stylesheet import stylesheet
from tests.browser import axe
from tests.browser.test_every_page import NARROW
from tests.browser.test_html import errors_in
from tests.published import CATALOGUE
from tests.site.commands import ROOT

WORD = "Overwhelmed by the Sunderland Road "
ORIGIN = "https://music.example"
STYLES = ROOT / "theme" / "static"
TODAY = date(2026, 11, 26)


def text(length: int) -> str:
    return (WORD * length)[:length]


@pytest.fixture(scope="module")
def longest() -> dict[str, Any]:
    """All that can be said of a child, each text as long as the form takes it."""
    published = catalogue(read_library(ROOT / "content"), CATALOGUE.site).adaptations
    answers = {
        "access_needs": ANSWERS,
        "access_detail": text(500),
        "tell_teacher": "yes",
        "medical": text(500),
        "own_words": text(300),
    }
    brief = possible(answers, published)
    until, ask_on = days(TODAY, TODAY)
    place = [
        ["School year", "Year 11"],
        ["School", "Example Church of England Voluntary Controlled Primary School and Nursery"],
        ["Lessons", "Lessons in a small group"],
        ["Instrument or voice", "Euphonium"],
        ["Ensembles", "Durham County Youth Big Band, First Strings"],
        ["Day, time and place", text(200)],
        ["First day", "Wednesday 23 September 2026"],
    ]
    names = [name for name, _ in brief.lines]
    return {
        "name": "Wilhelmina-Anastasia",
        "place": place,
        **brief.only(names, text(MORE_LIMIT)).to_record(),
        "until": until.isoformat(),
        "ask_on": ask_on.isoformat(),
        "opened": [],
    }


@pytest.fixture(scope="module")
def pages(longest: dict[str, Any]) -> dict[str, str]:
    """Its pages: closed, open, asking, with a mistake, and for the family."""
    site = CATALOGUE.site
    teacher, family = {**longest, "who": TEACHER}, {**longest, "who": FAMILY, "answered": True}
    asking = Briefed(teacher, 1, is_asked=True)
    return {
        "closed": closed_page(site, asking, "/forms/brief/x"),
        "open": brief_page(site, BriefSheet(asking, "/forms/brief/x")),
        "unsaved": brief_page(site, BriefSheet(None, "/forms/brief/x", {}, {}, "unsaved")),
        "answered": closed_page(site, Briefed(family, 2, is_asked=False), "/forms/brief/x"),
        "family": brief_page(site, BriefSheet(Briefed(family, 2, is_asked=False), "/forms/brief/x")),
    }


def opened(browser: Browser, pages: dict[str, str], **settings: Any) -> Page:
    """A browser in which each of the pages is at its name, with our styles and fonts."""
    page = browser.new_context(**settings).new_page()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN).removeprefix("/")
        sheet = Path(name).stem
        if name in pages:
            route.fulfill(body=pages[name], content_type="text/html; charset=utf-8")
        elif name.endswith(".css"):
            route.fulfill(body=stylesheet(STYLES / "css", sheet), content_type="text/css")
        elif (file := STYLES / name.removeprefix("theme/")).is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    return page


@pytest.mark.parametrize("name", ["open", "family"])
def test_the_longest_brief_is_one_sheet_of_a4(browser: Browser, pages: dict[str, str], name: str) -> None:
    page = opened(browser, pages)
    page.goto(f"{ORIGIN}/{name}")

    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages

    words = " ".join("".join(sheet.extract_text() for sheet in sheets).split())
    page.context.close()
    assert len(sheets) == 1
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
    for line in ("What helps Wilhelmina-Anastasia", "How do you show yes, no and stop?", "From the office"):
        assert line in words
    assert "Was it in place?" not in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, pages: dict[str, str], axe_source: str, scheme: Any
) -> None:
    page, found = opened(browser, pages, color_scheme=scheme, viewport=NARROW), {}
    for name in pages:
        page.goto(f"{ORIGIN}/{name}")
        broken = axe.violations(page, axe_source)
        wide = page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
        if broken or wide:
            found[name] = [*broken, *(["scrolls sideways"] if wide else [])]
    page.context.close()

    assert found == {}


def test_the_checker_finds_nothing(pages: dict[str, str], tmp_path: Path) -> None:
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")

    assert errors_in(tmp_path) == []
