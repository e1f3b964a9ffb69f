"""Reads and writes content/data/schools.csv: a line for each school, in the order of their numbers.

It knows how the file is laid out, so that the importer and the build agree on it. An empty cell is a
field that is not there. Spreadsheets may have added a byte order mark or other line ends.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from plugins.characters import unfit
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.school import COLUMNS, School
from plugins.reading.explain import explain, shown

NAME = "schools.csv"
WHOLE = "the whole file"


def read_schools(path: str, content: bytes) -> tuple[School, ...]:
    """The schools in `content`; raises ContentRefusedError with every mistake. `path` is for messages."""
    mistakes: list[Mistake] = []
    found: dict[str, School] = {}
    for line, cells in _lines(path, _text(path, content)):
        try:
            school = School.model_validate({name: cell for name, cell in cells.items() if cell.strip()})
        except ValidationError as wrong:
            mistakes += explain(path, School, wrong, {(name,): line for name in cells})
            continue
        if school.urn in found:
            mistakes.append(
                Mistake(path, line, "urn", "a number of its own", f'"{school.urn}" a second time')
            )
        found[school.urn] = school
    if mistakes:
        raise ContentRefusedError(mistakes)
    return tuple(found.values())


def written(schools: Iterable[School]) -> str:
    """The file that holds `schools`; the same schools give the same text."""
    made = io.StringIO()
    lines = csv.writer(made, lineterminator="\n")
    lines.writerow(COLUMNS)
    for school in sorted(schools, key=lambda one: one.urn):
        lines.writerow(_cell(getattr(school, name)) for name in COLUMNS)
    return made.getvalue()


def _cell(value: object) -> str:
    return "yes" if value is True else str(value or "")


def _text(path: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        expected = 'text saved as UTF-8 (in a spreadsheet: "CSV UTF-8")'
        raise ContentRefusedError([Mistake(path, 0, WHOLE, expected, f"byte {wrong.start + 1}")]) from wrong
    if mistake := unfit(path, text):
        raise ContentRefusedError([mistake])
    return text


def _lines(path: str, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line's number and cells by name; raises ContentRefusedError for what is no such table."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        names = next(reader, [])
        if sorted(names) != sorted(COLUMNS):
            expected = "these names in the first line: " + ",".join(COLUMNS)
            raise ContentRefusedError([Mistake(path, 1, WHOLE, expected, shown(",".join(names)))])
        begins = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(names) and cells:
                expected = f"{len(names)} values, as many as the first line has names"
                raise ContentRefusedError([Mistake(path, begins, WHOLE, expected, str(len(cells)))])
            if cells:
                yield begins, dict(zip(names, cells, strict=True))
            begins = reader.line_num + 1
    except csv.Error as wrong:
        expected = "values with commas between them; quotes around one that holds a comma or a quote"
        raise ContentRefusedError([Mistake(path, begins, WHOLE, expected, str(wrong))]) from wrong
