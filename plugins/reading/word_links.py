"""Links the first use of a word of the glossary in a text, once a page, and remembers where it did.

It knows HTML of our own making only. What is a link already, a heading, a term or code stays as it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from markupsafe import Markup

from plugins.models.page import Page
from plugins.models.record import Record
from plugins.models.words import Word
from plugins.reading.library import Library

T = TypeVar("T", bound=Record)
PARTS = re.compile(r"(<[^>]*>)")
TAG = re.compile(r"<(/?)([a-z0-9]+)")
LEFT_ALONE = {"a", "h2", "h3", "h4", "h5", "h6", "dt", "th", "code", "pre"}
MOST = 6
"""Links to the glossary on one page. More would be noise, and the glossary has its own page."""
PRINTED = {"/strategy/", "/inclusion/strategy/"}
"""Pages whose words are printed too, where a link to the glossary leads nowhere."""


REMEMBERED = 4096
"""Texts whose links are known, for a process that draws pages again when one of them has changed."""


@dataclass(frozen=True, eq=False)
class Finder:
    """All words to be linked, those of a text as one pattern: of two that begin alike, the longer."""

    words: tuple[Word, ...]

    @cached_property
    def by_name(self) -> dict[str, Word]:
        return {name.casefold(): word for word in self.words for name in (word.term, *word.also)}

    @cached_property
    def patterns(self) -> dict[tuple[str, ...], re.Pattern[str]]:
        return {}

    def pattern(self, html: str) -> re.Pattern[str] | None:
        """All words that stand in `html` at all, few of them: a search for each name is short."""
        folded = html.casefold()
        names = tuple(name for name in self.by_name if name in folded)
        if names and names not in self.patterns:
            written = sorted(map(re.escape, names), key=len, reverse=True)
            self.patterns[names] = re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])", re.IGNORECASE)
        return self.patterns.get(names)

    def linked(self, html: str, here: str) -> tuple[Markup, tuple[Word, ...]]:
        """`html` with the first use of each word as a link, and the words that were linked.

        `here` is the page's address: a word that it explains itself stays as it is.
        """
        pattern = self.pattern(html)
        if pattern is None:
            return Markup(html), ()  # noqa: S704 - it is HTML of ours already
        found: dict[str, Word] = {}
        alone = 0
        parts = PARTS.split(html)
        for at, part in enumerate(parts):
            if tag := TAG.match(part):
                alone += (-1 if tag[1] else 1) * (tag[2] in LEFT_ALONE)
            elif not alone:
                parts[at] = pattern.sub(lambda match: self._link(match, here, found), part)
        return Markup("".join(parts)), tuple(found.values())  # noqa: S704 - anchors are our own

    def _link(self, match: re.Match[str], here: str, found: dict[str, Word]) -> str:
        word = self.by_name[match[0].casefold()]
        spoken = word.term.isupper() and match[0].islower()  # "send" is no abbreviation
        if word.term in found or len(found) == MOST or spoken or _page(word.see) == here:
            return match[0]
        found[word.term] = word
        return f'<a class="term" href="{word.url}">{match[0]}</a>'


def link_words(library: Library) -> tuple[Library, Mapping[str, tuple[Record, ...]]]:
    """The library with words of the glossary linked, and the records that use each, by its term."""
    finder = _finder(tuple(word for word in library.data.glossary.words if word.link))
    used: dict[str, list[Record]] = {}

    def linked(records: Iterable[T]) -> tuple[T, ...]:
        return tuple(_one(record, finder, used) for record in records)

    told = replace(
        library,
        pages=linked(library.pages),
        ensembles=linked(library.ensembles),
        courses=linked(library.courses),
        news=linked(library.news),
    )
    return told, {term: tuple(records) for term, records in used.items()}


def _one(record: T, finder: Finder, used: dict[str, list[Record]]) -> T:
    if isinstance(record, Page) and record.url in PRINTED:
        return record
    html, words = _linked(finder, str(record.html), str(getattr(record, "url", "")))
    for word in words:
        used.setdefault(word.term, []).append(record)
    return record.with_html(html) if words else record


@lru_cache(maxsize=1)
def _finder(words: tuple[Word, ...]) -> Finder:
    return Finder(words)


@lru_cache(maxsize=REMEMBERED)
def _linked(finder: Finder, html: str, here: str) -> tuple[Markup, tuple[Word, ...]]:
    return finder.linked(html, here)


def _page(address: str | None) -> str:
    return (address or "").partition("#")[0]
