"""What the lab found, for people: build/lab.html, which needs nothing else. docs/proof.md is proof.py's."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape

from musicservice.pages.filters import longdate
from tests.lab import pictures
from tests.lab.figures import MISSED, SURE, Figure, Result, span, survival
from tests.lab.rows import BUDGET, ROWS, Row

MISSING = "How often each missing guard shows"
STYLE = """
:root{color-scheme:light dark;--ink:#1d2433;--paper:#fff;--line:#c3c9d6;--bad:#a3342c;--link:#1a5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf2;--paper:#14181f;--line:#465064;--bad:#ff9d92;--link:#8fc4ff}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;color:var(--ink);
background:var(--paper);overflow-wrap:break-word}
a{color:var(--link)}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold}
td,th{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
section{margin-top:2.5rem}h2{line-height:1.25}.missed{color:var(--bad);font-weight:bold}
.wide{overflow-x:auto}.wide svg{display:block;min-width:44rem;width:100%;height:auto}
.wide table{min-width:17rem}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
"""


def state(row: Row, result: Result | None) -> str:
    """In a word: met, missed, not all done here, not covered, or not run."""
    if not (row.run or row.tests):
        return "not covered"
    if result is None:
        return "not run"
    if result.missed:
        return "missed"
    return "met" if result.is_whole else "not all done here"


def drawn(found: Mapping[str, Result]) -> dict[str, str]:
    """All pictures by their names."""
    made = {name: svg for row in ROWS if row.name in found for name, svg in found[row.name].pictures.items()}
    shares = [
        (f"{row.name}: {guard}", share)
        for row in ROWS
        if row.name in found
        for guard, share in survival(found[row.name].figures)
    ]
    return made | ({MISSING: pictures.survival(shares, SURE)} if shares else {})


def page(found: Mapping[str, Result], machine: str, when: datetime) -> str:
    """The whole report as HTML."""
    return (
        '<!doctype html><html lang="en-GB"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>The lab</title><style>{STYLE}</style><main><h1>The lab</h1>"
        f"<p>{escape(head(found, machine, when))}</p>{_contents(found)}"
        f"{''.join(_picture(*one) for one in drawn(found).items())}"
        f"{''.join(_section(row, found.get(row.name)) for row in ROWS)}</main></html>\n"
    )


def _contents(found: Mapping[str, Result]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#{row.name}">{row.name}</a><td>{escape(row.what)}'
        f"<td>{_marked(state(row, found.get(row.name)))}</tr>"
        for row in ROWS
    )
    return _wide("All experiments", f"<table><caption>All experiments</caption>{rows}</table>")


def _wide(name: str, inside: str) -> str:
    """What may be wider than a small screen, and is moved by keyboard as well."""
    return f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">{inside}</div>'


def _picture(name: str, svg: str) -> str:
    return f"<section><h2>{escape(name)}</h2>{_wide(name, svg)}</section>"


def head(found: Mapping[str, Result], machine: str, when: datetime) -> str:
    """When, where, and what came of it, in a few sentences."""
    states = [state(row, found.get(row.name)) for row in ROWS]
    least = min([one.share for one in found.values()] or [1.0])
    small = "" if least == 1 else f" Some ran at {least:.0%} of their size."
    partly = states.count("not all done here")
    small += f" {partly} could not be done in full on this machine." if partly else ""
    spent, clock = sum(one.seconds for one in found.values()) / 60, span(found.values()) / 60
    return (
        f"{longdate(when.date())}, {machine}. {states.count('met')} experiments met their goals, "
        f"{states.count('missed')} missed one, {states.count('not run') + states.count('not covered')} "
        f"did not run. {guards(found.values())} One by one they took {spent:.0f} minutes, side by side "
        f"{clock:.0f} by the clock; {BUDGET} is the goal.{small}"
    )


def guards(found: Iterable[Result]) -> str:
    """How many of the guards that were taken out were noticed to be missing as often as they have to be."""
    taken = [one for result in found for one in result.figures if one.name.startswith(MISSED)]
    caught = sum(one.met for one in taken)
    return f"{len(taken)} guards were taken out, {caught} of which showed in 19 of 20 runs or in all."


def _section(row: Row, result: Result | None) -> str:
    rows = "".join(map(_row, result.figures)) if result else ""
    top = '<tr><th scope="col">Figure<th scope="col">Value<th scope="col">Goal<th scope="col">State</tr>'
    table = _wide(f"Figures of {row.name}", f"<table>{top}{rows}</table>") if rows else ""
    anchor = f" Others: {escape(row.anchor)}." if row.anchor else ""
    took = f"<p>{_took(row, result)}</p>" if result else ""
    said = _marked(state(row, result))
    open_ = f"<p>Not shown: {escape(row.open)}</p>" if row.open else ""
    return (
        f'<section id="{row.name}"><h2>{row.name}: {escape(row.what)}</h2>'
        f"<p>Goal: {escape(row.goal)}.{anchor} State: {said}.</p>{table}{took}{open_}</section>"
    )


def _took(row: Row, result: Result) -> str:
    return (
        f"It took {result.seconds / 60:.1f} minutes of {row.minutes * result.share:.1f}, "
        f"and {result.cpu:.0f} seconds of the processor."
    )


def _row(figure: Figure) -> str:
    against = f", {escape(figure.against)}" if figure.against else ""
    return (
        f"<tr><td>{escape(figure.name)}{against}<td>{figure.value:g} {escape(figure.unit)}"
        f"<td>{escape(figure.goal)}<td>{_marked(mark(figure))}</tr>"
    )


def _marked(said: str) -> str:
    return f'<span class="missed">{said}</span>' if said == "missed" else said


def mark(figure: Figure) -> str:
    """In a word, where it has a goal."""
    if not figure.goal:
        return ""
    return "met" if figure.met else "missed" if figure.judged else "slower"
