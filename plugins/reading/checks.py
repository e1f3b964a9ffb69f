"""What no file can tell by itself: whether the pieces of content fit together.

Each rule takes the whole library and yields mistakes. It knows which pages must exist, since a menu
without them would lead nowhere; it does not know how any of them looks.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.ensemble import ALL
from plugins.reading import strategy_checks
from plugins.reading.library import Library

Rule = Callable[[Library], Iterator[Mistake]]
DATA = "content/data"
ENROLMENT = "/enrol/form/"
STYLEGUIDE = "/styleguide/"
NEEDED = ("/", "/404.html", "/enrol/", "/strategy/", "/inclusion/strategy/", "/terms/")


def check(library: Library, templates: Path) -> None:
    """Raises ContentRefusedError with everything that does not fit. `templates` is the theme's folder."""
    mistakes = [mistake for rule in RULES for mistake in rule(library)]
    mistakes += _templates_exist(library, templates)
    if mistakes:
        raise ContentRefusedError(mistakes)


def addresses(library: Library) -> dict[str, str]:
    """Every page's address, and what stands there. Where two want one, those who cannot choose have it."""
    found = {page.url: page.path for page in reversed(library.pages)}
    found |= {ensemble.url: ensemble.path for ensemble in library.ensembles}
    found |= {course.url: course.path for course in library.courses}
    found |= {item.url: item.path for item in library.news}
    return {**found, ENROLMENT: "the enrolment form"}


def _needed_pages_exist(library: Library) -> Iterator[Mistake]:
    known = {page.url for page in library.pages}
    for url in NEEDED:
        if url not in known:
            yield Mistake("content/pages", 0, "url", "a page at this address", "none", f"url: {url}")


def _addresses_differ(library: Library) -> Iterator[Mistake]:
    first = {**addresses(library), STYLEGUIDE: "the style guide"}
    for page in library.pages:
        taken = first[page.url]
        if taken != page.path:
            yield Mistake(
                page.path, 0, "url", "an address of its own", f'"{page.url}", which is the address of {taken}'
            )


def _ensembles_name_instruments(library: Library) -> Iterator[Mistake]:
    known = [instrument.slug for instrument in library.instruments]
    for ensemble in library.ensembles:
        for name in ensemble.instruments if ensemble.instruments != ALL else ():
            if name not in known:
                yield _unknown(
                    ensemble.path,
                    "instruments",
                    "an instrument that has a file in content/instruments",
                    name,
                    known,
                )


def _costs_are_prices(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    quoted = [(e.path, "cost", e.cost) for e in library.ensembles]
    quoted += [(c.path, "price_schools", c.price_schools) for c in library.courses]
    for path, field, name in quoted:
        if name not in known:
            yield _unknown(path, field, "the id of a price in content/data/prices.toml", name, known)


def _courses_serve_commitments(library: Library) -> Iterator[Mistake]:
    known = [commitment.slug for commitment in library.commitments]
    for course in library.courses:
        for name in course.commitments:
            if name not in known:
                yield _unknown(course.path, "commitments", "a commitment of the strategy", name, known)


def _prices_differ(library: Library) -> Iterator[Mistake]:
    prices = library.data.prices.prices
    for i, price in enumerate(prices):
        if price.id in {other.id for other in prices[:i]}:
            yield Mistake(
                f"{DATA}/prices.toml",
                0,
                f"prices {i + 1}, id",
                "an id of its own",
                f'"{price.id}" a second time',
            )


def _menus_lead_somewhere(library: Library) -> Iterator[Mistake]:
    known = list(addresses(library))
    site = library.data.site
    for link in (*site.nav, *(link for group in site.footer for link in group.links)):
        if link.url not in known:
            yield _unknown(
                f"{DATA}/site.toml", f"link “{link.label}”", "the address of a page", link.url, known
            )


def _links_lead_somewhere(library: Library) -> Iterator[Mistake]:
    """Pages only: whether an anchor or a picture exists shows when the site is drawn."""
    known = list(addresses(library))
    for record in library.records:
        for link in record.links:
            address = link.address.partition("#")[0].partition("?")[0]
            if address.endswith("/") and address not in known:
                wrong = _unknown(record.path, "link", "the address of a page", address, known)
                yield replace(wrong, line=link.line)


def _data_quote_prices(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    for surcharge in library.data.prices.surcharges:
        if surcharge.price not in known:
            yield _unknown(
                f"{DATA}/prices.toml", f"{surcharge.id}, price", "the id of a price", surcharge.price, known
            )
    for ground in library.data.remission.grounds:
        if ground.price is not None and ground.price not in known:
            yield _unknown(
                f"{DATA}/remission.toml", f"{ground.id}, price", "the id of a price", ground.price, known
            )


def _templates_exist(library: Library, templates: Path) -> Iterator[Mistake]:
    known = sorted(file.stem for file in templates.glob("*.html"))
    for page in library.pages:
        if page.template not in known:
            yield _unknown(page.path, "template", "a template of the theme", page.template, known)


def _unknown(path: str, field: str, expected: str, name: str, known: Iterable[str]) -> Mistake:
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    hint = f"; the nearest: {', '.join(near)}" if near else ""
    return Mistake(path, 0, field, expected + hint, f'"{name}"')


RULES: tuple[Rule, ...] = (
    *strategy_checks.RULES,
    _needed_pages_exist,
    _addresses_differ,
    _ensembles_name_instruments,
    _costs_are_prices,
    _courses_serve_commitments,
    _prices_differ,
    _menus_lead_somewhere,
    _links_lead_somewhere,
    _data_quote_prices,
)
