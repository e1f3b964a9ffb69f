"""What no file can tell by itself: whether the pieces of content fit together.

Each rule takes the whole library and yields mistakes. It knows which pages must exist, since a menu
without them would lead nowhere; it does not know how any of them looks, nor where its links lead: that
is asked when the pages are drawn, and only once all is well here, as one wrong address breaks many links.
"""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.ensemble import ALL
from plugins.reading import course_checks, strategy_checks, translation_checks
from plugins.reading.adaptation_checks import check_adaptations
from plugins.reading.library import Library
from plugins.reading.naming import nearest, unknown
from plugins.reading.remission_checks import check_remission
from plugins.reading.translation_checks import LANGUAGES

Rule = Callable[[Library], Iterator[Mistake]]
DATA = "content/data"
FORM_PAGES = {
    "/enrol/form/": "the enrolment form",
    "/help-with-fees/form/": "the form for help with fees",
    "/enrol/continue/": "the page that opens a saved form",
    "/ensembles/find/": "the finder of ensembles",
    "/training/find/": "the finder of training",
}
STYLEGUIDE = "/styleguide/"
FUNCTIONS = "/forms/"
DRAWN_FROM_RECORDS = {
    "course",
    "easy_read",
    "edit",
    "ensemble",
    "gone",
    "instrument",
    "language",
    "moved",
    "news_item",
    "styleguide",
    "translation",
}
NEEDED = (
    "/",
    "/404.html",
    "/easy-read/",
    "/enrol/",
    "/glossary/",
    "/inclusion/strategy/",
    "/languages/",
    "/search/",
    "/strategy/",
    "/terms/",
)


def check(library: Library, templates: Path) -> None:
    """Raises ContentRefusedError with everything that does not fit. `templates` is the theme's folder."""
    mistakes = [mistake for rule in RULES for mistake in rule(library)]
    mistakes += _templates_exist(library, templates)
    if mistakes:
        raise ContentRefusedError(mistakes)


def addresses(library: Library) -> Iterator[tuple[str, str]]:
    """Every page's address, and where that was written or what else stands there; clashes too."""
    yield from FORM_PAGES.items()
    yield STYLEGUIDE, "the style guide"
    for page in library.pages:
        yield page.url, f"{page.path} (line {page.line('url')})"
    yield from ((ensemble.url, ensemble.path) for ensemble in library.ensembles)
    yield from ((instrument.url, instrument.path) for instrument in library.instruments)
    yield from ((course.url, course.path) for course in library.courses)
    yield from ((item.url, item.path) for item in library.news)
    yield from ((easy.url, easy.path) for easy in library.easy_reads)
    yield from ((one.url, one.path) for one in library.translations)
    yield from ((language.url, LANGUAGES) for language in library.data.languages.languages)


def _needed_pages_exist(library: Library) -> Iterator[Mistake]:
    known = {page.url: page.path for page in library.pages}
    for url in NEEDED:
        if url not in known:
            near = difflib.get_close_matches(url, known, n=1)
            found = f"none; the nearest is {near[0]} of {known[near[0]]}" if near else "none"
            yield Mistake("content/pages", 0, "url", "a page at this address", found, f"url: {url}")


def _addresses_differ(library: Library) -> Iterator[Mistake]:
    wanted: dict[str, list[str]] = {}
    for url, place in addresses(library):
        wanted.setdefault(url, []).append(place)
    for page in library.pages:
        others = [place for place in wanted.pop(page.url, ()) if not place.startswith(f"{page.path} ")]
        if others:
            found = f'"{page.url}", which is also the address of ' + " and of ".join(others)
            expected = "an address of its own; look at both, as either may be the wrong one"
            yield Mistake(page.path, page.line("url"), "url", expected, found)


def _addresses_are_for_pages(library: Library) -> Iterator[Mistake]:
    for page in library.pages:
        if page.url.startswith(FUNCTIONS):
            expected = f"an address that does not begin with {FUNCTIONS}, where forms are sent to"
            yield Mistake(page.path, page.line("url"), "url", expected, f'"{page.url}"')


def _ensembles_name_instruments(library: Library) -> Iterator[Mistake]:
    known = [instrument.slug for instrument in library.instruments]
    expected = "an instrument that has a file in content/instruments"
    for ensemble in library.ensembles:
        for i, name in enumerate(ensemble.instruments):
            if name not in known and ensemble.instruments != ALL:
                place = ("instruments", i)
                yield replace(
                    unknown(ensemble.path, "instruments", expected, name, known), line=ensemble.line(*place)
                )


def _costs_are_prices(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    expected = "the id of a price in content/data/prices.toml"
    quoted = [(e.path, e.line("cost"), "cost", e.cost) for e in library.ensembles]
    for path, line, field, name in quoted:
        if name not in known:
            example = f"{field}: {next(iter(nearest(name, known)), next(iter(known), 'hire'))}"
            yield replace(unknown(path, field, expected, name, known), line=line, example=example)


def _prices_differ(library: Library) -> Iterator[Mistake]:
    names = [price.id for price in library.data.prices.all]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Mistake(f"{DATA}/prices.toml", 0, "id", "an id of its own", f'"{name}" a second time')


def _surcharges_are_on_prices(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    for surcharge in library.data.prices.surcharges:
        if surcharge.to not in known:
            yield unknown(
                f"{DATA}/prices.toml", f"{surcharge.id}, to", "the id of a price", surcharge.to, known
            )


def _templates_exist(library: Library, templates: Path) -> Iterator[Mistake]:
    """Of the theme's templates, those that need no more than a page: the rest draw other kinds of content."""
    known = sorted({file.stem for file in templates.glob("*.html")} - DRAWN_FROM_RECORDS)
    for page in library.pages:
        if page.template not in known:
            wrong = unknown(page.path, "template", "a template for a page", page.template, known)
            yield replace(wrong, line=page.line("template"))


RULES: tuple[Rule, ...] = (
    *strategy_checks.RULES,
    _needed_pages_exist,
    _addresses_differ,
    _addresses_are_for_pages,
    _ensembles_name_instruments,
    _costs_are_prices,
    *course_checks.RULES,
    _prices_differ,
    _surcharges_are_on_prices,
    check_remission,
    check_adaptations,
    *translation_checks.RULES,
)
