"""`make lab`: the experiments of tests/lab/rows.py, two side by side. Figures go to build/lab.json.

ONLY=T5 does one (or some: "T1 T2") and leaves the other figures as they are; SHARE=0.1 does a tenth of each.
Fails if a goal is missed; how fast it was is told only. Once all are known at their full length, in one run
or in several, it writes its part of docs/proof.md.
One that breaks off or hangs is told as missed, and the others are done; Ctrl-C keeps what is known.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from typing import Any

from tests import engines
from tests.bench.report import machine
from tests.lab import proof, report
from tests.lab.figures import Figure, Result
from tests.lab.one import apart, longest
from tests.lab.rows import BUDGET, BY_NAME, ROWS, Row

BUILD = engines.ROOT / "build"
RUNS, FIGURES, SEEN = BUILD / "lab-runs.json", BUILD / "lab.json", BUILD / "lab.html"
STOPPED = 130
SIDE_BY_SIDE = 2
"""Of an experiment's time a third is waiting: two of them fill two cores."""
LOCK = Lock()


def main(names: Sequence[str], share: float) -> int:
    """Do the experiments of these names, or all. 1 where a goal is missed, 2 for a name there is not."""
    if unknown := [name for name in names if name not in BY_NAME]:
        print(f"no experiment {', '.join(unknown)}: there are {', '.join(BY_NAME)}", file=sys.stderr)
        return 2
    found = read(RUNS) if names else {}
    keep(found)
    try:
        each(names, share, found)
    except KeyboardInterrupt:
        print(f"stopped; what is known stands in {SEEN.relative_to(engines.ROOT)}", flush=True)
        return STOPPED
    if is_known(found):
        proof.write(engines.ROOT, found, machine(), datetime.now(UTC))
    return 1 if any(found[name].missed for name in names or found) else 0


def is_known(found: Mapping[str, Result]) -> bool:
    """Whether every experiment was done at its full length, in one run or in several."""
    return all(row.name in found and found[row.name].share == 1 for row in ROWS)


def each(names: Sequence[str], share: float, found: dict[str, Result]) -> None:
    """Two side by side, told as each ends. What is timed, or needs what others found, is done by itself."""
    begun, over = time.monotonic(), Event()

    def one(row: Row) -> None:
        print(f"{datetime.now():%H:%M} {minutes(begun)} {row.name}: {row.what}", flush=True)  # noqa: DTZ005
        result = apart(row, share, RUNS, longest(row, share), over)
        if over.is_set():
            return
        of = row.minutes * 60 * share
        took = f"  {result.seconds:.0f} s of {of:.0f}, {result.cpu:.0f} s of the processor"
        print("\n".join([f"{row.name}:", *map(told, result.figures), took]), flush=True)
        with LOCK:
            found[row.name] = result
            keep(found)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        try:
            for together in batches([row for row in ROWS if not names or row.name in names]):
                for ended in [pool.submit(one, row) for row in together]:
                    ended.result()
        finally:
            over.set()
    missed = [name for name, one in found.items() if one.missed]
    partly = [name for name, one in found.items() if not one.is_whole]
    left = f"; not all done here: {', '.join(partly)}" if partly else ""
    of = f"{minutes(begun)} of {BUDGET * share:.0f} minutes"
    print(f"{of}; missed: {', '.join(missed) or 'none'}{left}", flush=True)


def batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """What is done by itself first, then all that may stand beside one another, the longest first."""
    yield from ([row] for row in rows if row.alone)
    yield sorted((row for row in rows if not row.alone and not row.after), key=lambda row: -row.minutes)
    yield from ([row] for row in rows if row.after)


def minutes(since: float) -> str:
    return f"{(time.monotonic() - since) / 60:.1f}"


def told(figure: Figure) -> str:
    mark = "met" if figure.met else "MISSED" if figure.judged else "slower"
    goal = f", goal {figure.goal}, {mark}" if figure.goal else ""
    return f"  {figure.name}: {figure.value:g} {figure.unit}{goal}"


def keep(found: Mapping[str, Result]) -> None:
    """Write what is known so far, for programs and for people."""
    BUILD.mkdir(exist_ok=True)
    write(RUNS, {name: result.as_json() for name, result in found.items()})
    write(FIGURES, figures(found))
    SEEN.write_text(report.page(found, machine(), datetime.now(UTC)), encoding="utf-8")


def figures(found: Mapping[str, Result]) -> list[dict[str, Any]]:
    """All figures as they are published, in the order of the rows."""
    listed = [(row, one) for row in ROWS if row.name in found for one in found[row.name].figures]
    return [published(row.name, asdict(one)) for row, one in listed]


def published(name: str, figure: dict[str, Any]) -> dict[str, Any]:
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
