"""Every picture that the content uses, ready for pages, or every mistake that keeps one from being shown.

A picture is shown only with a note, and one with children in it only while their consent holds. It decides
that before anything is made. It knows records, and no HTML.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from musicservice.pages.filters import longdate
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.picture import FOLDER, Picture
from plugins.models.record import LocalLink
from plugins.pictures.making import Job, Rendition, made
from plugins.pictures.opening import UnfitPictureError
from plugins.reading.library import Library
from plugins.reading.naming import unknown
from plugins.reading.parallel import read_all

URL = f"/{FOLDER}/"
NOTE = """content/images/{stem}.md:
---
file: images/{name}
shows: Brass players at the Big Meeting, seen from behind.
people: none
---"""


@dataclass(frozen=True)
class Shown:
    """A picture as pages show it: its note, the folder its files lie in, and what they are."""

    note: Picture
    folder: Path
    renditions: tuple[Rendition, ...]

    def of(self, kind: str) -> tuple[Rendition, ...]:
        """The files of one kind, the narrowest first."""
        return tuple(one for one in self.renditions if one.kind == kind)

    @property
    def shared(self) -> Rendition:
        """The file for those who show a link to a page: JPEG is what all of them read."""
        return self.of("jpg")[-1]


Gallery = Mapping[str, Shown]
"""Every picture by the name of its file in content/images."""


@dataclass(frozen=True)
class Use:
    """A place that shows a picture: the file, the line, and the field."""

    path: str
    line: int
    field: str
    name: str


def gallery(library: Library, content: Path, kept: Path, today: dt.date) -> Gallery:
    """The pictures that `library` uses; raises ContentRefusedError. What is made is kept in `kept`."""
    uses = tuple(used(library))
    notes = {note.file: note for note in library.pictures}
    files = {file.name: file for file in (content / FOLDER).glob("*") if file.suffix != ".md"}
    if mistakes := [*_notes_fit(library.pictures, files), *_uses_fit(uses, notes, files, today)]:
        raise ContentRefusedError(mistakes)
    names = sorted({use.name for use in uses})
    tried = read_all([Job(files[name], kept) for name in names], _tried, threshold=2)
    if unfit := [one for one in tried if isinstance(one, Mistake)]:
        raise ContentRefusedError(unfit)
    return {
        name: Shown(notes[name], *one)
        for name, one in zip(names, tried, strict=True)
        if not isinstance(one, Mistake)
    }


def used(library: Library) -> Iterator[Use]:
    """Every place that shows one of our own pictures."""
    for record in library.records:
        name = getattr(record, "image", None)
        if name:
            yield Use(record.path, record.line("image"), "image", name)
        yield from _in_words(record.path, record.pictures)
    for clause in library.data.terms.clauses:
        yield from _in_words("content/data/terms.toml", clause.pictures)


def _in_words(path: str, pictures: Sequence[LocalLink]) -> Iterator[Use]:
    return (Use(path, link.line, "image", link.address.removeprefix(URL)) for link in pictures)


def _tried(job: Job) -> tuple[Path, tuple[Rendition, ...]] | Mistake:
    try:
        return made(job)
    except UnfitPictureError as unfit:
        return Mistake(f"content/{FOLDER}/{job.file.name}", 0, "the picture", unfit.expected, unfit.found)


def _notes_fit(notes: Sequence[Picture], files: Mapping[str, Path]) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for note in notes:
        if note.file not in files:
            expected = "a picture in content/images, or no note on it"
            yield replace(unknown(note.path, "file", expected, note.file, files), line=note.line("file"))
        if other := seen.get(note.file):
            expected = "one note on each picture"
            yield Mistake(note.path, note.line("file"), "file", expected, f"another one, {other}")
        seen[note.file] = note.path


def _uses_fit(
    uses: Sequence[Use], notes: Mapping[str, Picture], files: Mapping[str, Path], today: dt.date
) -> Iterator[Mistake]:
    said: set[str] = set()
    for use in uses:
        note = notes.get(use.name)
        if use.name not in files:
            wrong = unknown(use.path, use.field, "a picture that lies in content/images", use.name, files)
            yield replace(wrong, line=use.line)
        elif note is None and use.name not in said:
            said.add(use.name)
            example = NOTE.format(stem=Path(use.name).stem.lower().replace("_", "-"), name=use.name)
            expected = "a note on this picture in content/images: what it shows, and who is in it"
            yield Mistake(use.path, use.line, use.field, expected, f"no note on {use.name}", example)
        elif note and note.until and note.has_run_out(today):
            expected = "another picture here, or a new day in the note, once consent was given again"
            found = f"{use.name}, which may be shown until {longdate(note.until)} ({note.path})"
            yield Mistake(use.path, use.line, use.field, expected, found)
