"""How often a guard that is taken out is missed: by an experiment in a short form, or by tests that fail."""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib import import_module
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests import engines
from tests.lab.figures import NO_WHEEL, Figure, caught, not_here
from tests.lab.guards import Mutant


def named(place: str) -> Callable[..., Any]:
    """The function at module:function below tests/lab."""
    module, _, function = place.partition(":")
    made: Callable[..., Any] = getattr(import_module(f"tests.lab.{module}"), function)
    return made


def missed(one: Mutant, share: float) -> Figure:
    """How often it was missed, in a share of the runs it is to have."""
    if one.needs and not named(one.needs)():
        return not_here(NO_WHEEL, f"without {one.guard}", "runs")
    runs = max(1, round(share * one.runs))
    seen = by_experiment(one, runs) if one.shows else by_tests(one, runs)
    return caught(one.guard, sum(seen), len(seen), one.why)


def by_experiment(one: Mutant, runs: int) -> list[bool]:
    """In fresh processes: a forked one has Typst's locks and none of its threads, and waits for good."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_shown, repeat(one.shows), range(runs)))


def _shown(place: str, run: int) -> bool:
    return bool(named(place)(run))


def by_tests(one: Mutant, runs: int) -> list[bool]:
    """In which runs a test failed. One that cannot begin has shown nothing, and ends all of it."""
    halves = [half for half in (range(runs // 2), range(runs // 2, runs)) if half]

    def half_of(half: range) -> dict[int, bool]:
        return ran(one.tests, {"LAB_WITHOUT": one.take, "LAB_RUNS": f"{half.start}:{half.stop}"})

    with ThreadPoolExecutor(2) as pool:
        outcomes = {run: failed for some in pool.map(half_of, halves) for run, failed in some.items()}
    assert set(outcomes) == set(range(runs)), f"without {one.guard}: {len(outcomes)} runs of {runs}"
    return [outcomes[run] for run in range(runs)]


def ran(tests: Sequence[str], environment: Mapping[str, str]) -> dict[int, bool]:
    """Whether a test failed, by the number of the run."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "tests.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "--tb=short"]
        command += ["-p", "tests.lab.spoiling", f"--junitxml={listed}"]
        done = subprocess.run(
            [*command, *(f"tests/{name}" for name in tests)],
            cwd=engines.ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        cases = list(ET.parse(listed).iter("testcase")) if listed.is_file() else []  # noqa: S314 - ours
    broken = [one.get("name") for one in cases if one.find("error") is not None]
    assert cases, done.stderr[-2000:]
    assert not broken, f"{broken}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    outcomes: dict[int, bool] = defaultdict(bool)
    for one in cases:
        run = int(next(each.get("value", "") for each in one.iter("property") if each.get("name") == "run"))
        outcomes[run] = outcomes[run] or one.find("failure") is not None
    return dict(outcomes)
