"""The A to Z: everything that has a place on the site, under the words people look for it by.

It decides what is listed and in which order. It knows no template and checks no link.
"""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from plugins.reading.library import Library

LEFT_OUT = {"/", "/404.html", "/search/", "/site-map/"}
ARTICLES = ("the ", "a ", "an ")
FORMS = (
    ("Enrolment form", "/enrol/form/"),
    ("Form for help with fees", "/help-with-fees/form/"),
    ("Carry on with a saved form", "/enrol/continue/"),
    ("Find an ensemble", "/ensembles/find/"),
    ("Find training", "/training/find/"),
)


@dataclass(frozen=True)
class Listed:
    """One line: the words, where they lead, and what kind of thing that is, if the words do not say."""

    words: str
    url: str
    kind: str = ""

    @property
    def key(self) -> str:
        """What it is sorted by: without accents, capitals and the article."""
        plain = unicodedata.normalize("NFKD", self.words).encode("ascii", "ignore").decode().casefold()
        article = next((one for one in ARTICLES if plain.startswith(one)), "")
        return plain.removeprefix(article)

    @property
    def letter(self) -> str:
        return self.key[:1].upper()


@dataclass(frozen=True)
class Letter:
    """A letter and what stands under it."""

    name: str
    entries: tuple[Listed, ...]


def a_to_z(library: Library, forms: Collection[str] = ()) -> tuple[Letter, ...]:
    """The letters that have anything, each with its lines in order; a line stands once.

    `forms` are the addresses of the forms that there are.
    """
    entries = sorted(dict.fromkeys(_listed(library, forms)), key=lambda entry: (entry.key, entry.url))
    letters = groupby(entries, key=lambda entry: entry.letter)
    return tuple(Letter(name, tuple(found)) for name, found in letters)


def _listed(library: Library, forms: Collection[str]) -> Iterator[Listed]:
    for page in library.pages:
        if page.url not in LEFT_OUT:
            yield Listed(page.title, page.url)
    yield from (Listed(words, url) for words, url in FORMS if url in forms)
    yield from (Listed(one.title, one.url, "ensemble") for one in library.ensembles)
    yield from (Listed(one.title, one.url, "course") for one in library.courses)
    yield from (Listed(one.title, one.url, "instrument") for one in library.instruments)
    yield from (Listed(one.title, one.url, "Easy Read") for one in library.easy_reads)
    yield from (
        Listed(one.english, one.url, f"language, {one.own}") for one in library.data.languages.languages
    )
    yield from (Listed(one.term, one.url, "what it means") for one in library.data.glossary.ordered)
    yield from (Listed(one.words, one.to) for one in library.data.a_to_z.entries)
