"""Drafts, what is kept for its day, what is over, and old addresses: who sees which, and where links lead."""

import json
from datetime import date
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from plugins.models.course import Course
from plugins.models.ensemble import Ensemble
from plugins.models.life import Stage, stage
from plugins.models.living import Living
from plugins.models.news import News
from plugins.models.page import Page
from plugins.reading.front_matter import split
from plugins.reading.library import read_library
from plugins.reading.lives import parted, standing
from plugins.writing.life_sheets import LONG_ENOUGH, preview_address, previews
from tests.site.commands import pelican, tree
from tests.site.small_content import document, write

SECRET = "s" * LONG_ENOUGH
TODAY = "2026-11-26"
OVER = "2026-11-20"
HIDDEN = ("Unsaid of a draft", "Unsaid of January", "Unsaid since November", "Unsaid news", "Unsaid course")
TEXTS: dict[str, str | None] = {
    "pages/draft.md": document(Page, f"{HIDDEN[0]}. See [what comes](/later/).", url="/draft/", draft="yes"),
    "pages/later.md": document(
        Page, HIDDEN[1], url="/later/", publish="2027-01-11", redirect_from="[/old-later/]"
    ),
    "pages/over.md": document(
        Page, HIDDEN[2], url="/over/", title="The old choir", expires=OVER, redirect_from="[/old-over/]"
    ),
    "pages/moved.md": document(
        Page, "Here.", url="/moved/", title="A choir", redirect_from="[/old/, /older/choir.html]"
    ),
    "news/form.md": document(News, date="2026-01-05"),
    "news/later.md": document(News, HIDDEN[3], date="2027-02-01"),
    "courses/draft.md": document(Course, HIDDEN[4], draft="yes"),
    "ensembles/over.md": document(Ensemble, title="The old band", expires=OVER),
}


def of(model: type[Living], **fields: str) -> Living:
    return model.model_validate(split("x.md", document(model, **fields)).values)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("fields", "day", "where"),
    [
        ({}, date(2026, 11, 26), Stage.LIVE),
        ({"draft": "yes"}, date(2026, 11, 26), Stage.DRAFT),
        ({"draft": "yes", "publish": "2026-01-01"}, date(2026, 11, 26), Stage.DRAFT),
        ({"publish": "2027-01-11"}, date(2027, 1, 10), Stage.SCHEDULED),
        ({"publish": "2027-01-11"}, date(2027, 1, 11), Stage.LIVE),
        ({"expires": "2027-07-31"}, date(2027, 7, 31), Stage.LIVE),
        ({"expires": "2027-07-31"}, date(2027, 8, 1), Stage.EXPIRED),
    ],
)
def test_it_is_on_show_from_its_first_day_to_its_last(
    fields: dict[str, str], day: date, where: Stage
) -> None:
    page = of(Page, **fields)

    assert stage(page, day) is where
    assert (standing(page, day) is None) is (where is Stage.LIVE)


@pytest.mark.parametrize(
    ("model", "fields", "field"),
    [
        (Page, {"publish": "2027-01-11", "expires": "2027-01-10"}, "expires"),
        (News, {"date": "2027-01-11", "expires": "2027-01-10"}, "expires"),
        (Course, {"expires": "2027-03-13"}, "expires"),
        (Page, {"redirect_from": "[old]"}, "redirect_from"),
        (Page, {"redirect_from": "[/a/../b/]"}, "redirect_from"),
        (Page, {"redirect_from": "[//elsewhere.example/]"}, "redirect_from"),
        (Page, {"draft": "maybe"}, "draft"),
    ],
)
def test_it_refuses_a_life_that_cannot_be(model: type[Living], fields: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        of(model, **fields)

    assert {error["loc"][0] for error in refused.value.errors()} == {field}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("lives"), TEXTS)


@pytest.fixture(scope="module")
def public(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    made = pelican(content, folder, "publishconf.py", TODAY=TODAY, PREVIEW_SECRET=SECRET)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture(scope="module")
def at_home(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    made = pelican(content, folder, TODAY=TODAY)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "held back until Monday 11 January 2027: content/pages/later.md\n" in made.stdout
    assert "a draft: content/pages/draft.md\n" in made.stdout
    assert "expired after Friday 20 November 2026: content/pages/over.md\n" in made.stdout
    return folder


def said(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text().split())


def page(folder: Path, address: str) -> BeautifulSoup:
    file = folder / "site" / address.strip("/")
    text = (file if file.suffix else file / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def test_the_public_site_says_nothing_of_what_is_not_on_show(public: Path) -> None:
    files = {name: data for name, data in tree(public / "site").items() if not name.startswith("preview/")}

    assert [n for n, data in files.items() if any(words.encode() in data for words in HIDDEN)] == []
    assert [n for n, data in files.items() if b"preview" in data] == []
    assert [n for n in files if "later/" in n or "training/draft" in n or n.startswith("draft/")] == []
    sitemap = files["sitemap.xml"].decode()
    assert [a for a in ("/over/", "/old/", "/ensembles/over/") if a in sitemap] == []
    feed = feedparser.parse(files["feeds/news.atom.xml"])
    assert [entry.title for entry in feed.entries] == ["A new way to enrol"]


def test_what_is_over_leaves_a_page_that_says_so(public: Path) -> None:
    gone = page(public, "/ensembles/over/")

    assert gone.h1
    assert "“The old band” was on this page until Friday 20 November 2026." in said(gone)
    assert gone.select_one('meta[name="robots"][content="noindex"]')
    assert not gone.select('link[rel="canonical"]')


@pytest.mark.parametrize(
    ("old", "new"), [("/old/", "/moved/"), ("/older/choir.html", "/moved/"), ("/old-over/", "/over/")]
)
def test_an_old_address_leads_on_at_once_and_by_a_link(old: str, new: str, public: Path) -> None:
    moved = page(public, old)
    refresh, canonical = moved.select_one("meta[http-equiv=refresh]"), moved.select_one("link[rel=canonical]")

    assert refresh
    assert refresh["content"] == f"0; url={new}"
    assert canonical
    assert str(canonical["href"]).endswith(f"//music.example{new}")
    assert moved.select(f'main a[href="{new}"]')


def test_programs_are_told_where_old_addresses_lead(public: Path) -> None:
    assert json.loads((public / "site/redirects.json").read_text(encoding="utf-8")) == {
        "redirects": {"/old-over/": "/over/", "/old/": "/moved/", "/older/choir.html": "/moved/"},
        "gone": ["/ensembles/over/", "/over/"],
    }


def test_a_draft_is_shown_to_whoever_has_its_link(public: Path) -> None:
    draft = page(public, preview_address(SECRET, "content/pages/draft.md"))
    note = draft.select_one("aside.standing")

    assert note
    assert note.get_text().startswith("Draft.")
    assert HIDDEN[0] in draft.get_text()
    assert draft.select_one('meta[name="robots"][content="noindex"]')
    assert draft.select_one('meta[name="referrer"][content="no-referrer"]')
    assert draft.select(f'main a[href="{preview_address(SECRET, "content/pages/later.md")}"]')
    assert len(list((public / "site/preview").iterdir())) == 4


def test_a_link_to_a_preview_cannot_be_worked_out_and_ends_with_the_secret() -> None:
    (one, other) = (preview_address(secret, "content/pages/x.md") for secret in (SECRET, "t" * LONG_ENOUGH))

    assert one != other
    assert (
        one == preview_address(SECRET, "content/pages/x.md") != preview_address(SECRET, "content/pages/y.md")
    )
    assert previews([of(Page)], "") == {}
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words; the build finds its own
        previews([of(Page)], "s" * (LONG_ENOUGH - 1))


def test_a_secret_that_could_be_guessed_ends_the_build_with_a_line(content: Path, tmp_path: Path) -> None:
    done = pelican(content, tmp_path, "publishconf.py", TODAY=TODAY, PREVIEW_SECRET="short")  # noqa: S106

    assert done.returncode == 1
    assert done.stderr == "PREVIEW_SECRET is too short: take 32 characters or more that nobody can guess\n"


def test_a_day_that_is_none_ends_the_build_with_a_line(content: Path, tmp_path: Path) -> None:
    done = pelican(content, tmp_path, TODAY="soon")

    assert done.returncode == 1
    assert done.stderr == "TODAY=soon is no day: write it year-month-day, for instance TODAY=2027-01-11\n"


def test_the_preview_at_home_shows_everything_with_what_it_is(at_home: Path) -> None:
    tags = {"/draft/": "Draft.", "/later/": "Scheduled.", "/over/": "Expired.", "/news/later/": "Scheduled."}
    notes = {address: page(at_home, address).select_one("aside.standing") for address in tags}

    assert {a: note.strong.get_text() for a, note in notes.items() if note and note.strong} == tags
    assert not page(at_home, "/moved/").select(".standing")
    assert "Scheduled" in page(at_home, "/news/form/").get_text()
    assert not (at_home / "site/preview").exists()


def test_the_forms_know_a_course_that_is_over_and_no_draft(tmp_path: Path) -> None:
    texts = {
        "courses/over.md": document(Course, expires="2027-03-14"),
        "courses/draft.md": TEXTS["courses/draft.md"],
    }
    lives = parted(read_library(write(tmp_path, texts)), date(2027, 6, 1))

    assert [course.slug for course in lives.told.courses] == ["every-pupil"]
    assert {course.slug for course in lives.bookable.courses} == {"every-pupil", "over"}
