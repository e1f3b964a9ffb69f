"""docs/cost.md, made of what was measured, assumed and priced. `make cost` measures first; this writes."""

import json
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from cloud.cost.growth import BOOKINGS, FORMS, SIZES, VIEWS, Limit, first_over, limits, met
from cloud.cost.reckoning import Known, Line, forms, idle, total, views

HERE = Path(__file__).parent
MEASURED = HERE / "measured.json"
PAGE = HERE.parents[1] / "docs" / "cost.md"
LEAST = 0.005
"""Dollars: a line of less is left out."""
CALLED = {
    1: "a county",
    10: "ten counties, or a large one's busiest year",
    100: "a region",
    1_000: "a country",
}


def current() -> str:
    """The page as it has to be now."""
    return page(known(), limits(_read("limits.toml")))


def known() -> Known:
    """Everything that lies beside this module."""
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    return Known(measured, _read("assumed.toml"), _read("prices.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def page(known: Known, limits: list[Limit]) -> str:
    """The whole page."""
    bills = {
        f"{FORMS:,} enrolments": forms(known, "enrolment", FORMS),
        f"{BOOKINGS:,} bookings": forms(known, "booking", BOOKINGS),
        f"{VIEWS:,} page views": views(known, VIEWS),
        "A month in which nobody comes": idle(known),
    }
    parts = [
        _head(known),
        _summary(known, bills),
        *(_bill(name, lines) for name, lines in bills.items()),
        _growth(known, bills, limits),
        _limits(known, limits),
        _basis(known),
    ]
    return "\n".join(parts)


def _head(known: Known) -> str:
    prices = known.prices
    read = "read on AWS's pages" if prices["checked"] else "from memory: **check before relying on it**"
    return (
        "# What it costs\n\n"
        "Made by `make cost`, which measures what is consumed. Edit the data in `cloud/cost/`, not this.\n"
        f"Measured on {known.measured['at']} ({known.measured['on']}). Prices are AWS's list prices of\n"
        f"{prices['region']} in US dollars, without tax, of {prices['date']}, {read}.\n"
        "Free tiers are not taken off. Nothing here was seen on a bill yet.\n"
    )


def _summary(known: Known, bills: dict[str, list[Line]]) -> str:
    rows = [f"| {name} | {_money(total(lines))} | {_pounds(known, lines)} |" for name, lines in bills.items()]
    return "\n".join(["| What | Dollars | About, in pounds |", "|---|--:|--:|", *rows, ""])


def _pounds(known: Known, lines: list[Line]) -> str:
    return f"£{total(lines) * known.prices['pounds_per_dollar']:,.2f}"


def _bill(name: str, lines: list[Line]) -> str:
    shown = [line for line in lines if line.dollars >= LEAST]
    rest = total(lines) - total(shown)
    rows = [
        f"| {line.name} | {_amount(line.amount)} {line.what} | {_money(line.dollars)} |"
        for line in sorted(shown, key=lambda line: -line.dollars)
    ]
    last = f"| All else | | {_money(rest)} |\n| **Together** | | **{_money(total(lines))}** |\n"
    return f"## {name}\n\n| Service | How much | Dollars |\n|---|--:|--:|\n" + "\n".join(rows) + f"\n{last}"


def _money(dollars: float) -> str:
    return f"${dollars:,.2f}"


def _amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"  # noqa: PLR2004


def _growth(known: Known, bills: dict[str, list[Line]], limits: list[Limit]) -> str:
    *by_use, standing = map(total, bills.values())
    rows = []
    for before, size in pairwise((0, *SIZES)):
        cost = _money(sum(by_use) * size + standing)
        found = [one for one in met(known, 1, limits) if before < first_over(known, one.limit) <= size]
        first = f"**{found[0].limit.name}.** {found[0].limit.then}" if found else "nothing new"
        others = "; ".join(one.limit.name for one in found[1:]) or "none"
        rows.append(f"| ×{size:,} | {CALLED[size]} | {cost} | {first} | {others} |")
    return (
        "## How it grows\n\n"
        f"Size 1 is a month with {FORMS:,} enrolments, {BOOKINGS:,} bookings and {VIEWS:,} page views.\n"
        "Each row takes it that what was met at the sizes above it has been mended.\n\n"
        "| Size | Such as | A month | First met on the way there, and what is changed then | Met after it |\n"
        "|--:|---|--:|---|---|\n" + "\n".join(rows) + "\n"
    )


def _limits(known: Known, limits: list[Limit]) -> str:
    rows = [
        f"| {one.limit.name} | {_amount(one.load)} | {_amount(one.holds)} "
        f"| ×{_amount(first_over(known, one.limit))} | {one.limit.then} |"
        for one in met(known, 1, limits)
    ]
    return (
        "## Every limit, the nearest first\n\n"
        "| What | At size 1 | Borne | Used up at | Then |\n|---|--:|--:|--:|---|\n" + "\n".join(rows) + "\n\n"
        "The firewall counts by address and not by size: many families of one school who fill in forms at\n"
        "once, from one address, are what its limits in `functions/infrastructure/site.json` have to bear.\n"
    )


def _basis(known: Known) -> str:
    assumed = "\n".join(f"- `{name}`: {value}" for name, value in known.assumed.items())
    sources = "\n".join(
        f"- {name}: {said['source']}" for name, said in known.prices.items() if isinstance(said, dict)
    )
    one = known.measured["enrolment"]["family"]
    return (
        "## How it was reckoned\n\n"
        "An enrolment is two children who ask for help with fees: every page filled in, sent, decided for\n"
        "each child, places offered, all letters sent and what follows followed. A booking is two people of\n"
        "one school, and their letter.\n"
        f"Of {known.summed('enrolment', 'write_units'):,.0f} write units of an enrolment, "
        f"{one['write_units_lockers']:,.0f} keep the form while it is filled in: it is saved after each\n"
        "page, at one length for all, so that its size tells nothing. The local engine's count was not yet\n"
        "compared with AWS's. What is erased later is not counted, nor what a council pays people for.\n\n"
        "What nothing here can measure is assumed, in `cloud/cost/assumed.toml`:\n\n"
        f"{assumed}\n\nWhere the prices stand:\n\n{sources}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(current(), encoding="utf-8")
