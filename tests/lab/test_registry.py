"""The lab's own arithmetic: what is declared is there, what is missed is told, and the pages say it."""

from datetime import UTC, datetime
from importlib import import_module
from itertools import chain

import pytest

from tests import engines
from tests.lab import fuzz, guards, proof, report
from tests.lab.checker import Operation
from tests.lab.figures import Figure, Result, all_of, at_most, caught, none, not_here, survival
from tests.lab.missed import missed, named
from tests.lab.pictures import history, latencies
from tests.lab.rows import BUDGET, ROWS, Row, length
from tests.lab.run import figures, main

WHEN = datetime(2026, 3, 14, 10, tzinfo=UTC)
MACHINE = "2 cores"


def test_every_experiment_has_its_row_and_all_fit_in_an_hour() -> None:
    assert [row.name for row in ROWS] == [f"T{number}" for number in range(1, 23)]
    assert length() <= BUDGET
    assert guards.GUARDS.keys() <= {row.name for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_a_row_names_is_there(row: Row) -> None:
    assert row.run or row.tests or row.open.startswith("Not covered")
    if row.run:
        module, _, function = row.run.partition(":")
        assert callable(getattr(import_module(f"tests.lab.{module}"), function))
    for name in row.tests:
        file, _, test = name.partition("::")
        assert f"def {test}" in (engines.ROOT / "tests" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("one", [*chain(*guards.GUARDS.values())], ids=lambda one: one.guard)
def test_what_misses_a_guard_is_there(one: guards.Mutant) -> None:
    assert bool(one.shows) != bool(one.take and one.tests)
    assert callable(named(one.shows or one.take))
    assert not one.needs or callable(named(one.needs))
    for name in one.tests:
        file, _, test = name.partition("::")
        assert f"def {test.partition('[')[0]}" in (engines.ROOT / "tests" / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (none("x", 0, "y"), True),
        (none("x", 1, "y"), False),
        (all_of("x", 3, 3, "y"), True),
        (all_of("x", 2, 3, "y"), False),
        (all_of("x", 0, 0, "y"), False),
        (at_most("x", 3.0, 3, "s"), True),
        (at_most("x", 3.1, 3, "s"), False),
        (caught("x", 19, 20), True),
        (caught("x", 18, 20), False),
        (caught("x", 0, 0), False),
    ],
)
def test_a_figure_is_met_or_not(figure: Figure, met: bool) -> None:  # noqa: FBT001 - a parameter
    assert figure.met is met


def test_what_is_missed_is_told_wherever_the_figures_stand() -> None:
    found = {"T1": Result([none("sold twice", 2, "seats"), caught("the guard", 20, 20)])}

    page, part = report.page(found, MACHINE, WHEN), proof.part(found, {}, MACHINE, WHEN)

    assert found["T1"].missed == [found["T1"].figures[0]]
    assert "Saturday 14 March 2026, 2 cores. 0 experiments met their goals, 1 missed one" in page
    assert '<span class="missed">missed</span>' in page
    assert "- Sold twice: 2 seats; goal 0: **missed**." in part
    assert "1 guards were taken out, 1 of which showed" in part
    assert figures(found)[0] == {
        "name": "T1: sold twice", "value": 2, "unit": "seats", "against": "", "goal": "0", "met": False,
    }  # fmt: skip
    assert survival(found["T1"].figures) == [("the guard", 1.0)]
    assert Result.from_json(found["T1"].as_json()) == found["T1"]


def test_slow_is_told_and_fails_nothing() -> None:
    found = Result([at_most("99th percentile", 9, 3, "s", judged=False)])

    assert found.missed == []
    assert "slower" in report.page({"T1": found}, MACHINE, WHEN)


def test_what_this_machine_has_no_wheel_for_neither_fails_nor_is_met() -> None:
    led = Result([none("answers of 5xx", 0, "answers"), not_here("no wheel", "events led", "events")])

    page, part = report.page({"T13": led}, MACHINE, WHEN), proof.part({"T13": led}, {}, MACHINE, WHEN)

    assert led.missed == []
    assert "0 experiments met their goals, 0 missed one" in page
    assert "1 could not be done in full on this machine" in page
    assert "| **not all done here** |" in part
    assert "- Not done here, no wheel: events led: 0 events." in part


def test_without_its_wheel_a_guard_is_not_taken_out_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    [guard] = guards.GUARDS["T13"]
    monkeypatch.setattr(fuzz, "PLACE", engines.ROOT / "nowhere")

    assert missed(guard, 1) == not_here("no wheel", f"without {guard.guard}", "runs")


def test_the_page_on_proof_keeps_what_is_not_the_labs() -> None:
    first = proof.replaced("# Proof\n\nOthers\n", "one")
    second = proof.replaced(first, "two")

    assert "Others" in second
    assert ("one" in second, "two" in second) == (False, True)


def test_a_picture_says_what_it_shows() -> None:
    known, unknown = Operation(("book", "<a>"), ("full", 0), 0, 2), Operation(("look",), ("?",), 1)

    drawn = history([known, unknown], [known])

    assert "2 operations at once, 1 of them in an order" in drawn
    assert "book &lt;a&gt;: full 0" in drawn
    assert "Half had it in 0.20 seconds, all in 0.30; 1 runs" in latencies([[0.1, 0.2, 0.3]])


def test_an_experiment_there_is_not_is_refused() -> None:
    assert main(["T99"], 1) == 2
