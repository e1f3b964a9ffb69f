"""Whether translations fit: a known language, a page that exists, one translation of each, and none too old.

A translation that is older than its page still helps: it is built, and flagged by the build and on the page.
"""

from collections.abc import Iterator
from dataclasses import replace

from plugins.mistakes import Mistake
from plugins.models.language import Translation
from plugins.models.page import Page
from plugins.reading.library import Library
from plugins.reading.naming import unknown

LANGUAGES = "content/data/languages.toml"
FILMS = "content/data/films.toml"


def wrong_translations(library: Library) -> Iterator[Mistake]:
    """A mistake for every translation that belongs nowhere, or says it is newer than its page."""
    pages, known = _pages(library), library.data.languages.by_tag
    seen: dict[str, str] = {}
    for one in library.translations:
        page = pages.get(one.of)
        if one.language not in known:
            wrong = unknown(one.path, "language", f"a language of {LANGUAGES}", one.language, known)
            yield replace(wrong, line=one.line("language"))
        if page is None:
            wrong = unknown(one.path, "of", "the address of a page in content/pages", one.of, pages)
            yield replace(wrong, line=one.line("of"))
        elif one.source > page.updated:
            expected = f"the day the English page was last changed, {page.updated}, or one before it"
            yield Mistake(one.path, one.line("source"), "source", expected, str(one.source))
        if one.url in seen:
            expected = "one translation of a page into a language"
            yield Mistake(one.path, one.line("of"), "of", expected, f"another in {seen[one.url]}")
        seen[one.url] = one.path


def wrong_places(library: Library) -> Iterator[Mistake]:
    """A mistake for every page that Easy Read, a film or the list to translate names in vain."""
    pages = _pages(library)
    for address in library.data.languages.pages:
        if address not in pages:
            yield unknown(LANGUAGES, "pages", "the address of a page in content/pages", address, pages)
    for easy in library.easy_reads:
        if easy.of not in pages:
            wrong = unknown(easy.path, "of", "the address of a page in content/pages", easy.of, pages)
            yield replace(wrong, line=easy.line("of"))
    for film in library.data.films.films:
        if film.page not in pages:
            yield unknown(FILMS, "page", "the address of a page in content/pages", film.page, pages)


def stale(translation: Translation, page: Page) -> bool:
    """Whether the English page has changed since it was translated."""
    return translation.source < page.updated


def old_translations(library: Library) -> Iterator[str]:
    """A line for every translation whose English page has changed since."""
    pages = _pages(library)
    for one in library.translations:
        page = pages.get(one.of)
        if page and stale(one, page):
            yield (
                f"{one.path}: older than its English page, which changed on {page.updated}; it was translated"
                f" as of {one.source}. The page says so until it is brought up to date."
            )


def _pages(library: Library) -> dict[str, Page]:
    return {page.url: page for page in library.pages}


RULES = (wrong_translations, wrong_places)
