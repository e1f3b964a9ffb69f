"""Decides every page the site has: its address, its template, and what the template may read.

It writes nothing and reads no file. Names, addresses and order all come from the library.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from musicservice.catalogue import Site
from musicservice.domain.remission import words
from plugins.models.ensemble import Ensemble
from plugins.models.instrument import Instrument
from plugins.reading.library import Family, Library
from plugins.reading.worked import worked
from plugins.writing.hearing import Voice, entries, fanfare, phrase
from plugins.writing.jsonld import script
from plugins.writing.linked_data import describe
from plugins.writing.stave import keys, stave
from plugins.writing.waveform import waveform

MORE_NEWS = 3
NOT_FOUND = "/404.html"
STYLES = {
    "styleguide": ("forms", "music"),
    **dict.fromkeys(("ensemble", "home", "instrument", "instruments"), ("music",)),
}
"""The stylesheets that a template needs beside the one of every page."""
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
    library: Library, site: Site, forms: Collection[str] = (), skyline: Sequence[int] = ()
) -> tuple[Sheet, ...]:
    """Every page drawn by a template of the theme, in the order of the library.

    `forms` are the addresses of forms: a page leads to one only where it is there. `skyline` is the outline
    of the picture on the home page, which is played.
    """
    shared = {**_shared(library, site), "forms": forms, "county": _county(library, skyline)}
    samples = library.data.site.sample
    return tuple(_finished(sheet, shared, site, samples) for sheet in _sheets(library))


def _sheets(library: Library) -> Iterator[Sheet]:
    closed = {holiday.date for holiday in library.data.dates.bank_holidays}
    for page in library.pages:
        yield Sheet(page.url, page.template, {"page": page}, page.updated, listed=page.url != NOT_FOUND)
    for ensemble in library.ensembles:
        players = [i for i in library.instruments if plays(i, ensemble)]
        yield Sheet(ensemble.url, "ensemble", {"ensemble": ensemble, "voices": entries(players)})
    for family in library.families:
        for instrument in family.instruments:
            yield Sheet(instrument.url, "instrument", _of_instrument(instrument, family, library))
    for course in library.courses:
        free = course.as_course(library.data.prices.by_id).last_free_day(closed)
        yield Sheet(course.url, "course", {"course": course, "last_free_day": free})
    for item in library.news:
        others = [other for other in library.news[: MORE_NEWS + 1] if other is not item][:MORE_NEWS]
        yield Sheet(item.url, "news_item", {"item": item, "others": others}, item.date)


def _county(library: Library, skyline: Sequence[int]) -> Sequence[Voice]:
    """The outline of the county as a call on the cornet; nothing where there is none."""
    sound = next((i.sound for i in library.instruments if i.slug == "cornet"), None)
    return fanfare(sound, skyline) if sound and skyline else ()


def plays(instrument: Instrument, ensemble: Ensemble) -> bool:
    """Whether the ensemble has a place for the instrument."""
    return ensemble.for_all_instruments or instrument.slug in ensemble.instruments


def by_pitch(family: Family) -> list[Instrument]:
    """The family from high to low, as a score lists it; who has no reach comes last, by name."""
    return sorted(family.instruments, key=lambda i: -i.reach.heard[1].number if i.reach else 0)


def _of_instrument(instrument: Instrument, family: Family, library: Library) -> dict[str, Any]:
    reach, sound = instrument.reach, instrument.sound
    return {
        "instrument": instrument,
        "family": family,
        "needed": [ensemble for ensemble in library.ensembles if plays(instrument, ensemble)],
        "voices": phrase(sound) if sound else (),
        "shape": waveform(sound) if sound else "",
        "place": stave(reach) if reach else None,
        "reached": keys(reach) if reach else None,
    }


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
        "reached": {i.slug: keys(i.reach) for i in library.instruments if i.reach},
        "from_high_to_low": {family.slug: by_pitch(family) for family in library.families},
        "courses": library.courses,
        "news": library.news,
    }


def _finished(sheet: Sheet, shared: Mapping[str, Any], site: Site, samples: Collection[str]) -> Sheet:
    here = sheet.url if sheet.listed else ""
    context = {
        "styles": STYLES.get(sheet.template, ()),
        **shared,
        **sheet.context,
        "here": here,
        "jsonld": script(describe(sheet.url, sheet.context, site, samples)),
    }
    return Sheet(sheet.url, sheet.template, context, sheet.updated, sheet.listed)
