"""The bench's part of docs/proof.md: a picture and a table of a whole run, and each pair by itself."""

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from statistics import median

from musicservice.pages.filters import longdate
from tests.bench.measuring import Row, Samples
from tests.bench.rows import ROWS

PAGE, PICTURE = "docs/proof.md", "docs/images/bench.svg"
BEGINS, ENDS = "<!-- bench begins: make bench writes this part -->", "<!-- bench ends -->"
LINE, LEFT, WIDE, MOST = 26, 190, 420, 2.0
GREEN, RED, INK = "#1f6f50", "#a3342c", "#1d2433"


def write(root: Path, found: Mapping[str, Samples], machine: str) -> None:
    """Put the figures of a whole run into the page, and leave whatever else stands there."""
    page = root / PAGE
    before = page.read_text(encoding="utf-8") if page.is_file() else f"# Proof\n\n{BEGINS}\n{ENDS}\n"
    page.write_text(replaced(before, part(found, machine)), encoding="utf-8")
    (root / PICTURE).write_text(picture(found), encoding="utf-8")


def replaced(page: str, told: str) -> str:
    """The page with its part on the bench told anew. Raises ValueError where it has no such part."""
    head, rest = page[: page.index(BEGINS)], page[page.index(ENDS) :]
    return f"{head}{BEGINS}\n\n{told}\n{rest}"


def part(found: Mapping[str, Samples], machine: str) -> str:
    known = [(row, found[row.name]) for row in ROWS if row.name in found]
    return "\n".join((*_head(known, machine), "", *_table(known), "", *_each(known)))


def _head(known: list[tuple[Row, Samples]], machine: str) -> Iterator[str]:
    met = sum(row.is_met_by(samples.value) for row, samples in known)
    yield "## How fast it is"
    yield ""
    yield f"Measured {_when(known)}, on {machine}. {met} of {len(known)} goals are met."
    yield ""
    yield "Each pair was measured in turns, in one run: ours, theirs, theirs, ours. Medians are compared, so"
    yield "what else the machine did meets both alike. Trust the ratios; the seconds are this machine’s."
    yield ""
    yield "To repeat it: `make bench`. It is made for a quarter of an hour on two cores with nothing else to"
    yield "do, and takes several times that beside other work. `make bench ONLY=warm_page` measures one pair."
    yield "Figures go to `build/bench.json`, the samples behind them to `build/bench-runs.json`. Once every"
    yield "pair is measured, the command writes this part of the page."
    if unknown := [f"`{row.name}`" for row in ROWS if row.name not in {one.name for one, _ in known}]:
        yield ""
        yield f"Not measured then: {', '.join(unknown)}."
    yield ""
    yield f"![How near each pair is to its goal; the table says the same](images/{Path(PICTURE).name})"


def _when(known: list[tuple[Row, Samples]]) -> str:
    days = sorted({longdate(date.fromisoformat(samples.on)) for _, samples in known})
    return f"on {' and '.join(days)}"


def _table(known: list[tuple[Row, Samples]]) -> Iterator[str]:
    yield "| Pair | Measured | Goal | |"
    yield "|---|---|---|---|"
    for row, samples in known:
        sign, mark = "≥" if row.at_least else "≤", "met" if row.is_met_by(samples.value) else "**missed**"
        unit = "" if row.unit == "ratio" else f" {row.unit}"
        yield f"| `{row.name}` | {samples.value:g}{unit} | {sign} {row.goal:g}{unit} | {mark} |"


def _each(known: list[tuple[Row, Samples]]) -> Iterator[str]:
    for row, samples in known:
        yield f"### `{row.name}`"
        yield ""
        yield f"{row.ours[0].upper()}{row.ours[1:]}" + (
            f", against {row.against}." if samples.theirs else "."
        )
        yield ""
        yield from _samples(row, samples)
        if row.note:
            yield f"- {row.note}"
        if row.short and not row.is_met_by(samples.value):
            yield f"- **Missed:** {row.short}"
        yield ""


def _samples(row: Row, samples: Samples) -> Iterator[str]:
    sides = {"ours": samples.ours, "theirs": samples.theirs, **samples.beside}
    told = "; ".join(f"{name} {median(one):.4g}" for name, one in sides.items() if one)
    runs = f", median of {len(samples.ours)}" if len(samples.ours) > 1 else ""
    yield f"- {row.measured[0].upper()}{row.measured[1:]}{runs}: {told}."
    if samples.spread:
        yield f"- The middle half of the rounds: {samples.spread[0]:g} to {samples.spread[1]:g}."
    if samples.cpu_value is not None:
        yield f"- The same in seconds of the processor: {samples.cpu_value:g}."


def picture(found: Mapping[str, Samples]) -> str:
    """A bar for each pair: how much of its goal it uses up. Beyond the line is missed."""
    known = [(row, found[row.name]) for row in ROWS if row.name in found]
    high = LINE * (len(known) + 2)
    bars = "".join(_bar(n, row, samples.value) for n, (row, samples) in enumerate(known))
    goal = LEFT + WIDE / MOST
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + 140} {high}" role="img" '
        f'aria-labelledby="t d" font-family="sans-serif" font-size="13"><title id="t">The bench: each pair '
        f'against its goal</title><desc id="d">{escape(_said(known))}</desc>'
        f'<rect width="100%" height="100%" fill="#fff"/>{bars}'
        f'<path d="M{goal} {LINE / 2}V{high - LINE}" stroke="{INK}" stroke-dasharray="4 3"/>'
        f'<text x="{goal}" y="{high - 8}" text-anchor="middle" fill="{INK}">the goal</text></svg>\n'
    )


def _bar(n: int, row: Row, value: float) -> str:
    share, top = row.share_of_goal(value), LINE / 2 + n * LINE
    long, met = min(share, MOST) / MOST * WIDE, row.is_met_by(value)
    more = "" if share <= MOST else " →"
    unit = "" if row.unit == "ratio" else f" {row.unit}"
    return (
        f'<text x="{LEFT - 8}" y="{top + 17}" text-anchor="end" fill="{INK}">{escape(row.name)}</text>'
        f'<rect x="{LEFT}" y="{top + 4}" width="{long:.1f}" height="{LINE - 8}" '
        f'fill="{GREEN if met else RED}"/>'
        f'<text x="{LEFT + max(long, WIDE / MOST) + 6:.1f}" y="{top + 17}" fill="{INK}">{value:g}{unit}{more}'
        f"{'' if met else ', missed'}</text>"
    )


def _said(known: list[tuple[Row, Samples]]) -> str:
    return "; ".join(
        f"{row.name} {samples.value:g}, goal {row.goal:g}, "
        f"{'met' if row.is_met_by(samples.value) else 'missed'}"
        for row, samples in known
    )


def machine() -> str:
    """What it ran on, in one line."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")),
        platform.machine(),
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores of {cpu}, {platform.system()}, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
