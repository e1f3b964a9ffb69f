"""Reads the official register of schools in England, as "Get Information About Schools" publishes it.

The file (edubasealldata….csv, "all establishment fields") holds every establishment there is or was, open
or closed. It knows that file's columns and words, and what is wrong with a file that is another one or is
damaged. It decides nothing about ours.
"""

import codecs
import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from musicservice.domain.schools import RunBy

SOURCE = 'Download "Establishment fields CSV" from get-information-schools.service.gov.uk'
LARGEST = 150_000_000
"""Bytes. The register has about 60 million."""

URN, AUTHORITY, NAME = "URN", "LA (code)", "EstablishmentName"
KIND, STATUS, PHASE = "TypeOfEstablishment (name)", "EstablishmentStatus (name)", "PhaseOfEducation (name)"
CLOSED, POSTCODE = "CloseDate", "Postcode"
TOWNS = ("Town", "Address3", "Locality")
"""Where the town stands: some entries have it a line higher."""
COLUMNS = (URN, AUTHORITY, NAME, KIND, STATUS, PHASE, CLOSED, POSTCODE, *TOWNS)

OPEN = frozenset({"Open", "Open, but proposed to close"})
SHUT = "Closed"
NO_PHASE = "Not applicable"
NO_SCHOOLS = frozenset({"Higher education institutions", "Offshore schools", "British schools overseas"})
COUNCIL = frozenset(
    {
        *("Community school", "Voluntary aided school", "Voluntary controlled school", "Foundation school"),
        *("Community special school", "Foundation special school", "Pupil referral unit"),
        *("Local authority nursery school", "Sixth form centres"),
    }
)
ACADEMY = ("Academy", "Free schools", "University technical college", "Studio schools", "City technology")
INDEPENDENT = frozenset(
    {"Other independent school", "Other independent special school", "Non-maintained special school"}
)
BEGINNINGS = {
    b"PK": "it is a zip archive or a spreadsheet: unpack it and give the .csv file that is in it",
    codecs.BOM_UTF16_LE: "it is saved as UTF-16: download it again, and do not save it from a spreadsheet",
    codecs.BOM_UTF16_BE: "it is saved as UTF-16: download it again, and do not save it from a spreadsheet",
}


class NotTheRegisterError(Exception):
    """Why a file cannot be taken for the register, in a few words that end a sentence."""


@dataclass(frozen=True)
class Entry:
    """One establishment of a council we serve. `closed` is in ISO 8601, empty where it is not known."""

    urn: str
    name: str
    town: str
    postcode: str
    phase: str
    kind: str
    authority: str
    is_open: bool
    closed: str

    @property
    def run_by(self) -> RunBy:
        """Who runs it, which decides how it pays; "other" for a kind of school that is new to us."""
        if self.kind in COUNCIL:
            return "council"
        if self.kind.startswith(ACADEMY):
            return "academy"
        return "independent" if self.kind in INDEPENDENT else "other"


def read_register(file: Path, authorities: Collection[str]) -> dict[str, Entry]:
    """The entries of `authorities` by URN, open ones and closed ones.

    Raises NotTheRegisterError, and OSError where the file cannot be read.
    """
    found: dict[str, Entry] = {}
    for line, row in _rows(file):
        if row[AUTHORITY].strip() not in authorities or row[STATUS] not in {*OPEN, SHUT}:
            continue
        if row[KIND] in NO_SCHOOLS:
            continue
        entry = _entry(line, row)
        if entry.urn in found:
            raise NotTheRegisterError(f"line {line}: URN {entry.urn} stands there a second time")
        found[entry.urn] = entry
    return found


def _entry(line: int, row: Mapping[str, str]) -> Entry:
    urn = row[URN].strip()
    if not re.fullmatch(r"[1-9]\d{5}", urn):
        raise NotTheRegisterError(f'line {line}: a URN has six digits, and this one is "{urn[:20]}"')
    postcode = _spaced(row[POSTCODE]).upper()
    return Entry(
        urn=urn,
        name=_spaced(row[NAME]),
        town=next(filter(None, (_spaced(row[town]) for town in TOWNS)), ""),
        postcode=postcode if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}", postcode) else "",
        phase="" if row[PHASE] == NO_PHASE else _spaced(row[PHASE]),
        kind=_spaced(row[KIND]),
        authority=row[AUTHORITY].strip(),
        is_open=row[STATUS] in OPEN,
        closed=_day(row[CLOSED]),
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _day(written: str) -> str:
    """A day as the register writes it, 31-08-2026, in ISO 8601; empty where there is none."""
    try:
        return datetime.strptime(written.strip(), "%d-%m-%Y").date().isoformat()  # noqa: DTZ007 - a day only
    except ValueError:
        return ""


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row by column, with the number of its line. A row that is cut off ends it all."""
    line = 1
    try:
        with file.open(encoding=_encoding(file), newline="") as text:
            reader = csv.reader(text, strict=True)
            names = [name.strip() for name in next(reader, [])]
            if missing := [name for name in COLUMNS if name not in names]:
                some = ", ".join(missing[:3]) + (" and more" if missing[3:] else "")
                raise NotTheRegisterError(f"its first line lacks {some}. {SOURCE}")
            for row in reader:
                line = reader.line_num
                if len(row) != len(names):
                    told = f"line {line} holds {len(row)} values of {len(names)}"
                    raise NotTheRegisterError(f"{told}: the file is cut off or damaged, download it again")
                yield line, dict(zip(names, row, strict=True))
    except csv.Error as wrong:
        raise NotTheRegisterError(f"after line {line}: {wrong}; download it again") from wrong


def _encoding(file: Path) -> str:
    """UTF-8 where all of it is, else Windows-1252, which the register has mostly been in."""
    if file.stat().st_size > LARGEST:
        size = file.stat().st_size // 1_000_000
        raise NotTheRegisterError(f"it has {size} MB, and the register only about 60")
    with file.open("rb") as content:
        begins = content.read(4)
        for beginning, words in BEGINNINGS.items():
            if begins.startswith(beginning):
                raise NotTheRegisterError(words)
    for encoding in ("utf-8-sig", "cp1252"):
        if _is_in(file, encoding):
            return encoding
    raise NotTheRegisterError("its text is neither in Windows-1252 nor in UTF-8: download it again")


def _is_in(file: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with file.open("rb") as content:
            while piece := content.read(1 << 20):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
