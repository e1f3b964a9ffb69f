"""`make attendance COURSE=… FILE=…`: records who came, from the register as it was filled in.

It may be run again, with the same file or a corrected one. It says line by line what it could not read, and
records the rest.
"""

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from local.places import ROOT
from local.rolls import HEADING
from local.staff import AskedWronglyError, Desk, told
from musicservice.domain.training.attendance import NotBegunError
from musicservice.services.attending import Outcome, Problem, Why, Written
from musicservice.services.booking_words import moment

NEEDED = ("Reference", "Place", "Name", "Attended")
LARGEST = 5_000_000
"""Bytes. A register has a few thousand."""
WHY: Mapping[Why, str] = {
    "mark": 'Attended is "{found}": write yes or no, or leave it blank',
    "nobody": "nobody on this course has this reference and place: copy them from a new register",
    "renamed": "somebody else has this place by now: draw up a new register",
    "twice": "this place stands in the file more than once: keep one of the lines",
    "not-booked": "this booking was given up, so nobody is expected on this place",
}
SAID = (
    ("changed", "{n} recorded anew or put right."),
    ("certificates", "{n} certificates go out by email, each with three questions about the course."),
    ("later", "{n} certificates wait until the course is over: run this again then."),
    ("unnamed", "{n} came whose place was never given a name: make certificate writes one for them."),
    ("withdrawn", "{n} are noted as absent who were sent a certificate before. Write to them."),
    ("busy", "{n} bookings could not be recorded because somebody changed them: run this again."),
)


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Record it. Returns 0; 1 where lines could not be read; 2 where nothing was done."""
    slug, file = (*arguments, "", "")[:2]
    return told("attendance", partial(recorded, slug=slug, file=file), root)


def recorded(desk: Desk, slug: str, file: str) -> int:
    """Record the file, and say what became of it."""
    course = desk.course(slug)
    if not file:
        raise AskedWronglyError("say which file: FILE=register.csv, as make register wrote it")
    rows = [*read(Path(file))]
    try:
        outcome = desk.office.attending(course, rows, desk.who)
    except NotBegunError as early:
        raise AskedWronglyError(f"the course begins {moment(early.starts)}: nobody has come yet") from early
    print("\n".join(said(outcome)))
    for problem in outcome.problems:
        print(about(problem), file=sys.stderr)
    return 1 if outcome.problems or outcome.counts["busy"] else 0


def said(outcome: Outcome) -> Iterator[str]:
    """What was done, in a line each."""
    counts = outcome.counts
    yield f"{counts['yes']} came, {counts['no']} did not."
    yield from (words.format(n=counts[name]) for name, words in SAID if counts[name])


def about(problem: Problem) -> str:
    """A line that was not recorded."""
    return f"line {problem.line}: {WHY[problem.why].format(found=problem.found)}"


def read(file: Path) -> Iterator[Written]:
    """The lines of a register. Raises AskedWronglyError where it is none."""
    for line, cells in rows(text_of(file), file):
        yield Written(line, *(cells.get(name, "").strip() for name in NEEDED))


def rows(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Every row that is not empty by its columns, with the number of its line."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator(text))
    try:
        names = [name.strip() for name in next(reader, [])]
        if missing := [name for name in NEEDED if name not in names]:
            whole = ", ".join(HEADING)
            lacks = ", ".join(missing)
            raise AskedWronglyError(
                f"the first line of {file} lacks {lacks}. A register begins with: {whole}"
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(names, cells, strict=False))
    except csv.Error as wrong:
        raise AskedWronglyError(f"{file} is no table after line {reader.line_num}: {wrong}") from wrong


def separator(text: str) -> str:
    """What stands between two cells: some spreadsheets save semicolons, or tabs."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def text_of(file: Path) -> str:
    """What is in the file, as UTF-8 or as older spreadsheets save it."""
    try:
        if file.stat().st_size > LARGEST:
            raise AskedWronglyError(f"{file} is too large for a register")
        content = file.read_bytes()
    except OSError as refused:
        raise AskedWronglyError(f"{file}: {(refused.strerror or 'refused').lower()}") from refused
    if content.startswith((b"PK", b"\xd0\xcf")):
        raise AskedWronglyError(f"{file} is a spreadsheet: save it as CSV and give that")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AskedWronglyError(f"{file} is no text: save it as CSV in UTF-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
