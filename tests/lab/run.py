"""`make lab`: the experiments of tests/lab/rows.py, one after the other. Figures go to build/lab.json.

ONLY=T5 does one (or some: "T1 T2") and leaves the other figures as they are; SHARE=0.1 does a tenth of each.
Fails if a goal is missed; how fast it was is told only. A whole run writes its part of docs/proof.md.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import engines
from tests.bench.report import machine
from tests.lab import guards, missed, named, report
from tests.lab.figures import Result
from tests.lab.rows import BY_NAME, ROWS, Row

BUILD = engines.ROOT / "build"
RUNS, FIGURES, SEEN = BUILD / "lab-runs.json", BUILD / "lab.json", BUILD / "lab.html"


def main(names: Sequence[str], share: float) -> int:
    """Do the experiments of these names, or all. 1 where a goal is missed, 2 for a name there is not."""
    if unknown := [name for name in names if name not in BY_NAME]:
        print(f"no experiment {', '.join(unknown)}: there are {', '.join(BY_NAME)}", file=sys.stderr)
        return 2
    found = read(RUNS) if names else {}
    begun = time.monotonic()
    for row in ROWS:
        if not names or row.name in names:
            found[row.name] = done(row, share, found)
            keep(found)
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes", flush=True)
    if not names and share == 1:
        report.write(engines.ROOT, found, machine(), datetime.now(UTC))
    return 1 if any(found[name].missed for name in names or found) else 0


def done(row: Row, share: float, found: Mapping[str, Result]) -> Result:
    """What came of one experiment, told as it comes."""
    print(f"{row.name}: {row.what}", flush=True)
    begun = time.monotonic()
    result = experiment(row)(share, found) if row.run else Result()
    if row.tests:
        result.figures += named.passed(row.tests)
    result.figures += missed.missed(guards.GUARDS.get(row.name, ()), share)
    result.seconds, result.share = round(time.monotonic() - begun, 1), share
    for figure in result.figures:
        mark = (
            "" if not figure.goal else ", met" if figure.met else ", MISSED" if figure.judged else ", slower"
        )
        goal = f", goal {figure.goal}" if figure.goal else ""
        print(f"  {figure.name}: {figure.value:g} {figure.unit}{goal}{mark}", flush=True)
    print(f"  {result.seconds:.0f} s of {row.minutes * 60 * share:.0f}", flush=True)
    return result


def experiment(row: Row) -> Callable[[float, Mapping[str, Result]], Result]:
    """The function that does it: told the share, and what came of those before it."""
    module, _, function = row.run.partition(":")
    made: Callable[[float, Mapping[str, Result]], Result] = getattr(
        import_module(f"tests.lab.{module}"), function
    )
    return made


def keep(found: Mapping[str, Result]) -> None:
    """Write what is known so far, for programs and for people."""
    BUILD.mkdir(exist_ok=True)
    write(RUNS, {name: result.as_json() for name, result in found.items()})
    write(FIGURES, figures(found))
    SEEN.write_text(report.page(found, machine(), datetime.now(UTC)), encoding="utf-8")


def figures(found: Mapping[str, Result]) -> list[dict[str, Any]]:
    """All figures as they are published, in the order of the rows."""
    listed = [(row, one) for row in ROWS if row.name in found for one in found[row.name].figures]
    return [told(row.name, asdict(one)) for row, one in listed]


def told(name: str, figure: dict[str, Any]) -> dict[str, Any]:
    del figure["judged"]
    return {**figure, "name": f"{name}: {figure['name']}"}


def read(file: Path) -> dict[str, Result]:
    """What an earlier run found; nothing where there was none."""
    if not file.is_file():
        return {}
    return {name: Result.from_json(one) for name, one in json.loads(file.read_text(encoding="utf-8")).items()}


def write(file: Path, listed: Any) -> None:
    file.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(os.environ.get("ONLY", "").split(), float(os.environ.get("SHARE") or 1)))
