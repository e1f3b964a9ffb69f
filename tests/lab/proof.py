"""What a whole run of the lab found, as its part of docs/proof.md, with the pictures beside it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from tests.lab.figures import Figure, Result
from tests.lab.report import drawn, head, mark, state
from tests.lab.rows import ROWS, Row

PAGE, IMAGES = "docs/proof.md", "docs/images"
BEGINS, ENDS = "<!-- lab begins: make lab writes this part -->", "<!-- lab ends -->"


def write(root: Path, found: Mapping[str, Result], machine: str, when: datetime) -> None:
    """Put what a whole run found into docs/proof.md, and leave whatever else stands there."""
    place = root / PAGE
    before = place.read_text(encoding="utf-8") if place.is_file() else "# Proof\n"
    names = {}
    for name, svg in drawn(found).items():
        file = f"lab-{'-'.join(re.findall('[a-z]+', name.lower())[:3])}.svg"
        (root / IMAGES / file).write_text(svg + "\n", encoding="utf-8")
        names[name] = file
    place.write_text(replaced(before, part(found, names, machine, when)), encoding="utf-8")


def replaced(before: str, told: str) -> str:
    """The page with its part on the lab told anew, or added where it has none."""
    if BEGINS not in before:
        before = f"{before.rstrip()}\n\n{BEGINS}\n{ENDS}\n"
    head, rest = before[: before.index(BEGINS)], before[before.index(ENDS) :]
    return f"{head}{BEGINS}\n\n{told}\n{rest}"


def part(found: Mapping[str, Result], images: Mapping[str, str], machine: str, when: datetime) -> str:
    return "\n".join(_lines(found, images, machine, when))


def _lines(
    found: Mapping[str, Result], images: Mapping[str, str], machine: str, when: datetime
) -> Iterator[str]:
    yield "## What it withstands\n"
    yield head(found, machine, when)
    yield "\nTo repeat it: `make lab`, an hour on two idle cores. `make lab ONLY=T5` does one experiment,"
    yield "`SHARE=0.1` a tenth of each. Figures go to `build/lab.json`, all of them with pictures to"
    yield "`build/lab.html`. What is done is declared in `tests/lab/rows.py`, which guards are taken out in"
    yield "`tests/lab/guards.py`.\n"
    yield "| | What is done | Goal | |\n|---|---|---|---|"
    for row in ROWS:
        yield f"| {row.name} | {row.what} | {row.goal} | {_bold(state(row, found.get(row.name)))} |"
    for name, file in images.items():
        yield f"\n![{name}](images/{file})"
    for row in ROWS:
        yield from _of(row, found.get(row.name))
    yield ""


def _of(row: Row, result: Result | None) -> Iterator[str]:
    yield f"\n### {row.name}\n"
    yield f"{row.what[0].upper()}{row.what[1:]}.\n"
    for one in result.figures if result else ():
        yield f"- {_told(one)}"
    if result:
        yield f"- It took {result.seconds / 60:.1f} minutes of {row.minutes:g}."
    if row.open:
        yield f"- **Not shown:** {row.open}"


def _told(figure: Figure) -> str:
    goal = f"; goal {figure.goal}: {_bold(mark(figure))}" if figure.goal else ""
    against = f" ({figure.against.rstrip('.')})" if figure.against else ""
    return f"{figure.name[0].upper()}{figure.name[1:]}: {figure.value:,g} {figure.unit}{against}{goal}."


def _bold(said: str) -> str:
    return f"**{said}**" if said in {"missed", "not all done here", "not run", "not covered"} else said
