"""What is on show on a day, what is not yet, what is no longer; and what a preview says of the last two."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from musicservice.pages.filters import longdate
from plugins.models.course import Course
from plugins.models.easy_read import EasyRead
from plugins.models.instrument import Instrument
from plugins.models.language import Translation
from plugins.models.life import Stage, stage
from plugins.models.living import Living
from plugins.models.record import Standing
from plugins.reading.library import Library

L = TypeVar("L", bound=Living)


@dataclass(frozen=True)
class Lives:
    """The content as it stands on a day.

    `told` is on show. `coming` is not yet: drafts, and what is kept for its day. `gone` is no longer.
    """

    told: Library
    coming: tuple[Living, ...] = ()
    gone: tuple[Living, ...] = ()

    @property
    def answering(self) -> tuple[Living | Instrument | EasyRead | Translation, ...]:
        """Everything on show that has an address of its own."""
        told = self.told
        return (*told.living, *told.instruments, *told.easy_reads, *told.translations)

    @property
    def redirects(self) -> Mapping[str, str]:
        """Where each old address leads."""
        there = (*self.told.living, *self.gone)
        return {old: record.url for record in there for old in record.redirect_from}

    @property
    def bookable(self) -> Library:
        """What the forms must know: also courses that have expired, as bookings still speak of them."""
        over = tuple(record for record in self.gone if isinstance(record, Course))
        return replace(self.told, courses=(*self.told.courses, *over))


def parted(library: Library, today: dt.date) -> Lives:
    """The library as it stands on `today`."""
    where = {record.path: stage(record, today) for record in library.living}

    def live(records: tuple[L, ...]) -> tuple[L, ...]:
        return tuple(record for record in records if where[record.path] is Stage.LIVE)

    told = replace(
        library,
        pages=live(library.pages),
        ensembles=live(library.ensembles),
        courses=live(library.courses),
        news=live(library.news),
    )
    told = _with_their_pages(told)
    coming = tuple(r for r in library.living if where[r.path] in {Stage.DRAFT, Stage.SCHEDULED})
    return Lives(told, coming, tuple(r for r in library.living if where[r.path] is Stage.EXPIRED))


def _with_their_pages(told: Library) -> Library:
    """Without what says a page again in other words, where that page is not on show."""
    pages = {page.url for page in told.pages}
    return replace(
        told,
        easy_reads=tuple(one for one in told.easy_reads if one.of in pages),
        translations=tuple(one for one in told.translations if one.of in pages),
    )


def marked(library: Library, today: dt.date) -> Library:
    """The whole library, each record that is not on show with the words that say so."""

    def said(records: tuple[L, ...]) -> tuple[L, ...]:
        return tuple(_stood(record, standing(record, today)) for record in records)

    return replace(
        library,
        pages=said(library.pages),
        ensembles=said(library.ensembles),
        courses=said(library.courses),
        news=said(library.news),
    )


def _stood(record: L, said: Standing | None) -> L:
    return record.stood(said)  # type: ignore[return-value] # it is a copy, of the same kind


def told(lives: Lives) -> Iterator[str]:
    """A line for each page that the public does not see, and why."""
    for record in lives.coming:
        why = (
            f"held back until {longdate(record.publish)}"
            if record.publish and not record.draft
            else "a draft"
        )
        yield f"{why}: {record.path}"
    for record in lives.gone:
        if record.expires:
            yield f"expired after {longdate(record.expires)}: {record.path}"


def standing(record: Living, today: dt.date) -> Standing | None:
    """What a preview says of a record that is not on show; none for one that is."""
    match stage(record, today):
        case Stage.DRAFT:
            return Standing("Draft", "This is a draft. It is not published, and only a preview shows it.")
        case Stage.SCHEDULED if record.publish:
            day = longdate(record.publish)
            return Standing(
                "Scheduled", f"This will be published on {day}. Until then only a preview shows it."
            )
        case Stage.EXPIRED if record.expires:
            day = longdate(record.expires)
            return Standing("Expired", f"The last day of this was {day}. The public site no longer shows it.")
        case _:
            return None
