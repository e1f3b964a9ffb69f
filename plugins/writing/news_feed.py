"""The Atom feed: Pelican's own articles and its own feed, over the news already read.

Pelican writes no page of it; the pages are drawn like all others.
"""

import datetime as dt
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import escape
from pelican.readers import BaseReader

from plugins.models.news import News
from plugins.pictures.frames import Frames

LOCAL = re.compile(r'\b(href|src)="(?=[/#])')


class NewsReader(BaseReader):  # type: ignore[misc] # Pelican has no types
    """Answers Pelican's question for a news file out of the library."""

    file_extensions = ("md",)

    @cached_property
    def news(self) -> dict[str, News]:
        return {item.slug: item for item in self.settings["LIBRARY"].news}

    @cached_property
    def first_fed(self) -> dt.date:
        """The day of the oldest item that the feed has room for."""
        newest = sorted((item.date for item in self.news.values()), reverse=True)
        return min(newest[: self.settings["FEED_MAX_ITEMS"]])

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The item's words with addresses that hold anywhere, and the fields that a feed needs.

        Of what is too old for the feed nobody reads the words, so they are not made.
        """
        origin = self.settings["SITEURL"]
        item = self.news[Path(source_path).stem]
        fields = {
            "title": str(escape(item.title)),
            "date": dt.datetime.combine(item.date, dt.time()),
            "summary": str(escape(item.summary)),
            "slug": item.slug,
            "url": item.url.removeprefix("/"),
            "template": "news_item",
        }
        if item.date < self.first_fed:
            return "", fields
        words = Frames(self.settings["GALLERY"]).feed(item.html)
        return absolute(words, origin, item.url), fields


def absolute(html: str, origin: str, here: str) -> str:
    """`html`, made by us, with every local address given its origin: a feed is read elsewhere."""

    def full(match: re.Match[str]) -> str:
        anchor = html[match.end()] == "#"
        return f'{match[1]}="{origin}{here if anchor else ""}'

    return LOCAL.sub(full, html)


def read_only_ours(readers: Any) -> None:
    """Leaves Pelican our reader and the one for static files: no other kind of source is content here."""
    readers.reader_classes = {"md": NewsReader, "static": BaseReader}
