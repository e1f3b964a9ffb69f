"""Decides every page the site has: its address, its template, and what the template may read.

It writes nothing and reads no file. Names, addresses and order all come from the library.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.remission import words
from plugins.reading.library import Library
from plugins.reading.word_links import link_words
from plugins.reading.worked import worked
from plugins.writing import music
from plugins.writing.a_to_z import a_to_z
from plugins.writing.also import also, alternates, translated
from plugins.writing.jsonld import script
from plugins.writing.linked_data import describe

MORE_NEWS = 3
NOT_FOUND = "/404.html"
STYLES = {
    "styleguide": ("forms", "music", "home", "strategy", "find", "easy"),
    "home": ("music", "home"),
    "strategy": ("strategy",),
    **dict.fromkeys(("glossary", "search"), ("find",)),
    **dict.fromkeys(("easy_read", "easy_reads"), ("easy",)),
    "step_by_step": ("guide",),
    "language": ("easy", "tongues"),
    **dict.fromkeys(("languages", "translation"), ("tongues",)),
    **dict.fromkeys(("ensemble", "instrument", "instruments"), ("music",)),
}
"""The stylesheets that a template needs beside the one of every page."""
KINDS = {
    "news_item": "News",
    "ensemble": "Ensemble",
    "instrument": "Instrument",
    "course": "Training",
    "glossary": "Words explained",
    "easy_read": "Easy Read",
    "easy_reads": "Easy Read",
    "step_by_step": "Step by step",
    "language": "Language",
}
"""What search calls a page drawn by a template, where it is more than a page."""
NO_SYMBOLS: Mapping[str, str] = {}
NOT_SEARCHED = {"news", "search", "site_map"}
SAID = {
    "charges": words.ITEM_NAMES,
    "who": words.WHO,
    "ways": words.WAYS,
    "outcomes": words.OUTCOMES,
    "contest": words.CONTEST,
}
"""The words for what the rules on help with fees are made of."""


@dataclass(frozen=True)
class Sheet:
    """One page to write. `updated` is none where no day is known; `listed` pages stand in sitemap.xml."""

    url: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    updated: date | None = None
    listed: bool = True

    @property
    def save_as(self) -> str:
        return save_as(self.url)


def save_as(url: str) -> str:
    """The file, from the output folder, that answers to `url`."""
    inside = url.removeprefix("/")
    return f"{inside}index.html" if url.endswith("/") else inside


def sheets(
    library: Library,
    site: Site,
    forms: Collection[str] = (),
    skyline: Sequence[int] = (),
    symbols: Mapping[str, str] = NO_SYMBOLS,
) -> tuple[Sheet, ...]:
    """Every page drawn by a template of the theme, in the order of the library.

    `forms` are the addresses of forms: a page leads to one only where it is there. `skyline` is the outline
    of the picture on the home page, which is played. `symbols` are the drawings of Easy Read, by name.
    """
    plans, finish = planned(library, site, forms, skyline, symbols)
    return tuple(finish(plan) for plan in plans)


def planned(
    library: Library,
    site: Site,
    forms: Collection[str] = (),
    skyline: Sequence[int] = (),
    symbols: Mapping[str, str] = NO_SYMBOLS,
) -> tuple[Iterator[Sheet], Callable[[Sheet], Sheet]]:
    """Every page as it follows from its own file, and what adds to one all that its template may read.

    Apart, so that one page can be had without the others.
    """
    library, uses = link_words(library)
    made = {"forms": forms, "uses": uses, "letters": a_to_z(library, forms), "symbols": symbols}
    shared = {**_shared(library, site), **made, "county": music.county(library, skyline)}
    samples = library.data.site.sample
    return _sheets(library), partial(_finished, shared=shared, site=site, samples=samples)


def _sheets(library: Library) -> Iterator[Sheet]:
    closed = {holiday.date for holiday in library.data.dates.bank_holidays}
    for page in library.pages:
        yield Sheet(page.url, page.template, {"page": page}, page.updated, listed=page.url != NOT_FOUND)
    for ensemble in library.ensembles:
        yield Sheet(
            ensemble.url, "ensemble", {"ensemble": ensemble, "voices": music.joining(library, ensemble)}
        )
    for family in library.families:
        for instrument in family.instruments:
            yield Sheet(instrument.url, "instrument", music.of_instrument(library, family, instrument))
    for course in library.courses:
        free = course.as_course(library.data.prices.by_id).last_free_day(closed)
        yield Sheet(course.url, "course", {"course": course, "last_free_day": free})
    for item in library.news:
        others = [other for other in library.news[: MORE_NEWS + 1] if other is not item][:MORE_NEWS]
        yield Sheet(item.url, "news_item", {"item": item, "others": others}, item.date)
    yield from _in_other_words(library)


def _in_other_words(library: Library) -> Iterator[Sheet]:
    """Easy Read, the languages, and what is translated into them."""
    pages, languages = {page.url: page for page in library.pages}, library.data.languages
    for easy in library.easy_reads:
        yield Sheet(easy.url, "easy_read", {"easy": easy, "full": pages[easy.of]}, easy.updated)
    for language in languages.languages:
        done = {one.of: one for one in library.translations if one.language == language.tag}
        wanted = [url for url in dict.fromkeys((*languages.pages, *done)) if url in pages]
        asked = [(pages[url], done.get(url)) for url in wanted]
        yield Sheet(language.url, "language", {"language": language, "asked_for": asked})
    for page in library.pages:
        for one in translated(library, page):
            context = {"translated": one, "language": one.language, "english": page}
            yield Sheet(one.translation.url, "translation", context, one.translation.updated)


def _shared(library: Library, site: Site) -> dict[str, Any]:
    """What every template may read, made once for the whole build."""
    data = library.data
    return {
        "site": site,
        "prices": data.prices.by_id,
        "remission": data.remission,
        "worked": worked(data),
        "said": SAID,
        "terms": data.terms,
        "dates": data.dates,
        "mission": library.missions[0],
        "aims": library.aims,
        "groups": library.groups,
        "sections": library.sections,
        "ensembles": library.ensembles,
        "families": library.families,
        "reached": music.reached(library),
        "from_high_to_low": {family.slug: music.by_pitch(family) for family in library.families},
        "courses": library.courses,
        "news": library.news,
        "words": data.glossary.ordered,
        "also": also(library),
        "easy_reads": library.easy_reads,
        "languages": data.languages,
    }


def _finished(sheet: Sheet, shared: Mapping[str, Any], site: Site, samples: Collection[str]) -> Sheet:
    standing = next((s for it in sheet.context.values() if (s := getattr(it, "standing", None))), None)
    listed = sheet.listed and standing is None
    here = sheet.url if listed else ""
    context = {
        **({} if sheet.template in NOT_SEARCHED else {"kind": KINDS.get(sheet.template, "Page")}),
        "styles": STYLES.get(sheet.template, ()),
        **shared,
        **sheet.context,
        "alternates": alternates(sheet.url, shared["also"]),
        "here": here,
        "standing": standing,
        "jsonld": "" if standing else script(describe(sheet.url, sheet.context, site, samples)),
    }
    return Sheet(sheet.url, sheet.template, context, sheet.updated, listed)
