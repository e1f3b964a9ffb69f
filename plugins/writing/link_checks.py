"""Whether every link that the content holds leads somewhere: to a page, to an anchor on it, to a file.

Anchors are known only when the pages are drawn, so links are looked at then, before anything is written.
It takes the pages as text, and does not know how they came to be.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from urllib.parse import unquote

from plugins.mistakes import Mistake
from plugins.models.record import LocalLink, Record
from plugins.models.strategy import InclusionSection
from plugins.models.words import GLOSSARY
from plugins.reading.checks import DATA
from plugins.reading.library import Library
from plugins.reading.naming import unknown

ANCHOR = re.compile(r'<[a-z][^<>]*\sid="([^"]*)"')
SHOWN_ON: dict[type[Record], str] = {InclusionSection: "/inclusion/strategy/"}
STRATEGY = "/strategy/"


def wrong_links(library: Library, drawn: Mapping[str, str], files: Collection[str]) -> Iterator[Mistake]:
    """A mistake for every link that leads nowhere.

    `drawn` is each page's HTML by its address, `files` the address of everything else that is written.
    """
    yield from _menus(library, drawn)
    yield from _wrong(_links(library), drawn, files)


def _wrong(
    links: Iterable[tuple[str, str, LocalLink]], drawn: Mapping[str, str], files: Collection[str]
) -> Iterator[Mistake]:
    @cache
    def anchors(address: str) -> list[str]:
        return ["#" + name for name in ANCHOR.findall(drawn.get(address, ""))]

    for path, own, link in links:
        address, hash_, anchor = link.address.partition("#")
        address = address.partition("?")[0] or own
        if address not in drawn and address not in files:
            wrong = unknown(path, "link", "the address of a page", address, drawn)
            yield replace(wrong, line=link.line)
        elif anchor and (name := hash_ + unquote(anchor)) not in anchors(address):
            wrong = unknown(path, "link", f"an anchor on the page {address}", name, anchors(address))
            yield replace(wrong, line=link.line)


def _menus(library: Library, drawn: Mapping[str, str]) -> Iterator[Mistake]:
    site = library.data.site
    for link in (*site.nav, *(link for group in site.footer for link in group.links)):
        if link.url not in drawn:
            expected = "the address of a page"
            yield unknown(f"{DATA}/site.toml", f"link “{link.label}”", expected, link.url, drawn)


def _links(library: Library) -> Iterator[tuple[str, str, LocalLink]]:
    """Each link with the file it stands in and the page that shows it."""
    for record in library.records:
        for link in record.links:
            yield record.path, home(record), link
    for clause in library.data.terms.clauses:
        for link in clause.links:
            yield f"{DATA}/terms.toml", library.data.terms.url, link
    for word in library.data.glossary.words:
        if word.see:
            yield f"{DATA}/glossary.toml", GLOSSARY, LocalLink(word.see)
    for film in library.data.films.films:
        for file in film.files:
            yield f"{DATA}/films.toml", film.page, LocalLink(file)
    for entry in library.data.a_to_z.entries:
        yield f"{DATA}/a-to-z.toml", "/search/", LocalLink(entry.to)


def home(record: Record) -> str:
    """The page that a record's body is shown on."""
    own = SHOWN_ON.get(type(record)) or getattr(record, "url", STRATEGY)
    return str(own)
