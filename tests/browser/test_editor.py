"""The editor in a real Chromium: it asks nobody outside, and what it saves says what was there before."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from plugins.reading.data_files import Data
from plugins.reading.library import Library, read_library
from tests.conftest import ROOT

PATIENCE = 60_000  # milliseconds: the machine may be busy with other tests
WORDS = "Zoë’s “yes”: #1, 100% & more – ok?"
EDITED = {
    "news": "training-2027",
    "courses": "early-years-music",
    "ensembles": "jazz-jam",
    "instruments": "violin",
    "pages": "help-with-fees",
    "strategy-commitments": "workforce-1",
}
COMMENT = re.compile(r"^#.*$", re.MULTILINE)
FACTS = {"site": "Tagline", "dates": "Note", "prices": "Label", "glossary": "Term"}


COURSE = {
    "Title": "Drums for everyone",
    "Summary": "A day of drums that every pupil can join.",
    "Item Value": "Lead a drum circle",
    "Audience": "Class teachers",
    "Date": "2027-03-04",
    "Start": "10:30",
    "End": "12:00",
    "Place": "Online",
    "Opens": "2027-01-11T09:00",
    "Closes": "2027-03-01T12:00",
    "Access": "Captions.",
    "Updated": "2026-11-26",
    "Words": "Come and drum.",
}
NUMBERS = {
    "Seats": 20,
    "Minimum": 6,
    "Days face to face": 5,
    "Days online": 1,
    "Percent later": 100,
}
CHOSEN = {"Everyone": "a half-day course", "Commitments": "workforce-3"}


@dataclass
class Desk:
    """Somebody at the editor, and what the editor did that it should not."""

    page: Page
    url: str
    content: Path
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, where: str) -> None:
        self.page.goto(f"{self.url}/edit/desk/#/collections/{where}")

    def rewrite(self, where: str, label: str, old: str, new: str) -> None:
        """Changes one line of one file, as soon as the form shows what it holds, and saves."""
        self.open(where)
        box = self.page.get_by_role("textbox", name=label, exact=True).first
        expect(box).to_have_value(old, timeout=PATIENCE)
        box.fill(new)
        self.save()

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.get_by_text("Saved. The preview is being made…")).to_be_visible(timeout=PATIENCE)
        self.page.locator(".told").get_by_role("button", name="Close").click()


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: Stack) -> Iterator[Desk]:
    content = shutil.copytree(ROOT / "content", stack.edited / "content")
    page = browser.new_page(locale="en-GB", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    made = Desk(page, stack.site_url, content)
    page.on("request", lambda asked: _watch(made, asked.url))
    page.on("console", lambda said: made.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda broken: made.complaints.append(str(broken)))
    page.set_default_timeout(PATIENCE)
    page.goto(f"{stack.site_url}/edit/")
    page.get_by_role("link", name="Open the editor").click()
    expect(page.get_by_role("treeitem", name="News")).to_be_visible(timeout=PATIENCE)
    yield made
    page.close()
    shutil.rmtree(stack.edited)


def _watch(desk: Desk, address: str) -> None:
    if not address.startswith((desk.url, "blob:", "data:")):
        desk.strangers.append(address)


def said(library: Library) -> dict[str, object]:
    """What every file says, by its path: fields and words, however they are written."""
    return {record.path: (record.model_dump(), str(record.html)) for record in library.records}


def facts(data: Data) -> tuple[object, ...]:
    return data.site, data.dates, data.prices, data.terms, data.remission


def test_what_it_saves_says_what_was_there_but_for_what_was_changed(desk: Desk) -> None:
    """Every kind of file is opened, changed in one line and saved; our own strict reader reads it back."""
    before = read_library(ROOT / "content")
    records = {record.path: record for record in before.records}
    paths = {}
    for drawer, slug in EDITED.items():
        path = f"content/{drawer.replace('-', '/', 1)}/{slug}.md"
        title = records[path].model_dump()["title"]
        desk.rewrite(f"{drawer}/entries/{slug}", "Title", title, f"{title} {WORDS}")
        paths[path] = f"{title} {WORDS}"

    after = read_library(desk.content)

    assert {
        path for path in paths if (desk.content.parent / path).read_bytes() == (ROOT / path).read_bytes()
    } == set()
    expected = said(before)
    for path, title in paths.items():
        fields, html = expected[path]  # type: ignore[misc]
        expected[path] = ({**fields, "title": title}, html)
    assert said(after) == expected
    assert facts(after.data) == facts(before.data)


def test_data_files_keep_their_values_and_their_comments(desk: Desk) -> None:
    before = read_library(ROOT / "content").data
    held = {
        "site": before.site.tagline,
        "dates": before.dates.note,
        "prices": before.prices.prices[0].label,
        "glossary": before.glossary.words[0].term,
    }
    for name, old in held.items():
        desk.rewrite(f"data/entries/{name}", FACTS[name], old, WORDS)

    after = read_library(desk.content).data

    for name, old in held.items():
        wanted, found = (repr(getattr(data, name).model_dump()) for data in (before, after))
        assert found == wanted.replace(repr(old), repr(WORDS), 1), name
        files = (folder / f"data/{name}.toml" for folder in (ROOT / "content", desk.content))
        kept, saved = (sorted(COMMENT.findall(file.read_text(encoding="utf-8"))) for file in files)
        assert saved == kept != []


def test_it_makes_a_course_from_nothing_that_the_reader_takes(desk: Desk) -> None:
    page = desk.page
    page.set_viewport_size({"width": 1280, "height": 5000})  # the form draws a field when it comes into sight
    page.goto(f"{desk.url}/edit/")
    page.get_by_role("link", name="Add: Course").click()
    page.get_by_role("button", name=re.compile("Add.*Session")).click()
    for label, text in COURSE.items():
        page.get_by_role("textbox", name=label, exact=True).first.fill(text)
    for label, number in NUMBERS.items():
        page.get_by_role("spinbutton", name=label, exact=True).fill(str(number))
    page.get_by_role("checkbox", name="Primary").click()
    for box, option in CHOSEN.items():
        page.get_by_role("combobox", name=box, exact=True).click()
        page.get_by_role("option", name=re.compile(option)).click()
    desk.save()

    made = next(one for one in read_library(desk.content).courses if one.slug == "drums-for-everyone")

    assert made.title == COURSE["Title"]
    assert made.outcomes == ("Lead a drum circle",)
    (session,) = made.sessions
    assert (session.starts.isoformat(), session.place) == ("2027-03-04T10:30:00", "Online")
    assert (made.phases, made.commitments, made.prices.everyone) == (
        ("primary",),
        ("workforce-3",),
        "training-half-day",
    )
    assert (made.opens.isoformat(), made.closes.isoformat()) == ("2027-01-11T09:00:00", "2027-03-01T12:00:00")
    assert (made.seats, made.minimum, made.cancellation.percent_later) == (20, 6, 100)
    assert (made.state, made.draft, str(made.html)) == ("on", False, "<p>Come and drum.</p>")


def test_it_asks_nobody_outside_and_breaks_no_policy(desk: Desk) -> None:
    """Looked at last: everything above was watched."""
    assert desk.strangers == []
    assert desk.complaints == []
