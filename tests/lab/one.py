"""One experiment in a process of its own, which may break off or hang without taking the others along.

python -m tests.lab.one T5 0.1 FILE does it and writes what came of it to the file, part by part.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Event

from tests import engines
from tests.lab import missed, named
from tests.lab.figures import Figure, Result, none
from tests.lab.guards import GUARDS
from tests.lab.rows import BY_NAME, Row

AT_LEAST, TIMES, BEAT, LOOK, LAST_WORDS = 300.0, 2.0, 60.0, 0.5, 15.0
"""Seconds that any may take, how often its own minutes, when it is said that it goes on, how often one looks,
and to tidy up."""
Found = Mapping[str, Result]


def longest(row: Row, share: float) -> float:
    """Seconds after which it is taken to hang."""
    return AT_LEAST + TIMES * 60 * row.minutes * share


def apart(row: Row, share: float, runs: Path, cap: float, over: Event) -> Result:
    """What came of it by its end, or by the time it was stopped: when that is past, or `over` is set."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "result.json"
        command = [sys.executable, "-m", "tests.lab.one", row.name, str(share), str(runs), str(file)]
        child = subprocess.Popen(command, cwd=engines.ROOT, start_new_session=True)
        try:
            ended = waited(child, row, begun + cap, over)
        finally:
            stop(child)
        result = read(file)
    if not ended or child.returncode:
        why = f"not over after {cap:.0f} s" if not ended else f"ended with {child.returncode}"
        result.figures.append(none(f"experiments stopped: {why}", 1, "experiments"))
    result.seconds, result.share = round(time.monotonic() - begun, 1), share
    result.ended = round(time.time())
    return result


def waited(child: "subprocess.Popen[bytes]", row: Row, until: float, over: Event) -> bool:
    """Whether it came to its end in time; each minute it is said that it goes on."""
    begun = heard = time.monotonic()
    while (now := time.monotonic()) < until and not over.is_set():
        if now - heard >= BEAT:
            print(f"  {row.name} goes on after {now - begun:.0f} s", flush=True)
            heard = now
        try:
            child.wait(LOOK)
        except subprocess.TimeoutExpired:
            continue
        return True
    return False


def stop(child: "subprocess.Popen[bytes]") -> None:
    """It and all that it started: asked first, then not."""
    for how, patience in ((signal.SIGINT, LAST_WORDS), (signal.SIGKILL, None)):
        try:
            os.killpg(child.pid, how)
        except ProcessLookupError:
            break
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    child.wait()


def spent() -> float:
    """Seconds of the processor's time that this process took, and what it started and saw the end of."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read(file: Path) -> Result:
    if not file.is_file():
        return Result()
    return Result.from_json(json.loads(file.read_text(encoding="utf-8")))


def done(row: Row, share: float, found: Found, keep: Callable[[Result], None]) -> None:
    """Its own function, the tests it names, and its guards taken out; each is kept whatever the others do."""
    result = Result()
    parts: list[tuple[str, Callable[[], Iterable[Figure]]]] = []
    if row.run:
        parts.append((row.run, lambda: result.add(missed.named(row.run)(share, found))))
    if row.tests:
        parts.append((", ".join(row.tests), lambda: named.passed(row.tests)))
    parts += [
        (f"without {one.guard}", lambda one=one: [missed.missed(one, share)])  # type: ignore[misc]
        for one in GUARDS.get(row.name, ())
    ]
    for name, part in parts:
        try:
            result.figures += part()
        except Exception as broken:  # noqa: BLE001 - whatever it is, the others go on, and it is told
            traceback.print_exc()
            result.figures.append(none(f"broke off, {name}: {type(broken).__name__}", 1, "times"))
        keep(result)


def main(name: str, share: str, runs: str, file: str) -> None:
    found = (
        json.loads(Path(runs).read_text(encoding="utf-8")) if Path(runs).is_file() else {}
    )  # what was found before

    def keep(result: Result) -> None:
        result.cpu = round(spent(), 1)
        fresh = Path(f"{file}.new")
        fresh.write_text(json.dumps(result.as_json()), encoding="utf-8")
        fresh.replace(file)

    known = {other: Result.from_json(one) for other, one in found.items()}
    done(BY_NAME[name], float(share), known, keep)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
