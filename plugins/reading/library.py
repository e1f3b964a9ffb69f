"""Everything that `content/` says, read once, checked, and in the order the site shows it.

It decides which folder holds what, and refuses a file that belongs nowhere. It knows nothing of
templates, addresses of lists, or Pelican.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.course import Course
from plugins.models.easy_read import EasyRead
from plugins.models.ensemble import Ensemble
from plugins.models.instrument import FAMILIES, Instrument
from plugins.models.language import Translation
from plugins.models.living import Living
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.picture import FOLDER as PICTURES
from plugins.models.picture import Picture
from plugins.models.record import Record
from plugins.models.strategy import GROUPS, Aim, Commitment, Group, InclusionSection, Mission
from plugins.reading.data_files import FOLDER, Data, read_data
from plugins.reading.document import Source, read
from plugins.reading.parallel import THRESHOLD, read_all

FOLDERS: dict[str, type[Record]] = {
    "pages": Page,
    "strategy": Mission,
    "strategy/aims": Aim,
    "strategy/commitments": Commitment,
    "strategy/inclusion": InclusionSection,
    "ensembles": Ensemble,
    "instruments": Instrument,
    "courses": Course,
    "news": News,
    "easy-read": EasyRead,
    "translations": Translation,
    PICTURES: Picture,
}
ELSEWHERE = {FOLDER, "videos"}
LEFT_BY_EDITORS = re.compile(r"[.#].*|.*~")
T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Family:
    """Instruments of one family, by name. `slug` is its anchor: an instrument may bear the family's name."""

    slug: str
    title: str
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True)
class Library:
    """All records, each kind in the order it is shown."""

    data: Data
    pages: tuple[Page, ...]
    missions: tuple[Mission, ...]
    aims: tuple[Aim, ...]
    commitments: tuple[Commitment, ...]
    sections: tuple[InclusionSection, ...]
    ensembles: tuple[Ensemble, ...]
    instruments: tuple[Instrument, ...]
    courses: tuple[Course, ...]
    news: tuple[News, ...]
    easy_reads: tuple[EasyRead, ...] = ()
    translations: tuple[Translation, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Every Markdown file."""
        strategy = (*self.missions, *self.aims, *self.commitments, *self.sections)
        others = (*self.easy_reads, *self.translations, *self.pictures)
        return (
            *self.pages,
            *strategy,
            *self.ensembles,
            *self.instruments,
            *self.courses,
            *self.news,
            *others,
        )

    @property
    def living(self) -> tuple[Living, ...]:
        """Everything that has an address and a life of its own."""
        return (*self.pages, *self.ensembles, *self.courses, *self.news)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The commitments by group, in the order of the strategy."""
        return tuple(
            Group(slug, title, tuple(c for c in self.commitments if c.group == slug))
            for slug, (title, _) in GROUPS.items()
        )

    @property
    def families(self) -> tuple[Family, ...]:
        """The instruments by family; a family without any is left out."""
        made = (
            Family(f"family-{slug}", title, tuple(i for i in self.instruments if i.family == slug))
            for slug, title in FAMILIES.items()
        )
        return tuple(family for family in made if family.instruments)


def read_library(content: Path, threshold: int = THRESHOLD) -> Library:
    """All of `content`; raises ContentRefusedError with every mistake that one file can tell by itself.

    Paths in messages start from the folder that holds `content`, which is the project's.
    """
    data = read_data(content)
    files, strays = sources(content)
    found = read_all(files, partial(read, shelves=data.shelves(), held=data.held()), threshold)
    mistakes = [*strays, *(mistake for done in found for mistake in done.mistakes)]
    if mistakes:
        raise ContentRefusedError(mistakes)
    return arranged(data, [done.record for done in found if done.record])


def sources(content: Path) -> tuple[list[Source], list[Mistake]]:
    """Every Markdown file that belongs somewhere, and a mistake for each file that does not."""
    known, strays = [], []
    for file in sorted(content.rglob("*")):
        inside = file.relative_to(content)
        if not file.is_file() or LEFT_BY_EDITORS.match(file.name) or _is_elsewhere(inside):
            continue
        path = file.relative_to(content.parent).as_posix()
        model = FOLDERS.get(inside.parent.as_posix())
        if model is None or file.suffix != ".md":
            expected = "a Markdown file (.md) in one of " + ", ".join(f"{name}/" for name in FOLDERS)
            strays.append(Mistake(path, 0, "the file's place", expected, inside.as_posix()))
        else:
            known.append(Source(file, path, model))
    return known, strays


def _is_elsewhere(inside: Path) -> bool:
    """Whether another reader takes this file: data, and the pictures themselves."""
    return inside.parts[0] in ELSEWHERE or (inside.parts[0] == PICTURES and inside.suffix != ".md")


def arranged(data: Data, records: Iterable[Record]) -> Library:
    """The records as a library, each kind in the order it is shown."""
    known = list(records)
    return Library(
        data=data,
        pages=_of(Page, known),
        missions=_of(Mission, known),
        aims=tuple(sorted(_of(Aim, known), key=lambda aim: aim.number)),
        commitments=tuple(
            sorted(_of(Commitment, known), key=lambda c: (list(GROUPS).index(c.group), c.number))
        ),
        sections=tuple(sorted(_of(InclusionSection, known), key=lambda section: section.number)),
        ensembles=tuple(sorted(_of(Ensemble, known), key=lambda ensemble: ensemble.title)),
        instruments=tuple(sorted(_of(Instrument, known), key=lambda instrument: instrument.title)),
        courses=tuple(sorted(_of(Course, known), key=lambda course: (course.first_day, course.slug))),
        news=tuple(sorted(_of(News, known), key=lambda item: (item.date, item.slug), reverse=True)),
        easy_reads=_of(EasyRead, known),
        translations=_of(Translation, known),
        pictures=_of(Picture, known),
    )


def _of(model: type[T], records: Iterable[Record]) -> tuple[T, ...]:
    return tuple(record for record in records if isinstance(record, model))
