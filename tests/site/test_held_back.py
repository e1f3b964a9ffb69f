"""News of a day to come is checked like all content, and kept out of the build until its day."""

from datetime import date
from pathlib import Path

import feedparser
import pytest

from plugins.models.news import News
from plugins.reading.held_back import hold_back
from plugins.reading.library import read_library
from tests.site.commands import pelican, tree
from tests.site.small_content import document, write


@pytest.mark.parametrize(("today", "told"), [(date(2026, 11, 23), 0), (date(2026, 11, 24), 1)])
def test_it_tells_news_on_its_day_and_not_before(today: date, told: int, tmp_path: Path) -> None:
    library, early = hold_back(read_library(write(tmp_path)), today)

    assert (len(library.news), len(early)) == (told, 1 - told)


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_it_leaves_early_news_out_of_every_file_and_says_until_when(settings: str, tmp_path: Path) -> None:
    early = document(News, "Some words.", date="2099-03-14", title="Unsaid")
    content = write(tmp_path, {"news/x.md": early, "news/form.md": document(News, date="2026-01-05")})

    done = pelican(content, tmp_path, settings)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "held back until Saturday 14 March 2099: content/news/x.md\n" in done.stdout
    written = tree(tmp_path / "site")
    assert "news/form/index.html" in written
    assert [name for name, data in written.items() if "news/x/" in name or b"Unsaid" in data] == []
    feed = feedparser.parse(written["feeds/news.atom.xml"])
    assert [entry.title for entry in feed.entries] == ["A new way to enrol"]


def test_it_builds_when_all_news_is_early(tmp_path: Path) -> None:
    done = pelican(write(tmp_path, {"news/form.md": document(News, date="2099-03-14")}), tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr


def test_it_checks_early_news_as_all_other(tmp_path: Path) -> None:
    done = pelican(write(tmp_path, {"news/x.md": document(News, "<b>x</b>", date="2099-03-14")}), tmp_path)

    assert done.returncode == 1
    assert "content/news/x.md, line 8: body" in done.stderr
