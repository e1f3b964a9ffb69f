"""What else there is of a page: in Easy Read, in BSL, in other languages, and the steps it is a part of.

It decides what belongs to which page. It draws nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.models.easy_read import EasyRead
from plugins.models.films import Film
from plugins.models.language import Language, Translation
from plugins.models.page import Page
from plugins.reading.library import Library
from plugins.reading.translation_checks import stale

STEP_BY_STEP = "step_by_step"


@dataclass(frozen=True)
class Translated:
    """A translation with its language, and whether the English page has changed since."""

    language: Language
    translation: Translation
    stale: bool


@dataclass(frozen=True)
class Also:
    """Of one page. `asked_for` says that it is one of those to be translated first."""

    easy: EasyRead | None = None
    film: Film | None = None
    asked_for: bool = False
    translated: tuple[Translated, ...] = ()
    part_of: tuple[Page, ...] = ()


def also(library: Library) -> Mapping[str, Also]:
    """What there is of each page of content/pages, by its address."""
    easy = {one.of: one for one in library.easy_reads}
    films, languages = library.data.films.by_page, library.data.languages
    return {
        page.url: Also(
            easy=easy.get(page.url),
            film=films.get(page.url),
            asked_for=page.url in languages.pages,
            translated=translated(library, page),
            part_of=tuple(guide for guide in guides(library) if _leads_to(guide, page)),
        )
        for page in library.pages
    }


def translated(library: Library, page: Page) -> tuple[Translated, ...]:
    """The translations of a page, in the order of the languages."""
    found = {one.language: one for one in library.translations if one.of == page.url}
    return tuple(
        Translated(language, found[language.tag], stale(found[language.tag], page))
        for language in library.data.languages.languages
        if language.tag in found
    )


def guides(library: Library) -> tuple[Page, ...]:
    """The pages that lead through something step by step."""
    return tuple(page for page in library.pages if page.template == STEP_BY_STEP)


def _leads_to(guide: Page, page: Page) -> bool:
    return any(link.address.partition("#")[0] == page.url for link in guide.links) and guide != page


def alternates(url: str, known: Mapping[str, Also]) -> tuple[tuple[str, str], ...]:
    """The languages that the page at `url` is in, and where; none where it is in one alone."""
    for page, one in known.items():
        found = [(each.language.tag, each.translation.url) for each in one.translated]
        if found and url in {page, *(address for _, address in found)}:
            return (("en-GB", page), *found)
    return ()
