"""The school year as a calendar, read by a library that is not the one that wrote it."""

from datetime import date, timedelta

import vobject

from plugins.reading.library import read_library
from plugins.writing.term_calendar import ADDRESS, marked
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT

DATES = read_library(ROOT / "content").data.dates


def test_it_holds_every_day_of_the_school_year(production_build: Build) -> None:
    calendar = vobject.readOne((production_build.site / ADDRESS[1:]).read_text(encoding="utf-8"))
    calendar.validate(raiseException=True)
    events = calendar.vevent_list
    days = {(event.dtstart.value, event.dtend.value - timedelta(days=1)) for event in events}

    assert days == {(one.first, one.last) for one in marked(DATES)}
    assert len({event.uid.value for event in events}) == len(events) == 3 * 3 + len(DATES.bank_holidays)
    assert all(type(event.dtstart.value) is date for event in events)


def test_it_says_that_its_days_are_samples_for_as_long_as_they_are(production_build: Build) -> None:
    calendar = vobject.readOne((production_build.site / ADDRESS[1:]).read_text(encoding="utf-8"))

    assert {e.summary.value.startswith("Sample: ") for e in calendar.vevent_list} == {DATES.sample}


def test_a_browser_finds_everything_that_can_be_followed(production_build: Build) -> None:
    soup = page(production_build.site, production_build.site / "follow/index.html").soup
    found = {str(link["href"]) for link in soup.select("link[rel=alternate]")}
    told = {str(code.string).partition(".org.uk")[2] for code in soup.select("main code")}

    assert found == told == {"/feeds/news.atom.xml", ADDRESS, "/training/calendar.ics"}
