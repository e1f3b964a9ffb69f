"""The bench can fail: its arithmetic, its verdicts, and what it refuses to take for a measurement."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import report, run
from tests.bench.measuring import (
    NothingMeasuredError,
    Row,
    Samples,
    Spent,
    figure,
    in_turns,
    of_time,
)
from tests.bench.pairs import PAIRS
from tests.bench.rows import BY_NAME, ROWS
from tests.bench.running import RunFailedError, spent_by
from tests.bench.units import alone, size

MOST = Row("page", "our page", "theirs", 1.5, "seconds")
PLACES = {"PATH": "/bin:/usr/bin"}
LEAST = replace(MOST, name="rate", goal=0.6, at_least=True)


@pytest.mark.parametrize(
    ("ours", "theirs", "value"),
    [([3, 1, 2], [4, 1, 1], 2.0), ([1, 100], [2, 2], 25.25), ([8.1], [], 8.1), ([1], [3], 0.333)],
)
def test_a_value_is_the_ratio_of_medians_or_ours_alone(
    ours: Sequence[float], theirs: Sequence[float], value: float
) -> None:
    assert Samples(ours, theirs).value == value


@pytest.mark.parametrize(("ours", "theirs"), [([], []), ([], [1]), ([0], [1]), ([1], [0]), ([-1], [1])])
def test_what_measured_nothing_is_no_measurement(ours: Sequence[float], theirs: Sequence[float]) -> None:
    with pytest.raises(NothingMeasuredError):
        Samples(ours, theirs)


@pytest.mark.parametrize(
    ("row", "value", "met"),
    [(MOST, 1.5, True), (MOST, 1.501, False), (LEAST, 0.6, True), (LEAST, 0.599, False), (LEAST, 7, True)],
)
def test_a_goal_is_kept_up_to_its_very_edge(row: Row, value: float, met: bool) -> None:  # noqa: FBT001
    assert row.is_met_by(value) is met
    assert figure(row, Samples([value]))["met"] is met
    assert (row.share_of_goal(value) <= 1) is met


def test_rounds_take_turns_at_being_first_and_every_round_is_told() -> None:
    asked: list[str] = []
    told: list[str] = []

    found = in_turns(3, {name: lambda n=name: asked.append(n) or n for name in "abc"}, told.append)

    assert asked == list("abccbaabc")
    assert found == {name: [name] * 3 for name in "abc"}
    assert told == ["1 of 3", "2 of 3", "3 of 3"]


def test_what_is_shown_beside_is_not_judged() -> None:
    rounds = {"ours": [Spent(2, 1)], "theirs": [Spent(1, 4)], "other": [Spent(9, 9)]}

    assert of_time(rounds) == Samples([2], [1], {"other": [9]}, ([1], [4]))
    assert of_time(rounds).cpu_value == 0.25
    assert of_time(rounds, processor=True).value == 0.25


def test_the_spread_is_of_rounds_and_not_of_sides() -> None:
    assert Samples([2, 4, 6, 8], [1, 2, 3, 4]).spread == (2, 2)
    assert Samples([1, 2], [1, 2]).spread is None


def test_a_command_that_fails_is_not_timed(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="no such thing"):
        spent_by(["sh", "-c", "echo no such thing; exit 3"], tmp_path, PLACES, tmp_path / "log")


def test_a_command_is_timed_with_its_children(tmp_path: Path) -> None:
    busy = "i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done"

    spent = spent_by(["sh", "-c", f"({busy}); sleep 0.1"], tmp_path, PLACES, tmp_path / "log")

    assert spent.wall >= 0.1
    assert 0 < spent.cpu <= spent.wall


def test_an_item_is_weighed_as_dynamodb_weighs_it() -> None:
    assert size({"pk": {"S": "é"}, "n": {"N": "-120.5"}, "b": {"B": b"123"}}) == 4 + 5 + 4
    assert size({"m": {"M": {"a": {"BOOL": True}}}, "l": {"L": [{"S": "x"}, {"NULL": True}]}}) == 7 + 8
    assert alone({"pk": {"S": "x" * 1022}}) == 2
    assert alone({"pk": {"S": "x" * 1023}}) == 4


def test_every_row_is_measured_and_every_measurement_has_a_row() -> None:
    assert PAIRS.keys() == BY_NAME.keys()
    assert len(BY_NAME) == len(ROWS)


def test_a_missed_goal_fails_the_command_and_leaves_the_other_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    measured = {"warm_page": Samples([9.0], [1.0]), "warm_submit": Samples([1.0], [1.0])}
    monkeypatch.setattr(run, "FIGURES", tmp_path / "bench.json")
    monkeypatch.setattr(run, "RUNS", tmp_path / "runs.json")
    monkeypatch.setattr(run, "PAIRS", {name: lambda _told, s=s: s for name, s in measured.items()})

    assert run.main(["warm_submit"]) == 0
    assert run.main(["warm_page"]) == 1
    assert "missed: warm_page" in capsys.readouterr().out
    kept = run.read(tmp_path / "runs.json")
    assert {name: one.value for name, one in kept.items()} == {"warm_page": 9, "warm_submit": 1}
    assert run.main(["no-such-pair"]) == 2


def test_the_page_tells_what_was_missed_and_keeps_what_others_wrote() -> None:
    found = {
        "warm_page": Samples([9.0, 9.0], [1.0, 1.0], on="2026-11-26"),
        "warm_submit": Samples([1.0], [1.0], on="2026-11-26"),
    }
    page = f"# Proof\n\nBefore.\n{report.BEGINS}\nstale words\n{report.ENDS}\n\n## The lab\n"

    told = report.replaced(page, report.part(found, "a machine"))

    assert "| `warm_page` | 9 | ≤ 1.5 | **missed** |" in told
    assert "1 of 2 goals are met" in told
    assert "Thursday 26 November 2026" in told
    assert told.startswith("# Proof\n\nBefore.\n")
    assert told.endswith("\n\n## The lab\n")
    assert "stale words" not in told
    assert "warm_page 9, goal 1.5, missed" in report.picture(found)
