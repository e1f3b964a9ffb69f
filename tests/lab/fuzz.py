"""T13: events that no gateway should send, led by what they reach in the code, where there is a fuzzer.

It lies in a folder of its own (`make lab` puts it there) and runs in processes of its own, one for the public
function and one for the office. On machines that there is none for, odd events are drawn at random.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from musicservice.web import gate, request
from tests import engines
from tests.functions.conftest import Product
from tests.functions.office.officer import SETTINGS
from tests.lab import corpus, events, line, soak
from tests.lab.figures import NO_WHEEL, Figure, Result, all_of, at_most, none, not_here

SECONDS, BRIEFLY = 60, 20
"""How long each function is given odd events. The shorter: at least, and at most without a guard."""
MOST_MEMORY = 256.0
FUNCTIONS = ("public", "office")
LED = "events led by the code they reach"
PLACE = engines.ROOT / ".venv-lab"


def _any_parameter() -> None:
    request._texts = request._parts = lambda value: value or {}  # type: ignore[assignment]


def _any_body() -> None:
    request._body = lambda value: value or ""  # type: ignore[assignment]


def _any_octets() -> None:
    gate._text = lambda sent: sent.replace(b"+", b" ").decode()  # type: ignore[attr-defined]


LESS: Mapping[str, Callable[[], None]] = {
    "parameters": _any_parameter,
    "bodies": _any_body,
    "octets": _any_octets,
}
"""What reads events, each with a check taken out."""


@dataclass(frozen=True)
class Found:
    """What came of it: events tried, how many went where none had, memory at most in MB, what was wrong."""

    tried: int
    new: int
    memory: float
    wrong: Sequence[str]


def fuzzer() -> str | None:
    """Where the fuzzer's package lies; None where there is none for this machine."""
    return next((str(one.parent) for one in PLACE.glob("lib*/**/site-packages/atheris")), None)


def thrown(share: float, found: Mapping[str, Result]) -> Result:
    """T13."""
    if fuzzer() is None:
        result = soak.odd_events(share, found)
        result.figures.append(not_here(NO_WHEEL, LED, "events"))
        return result
    with ProcessPoolExecutor(2) as pool:
        made = list(pool.map(fuzzed, FUNCTIONS, repeat(max(BRIEFLY, round(share * SECONDS)))))
    wrong = [one for each in made for one in each.wrong]
    print(*wrong[:10], sep="\n")
    return Result(
        [
            Figure(LED, sum(one.tried for one in made), "events"),
            Figure("of them reached what none had before", sum(one.new for one in made), "events"),
            all_of("functions led further by them", sum(one.new > 0 for one in made), len(made), "functions"),
            none("answers of 5xx, exceptions that got out, answers after a second", len(wrong), "answers"),
            at_most("memory at most", max(one.memory for one in made), MOST_MEMORY, "MB"),
        ]
    )


def fuzzed(function: str, seconds: int, without: str = "", seed: int = 13) -> Found:
    """Give one function odd events for so long; only as far as the first that shows, `without` a check."""
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, _):
        begun, said = Path(folder) / events.CORPUS, Path(folder) / events.FOUND
        begun.mkdir()
        listed = corpus.good(made, function, odd=not without)
        for number, one in enumerate(listed):
            (begun / f"{number:04}").write_bytes(events.packed(one))
        asked = [function, folder, str(seconds), without, str(seed)]
        ran(made, asked)
        grown = len(list(begun.iterdir())) - len(listed)
        told = [json.loads(each) for each in said.read_text(encoding="utf-8").splitlines()]
    return Found(
        max(each["tried"] for each in told),
        grown,
        max(each["mb"] for each in told),
        [f"{function}: {each['wrong']}" for each in told if each["wrong"]],
    )


def ran(made: Product, asked: Sequence[str]) -> None:
    paths = (str(engines.ROOT), str(engines.ROOT / "functions"), fuzzer() or "")
    environment = {**os.environ, **made.settings, **SETTINGS, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "tests.lab.fuzzing", *asked]
    done = subprocess.run(command, env=environment, cwd=engines.ROOT, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def unchecked(run: int) -> bool:
    """Whether it is found soon that one of the checks of events is out."""
    names = list(LESS)
    return bool(fuzzed("public", BRIEFLY, names[run % len(names)], seed=run + 1).wrong)
