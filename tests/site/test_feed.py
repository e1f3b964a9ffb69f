"""The news feed, as a feed reader sees it."""

from datetime import date
from types import SimpleNamespace

import feedparser
import pytest

from plugins.writing.news_feed import NewsReader, absolute
from tests.conftest import Build
from tests.site.commands import ROOT

ORIGIN = "https://www.durhammusic.org.uk"


@pytest.fixture(scope="module")
def feed(production_build: Build) -> feedparser.FeedParserDict:
    return feedparser.parse((production_build.site / "feeds/news.atom.xml").read_bytes())


def test_it_is_well_formed_atom(feed: feedparser.FeedParserDict) -> None:
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Durham Music Service"


def test_it_holds_every_item_newest_first(feed: feedparser.FeedParserDict) -> None:
    files = {file.stem for file in (ROOT / "content/news").glob("*.md")}
    dates = [entry.published_parsed for entry in feed.entries]

    assert {entry.link for entry in feed.entries} == {f"{ORIGIN}/news/{name}/" for name in files}
    assert dates == sorted(dates, reverse=True)


def test_it_names_itself_and_each_item_for_good(feed: feedparser.FeedParserDict) -> None:
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    ids = [entry.id for entry in feed.entries]

    assert own == [f"{ORIGIN}/feeds/news.atom.xml"]
    assert feed.feed.id == f"{ORIGIN}/"
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("tag:www.durhammusic.org.uk,20") for name in ids)


def test_its_items_have_a_summary_words_and_no_local_address(feed: feedparser.FeedParserDict) -> None:
    for entry in feed.entries:
        assert entry.summary
        assert entry.content[0].value
        assert 'href="/' not in entry.content[0].value


def test_it_gives_every_kind_of_local_address_its_origin() -> None:
    html = '<a href="/a/">x</a> <a href="#b">y</a> <img src="/c.png"> <a href="https://d.example/">z</a>'

    assert absolute(html, "https://m.example", "/news/e/") == (
        '<a href="https://m.example/a/">x</a> <a href="https://m.example/news/e/#b">y</a> '
        '<img src="https://m.example/c.png"> <a href="https://d.example/">z</a>'
    )


def test_only_items_that_the_feed_has_room_for_have_their_words_made() -> None:
    """Those of the oldest day that has room are all made: which of them are shown, Pelican says."""
    days = {"old": 1, "one": 2, "other": 2, "new": 3}
    news = [
        SimpleNamespace(
            slug=n, title=n, date=date(2026, 11, d), summary="", url=f"/news/{n}/", html="<p>Words</p>"
        )
        for n, d in days.items()
    ]
    reader = NewsReader(
        {"LIBRARY": SimpleNamespace(news=news), "FEED_MAX_ITEMS": 2, "GALLERY": {}, "SITEURL": ""}
    )

    made = {name: reader.read(f"{name}.md")[0] for name in days}

    assert made == {"old": "", "one": "<p>Words</p>", "other": "<p>Words</p>", "new": "<p>Words</p>"}
