"""What the lab found, for people: build/lab.html, which needs nothing else, and a part of docs/proof.md."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from pathlib import Path

from musicservice.pages.filters import longdate
from tests.lab import pictures
from tests.lab.figures import SURE, Figure, Result, survival
from tests.lab.rows import BUDGET, ROWS, Row

PAGE, IMAGES = "docs/proof.md", "docs/images"
BEGINS, ENDS = "<!-- lab begins: make lab writes this part -->", "<!-- lab ends -->"
MISSING = "How often each missing guard shows"
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:0 "
    "auto;padding:1rem;color:#1d2433;background:#fff}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem "
    ".6rem;border-bottom:1px solid #ccd;"
    "vertical-align:top}svg{width:100%;height:auto}.missed{color:#a3342c;font-weight:bold}section{margin-top:2.5rem}"
    ".wide{overflow-x:auto}"
)


def state(row: Row, result: Result | None) -> str:
    """In a word: met, missed, not covered, or not run."""
    if not (row.run or row.tests):
        return "not covered"
    if result is None:
        return "not run"
    return "missed" if result.missed else "met"


def drawn(found: Mapping[str, Result]) -> dict[str, str]:
    """All pictures by their names."""
    made = {name: svg for row in ROWS if row.name in found for name, svg in found[row.name].pictures.items()}
    shares = survival(one for row in ROWS if row.name in found for one in found[row.name].figures)
    return made | ({MISSING: pictures.survival(shares, SURE)} if shares else {})


def page(found: Mapping[str, Result], machine: str, when: datetime) -> str:
    """The whole report as HTML."""
    return (
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width">'
        f"<title>The lab</title><style>{STYLE}</style><h1>The "
        f"lab</h1><p>{escape(_head(found, machine, when))}</p>"
        f"{''.join(_section(row, found.get(row.name)) for row in ROWS)}"
        ""
        ""
        f"{''.join(_picture(*one) for one in drawn(found).items())}</html>\n"
    )


def _picture(name: str, svg: str) -> str:
    return f"<section><h2>{escape(name)}</h2>{svg}</section>"


def _head(found: Mapping[str, Result], machine: str, when: datetime) -> str:
    states = [state(row, found.get(row.name)) for row in ROWS]
    least = min([one.share for one in found.values()] or [1.0])
    small = "" if least == 1 else f" Some ran at {least:.0%} of their size."
    minutes = sum(one.seconds for one in found.values()) / 60
    return (
        f"{longdate(when.date())}, {machine}. {states.count('met')} experiments met their goals, "
        f"{states.count('missed')} missed one, {states.count('not run') + states.count('not covered')} "
        "did not run. "
        f"{minutes:.0f} minutes of {BUDGET}.{small}"
    )


def _section(row: Row, result: Result | None) -> str:
    rows = "".join(map(_row, result.figures)) if result else ""
    table = (
        f'<div class="wide"><table><tr><th>Figure<th>Value<th>Goal<th></tr>{rows}</table></div>'
        if rows
        else ""
    )
    said = state(row, result)
    open_ = f"<p>{escape(row.open)}</p>" if row.open else ""
    anchor = f" Others: {escape(row.anchor)}." if row.anchor else ""
    return (
        f"<section><h2>{row.name}: {escape(row.what)}</h2><p>Goal: {escape(row.goal)}.{anchor} "
        f'<span class="{said}">{said.capitalize()}</span>.</p>{table}{open_}</section>'
    )


def _row(figure: Figure) -> str:
    return (
        f"<tr><td>{escape(figure.name)}<td>{figure.value:g} {escape(figure.unit)}<td>{escape(figure.goal)}"
        f"<td>{_mark(figure)}</tr>"
    )


def _mark(figure: Figure) -> str:
    if not figure.goal:
        return ""
    return "met" if figure.met else '<span class="missed">missed</span>' if figure.judged else "slower"


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
    yield _head(found, machine, when)
    yield "\nTo repeat it: `make lab`, an hour on two idle cores. `make lab ONLY=T5` does one experiment,"
    yield "`SHARE=0.1` a tenth of each. Figures go to `build/lab.json`, all of them with pictures to"
    yield "`build/lab.html`.\n"
    yield "| | What is done | Goal | |\n|---|---|---|---|"
    for row in ROWS:
        said = state(row, found.get(row.name))
        yield f"| {row.name} | {row.what} | {row.goal} | {said if said == 'met' else f'**{said}**'} |"
    yield ""
    for row in ROWS:
        yield from (f"- **{row.name} missed:** {_told(one)}" for one in _missed(found.get(row.name)))
        if row.open:
            yield f"- **{row.name}:** {row.open}"
    for name, file in images.items():
        yield f"\n![{name}](images/{file})"
    yield ""


def _missed(result: Result | None) -> list[Figure]:
    return result.missed if result else []


def _told(figure: Figure) -> str:
    return f"{figure.name}: {figure.value:g} {figure.unit}, goal {figure.goal}"
