"""`make schools FILE=…`: brings content/data/schools.csv up to date from the official register of schools.

Offices' e-mail addresses, which the register lacks, stay with their school. A school that closed keeps its
line, so that old answers still have a name, and is no longer offered. Samples go when real schools come.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from local.places import ROOT
from local.register import Entry, NotTheRegisterError, read_register
from plugins.mistakes import ContentRefusedError
from plugins.models.school import School
from plugins.reading.data_files import read_data
from plugins.reading.explain import explain
from plugins.reading.school_list import NAME, written

USAGE = "name the file: make schools FILE=edubasealldata20261126.csv"
LEAST_KEPT = 0.5
"""Of the schools that are open now, how many a whole register must still have open."""


@dataclass(frozen=True)
class Changes:
    """What an import changes, each a list of schools; `renamed` holds the old and the new."""

    added: tuple[School, ...]
    reopened: tuple[School, ...]
    closed: tuple[School, ...]
    renamed: tuple[tuple[School, School], ...]


def main(arguments: Sequence[str], content: Path, today: date) -> int:
    """Import the named file. Returns 0, or 2 after one line that says why nothing was changed."""
    name = next(iter(arguments), "")
    if not name:
        print(f"make schools: {USAGE}", file=sys.stderr)
        return 2
    try:
        print(imported(Path(name), content, today))
    except OSError as refused:
        reason = (refused.strerror or "refused").lower()
        print(f"make schools: {refused.filename}: {reason}", file=sys.stderr)
        return 2
    except NotTheRegisterError as refused:
        print(f"make schools: {name} cannot be used as the register of schools: {refused}", file=sys.stderr)
        return 2
    except ContentRefusedError as refused:
        print(f"make schools: {refused}", file=sys.stderr)
        return 2
    return 0


def imported(file: Path, content: Path, today: date) -> str:
    """Writes the schools of `file` into `content` and returns what changed.

    A school that vanished counts as closed `today`.
    Raises NotTheRegisterError, ContentRefusedError for our own files, and OSError.
    """
    data = read_data(content)
    codes = {authority.code for authority in data.schools.authorities}
    schools = merged(data.school_list, read_register(file, codes), today)
    replace(content / "data" / NAME, written(schools))
    return report(changes(data.school_list, schools), schools)


def merged(kept: Sequence[School], entries: Mapping[str, Entry], today: date) -> tuple[School, ...]:
    """What the file shall hold, in the order of the numbers.

    Raises NotTheRegisterError where the register is not whole: no school of ours is open in it, or most
    of those we have are not.
    """
    ours = {school.urn: school for school in kept if not school.sample}
    now_open = {urn: entry for urn, entry in entries.items() if entry.is_open}
    if not now_open:
        raise NotTheRegisterError("it has no open school of the councils in content/data/schools.toml")
    open_before = [urn for urn, school in ours.items() if not school.closed]
    still = sum(1 for urn in open_before if urn in now_open)
    if still < LEAST_KEPT * len(open_before):
        raise NotTheRegisterError(f"of {len(open_before)} schools that are open here it has only {still}")
    made = {urn: _school(entry, ours.get(urn)) for urn, entry in now_open.items()}
    gone = {urn: _closed(school, entries.get(urn), today) for urn, school in ours.items() if urn not in made}
    return tuple(school for _, school in sorted((made | gone).items()))


def _school(entry: Entry, before: School | None) -> School:
    facts = {name: value for name, value in asdict(entry).items() if name not in {"is_open", "closed"}}
    email = before.office_email if before else ""
    given = {**facts, "run_by": entry.run_by, **({"office_email": email} if email else {})}
    try:
        return School.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as wrong:
        first = next(explain("", School, wrong, {}))
        told = f"school {entry.urn}, {first.field}: expected {first.expected}, found {first.found}"
        raise NotTheRegisterError(told) from wrong


def _closed(school: School, entry: Entry | None, today: date) -> School:
    """The school as closed: on the day the register says, or today where it has vanished from it."""
    if school.closed:
        return school
    told = date.fromisoformat(entry.closed) if entry and entry.closed else today
    return school.model_copy(update={"closed": told})


def changes(before: Sequence[School], after: Sequence[School]) -> Changes:
    """What is different in `after`. Samples that went are no change worth a word."""
    old = {school.urn: school for school in before if not school.sample}
    both = [(old[school.urn], school) for school in after if school.urn in old]
    return Changes(
        added=tuple(school for school in after if school.urn not in old),
        reopened=tuple(new for was, new in both if was.closed and not new.closed),
        closed=tuple(new for was, new in both if new.closed and not was.closed),
        renamed=tuple((was, new) for was, new in both if was.name != new.name),
    )


def report(changed: Changes, schools: Sequence[School]) -> str:
    """What is printed: a line for each change, then how many schools there are."""
    offered = [school for school in schools if not school.closed]
    lines = [*_told(changed)]
    lines.append(
        f"{len(offered)} schools can be chosen, {len(schools) - len(offered)} closed ones keep their names."
    )
    without = sum(1 for school in offered if not school.office_email)
    lines.append(f"{without} have no office_email: type it into content/data/{NAME}.")
    return "\n".join(lines)


def _told(changed: Changes) -> Iterator[str]:
    for word, schools in (
        ("added", changed.added),
        ("open again", changed.reopened),
        ("closed", changed.closed),
    ):
        yield from (f"{word}: {school.urn} {school.name}, {school.town}" for school in schools)
    yield from (f"renamed: {new.urn} {old.name} is now {new.name}" for old, new in changed.renamed)


def replace(file: Path, text: str) -> None:
    """Writes `text` in one step: a reader sees the old file or the new, never half of one."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT / "content", datetime.now(ZoneInfo("Europe/London")).date()))
