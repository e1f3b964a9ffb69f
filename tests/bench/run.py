"""`make bench`: each pair measured in turns, in one run. Figures go to build/bench.json as they come.

Fails if a goal is missed. `ONLY=name` measures one pair and leaves the other figures as they are.
"""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests import engines
from tests.bench import report
from tests.bench.measuring import Row, Samples, figure
from tests.bench.pairs import PAIRS
from tests.bench.rows import BY_NAME, ROWS

FIGURES = engines.ROOT / "build" / "bench.json"
RUNS = engines.ROOT / "build" / "bench-runs.json"
"""The samples behind the figures, for the page that shows them."""


def main(names: Sequence[str]) -> int:
    """Measure the pairs of these names, or all. 1 where a goal is missed, 2 for a name there is not."""
    if unknown := [name for name in names if name not in BY_NAME]:
        print(f"no pair {', '.join(unknown)}: there are {', '.join(BY_NAME)}", file=sys.stderr)
        return 2
    found = read(RUNS) if names else {}
    begun = time.monotonic()
    for row in ROWS:
        if not names or row.name in names:
            found[row.name] = measured(row)
            keep(found)
    missed = [row.name for row in ROWS if row.name in found and not met(row, found[row.name])]
    print(f"{time.monotonic() - begun:.0f} s; missed: {', '.join(missed) or 'nothing'}")
    if found.keys() == BY_NAME.keys():
        report.write(engines.ROOT, found, report.machine())
    return 1 if missed else 0


def measured(row: Row) -> Samples:
    """The samples of one pair, with progress on the way."""
    begun = time.monotonic()

    def told(what: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{row.name}: {what}   ", end="", file=sys.stderr, flush=True)

    samples = replace(PAIRS[row.name](told), on=datetime.now(UTC).date().isoformat())
    mark = "met" if met(row, samples) else "MISSED"
    sign = "at least" if row.at_least else "at most"
    took = time.monotonic() - begun
    print(f"\r{row.name}: {samples.value} {row.unit}, {sign} {row.goal}: {mark} ({took:.0f} s)", flush=True)
    return samples


def met(row: Row, samples: Samples) -> bool:
    return row.is_met_by(samples.value)


def keep(found: Mapping[str, Samples]) -> None:
    """Write what is known so far."""
    FIGURES.parent.mkdir(exist_ok=True)
    known = [row for row in ROWS if row.name in found]
    write(FIGURES, [figure(row, found[row.name]) for row in known])
    write(RUNS, {row.name: asdict(found[row.name]) for row in known})


def read(file: Path) -> dict[str, Samples]:
    """What an earlier run measured; nothing where there was none."""
    if not file.is_file():
        return {}
    return {name: Samples(**one) for name, one in json.loads(file.read_text(encoding="utf-8")).items()}


def write(file: Path, told: Any) -> None:
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
