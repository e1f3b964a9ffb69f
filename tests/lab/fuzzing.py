"""T13, in a process of its own: events for one function, by a fuzzer that sees which code each reaches.

It is told by its environment where the tables are, and writes what it finds to a file, a line for each thing.
`atheris` has to be importable; see fuzz.py.
"""

import contextlib
import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris  # type: ignore[import-not-found]

from tests.lab.events import CORPUS, FOUND, changed, packed, unpacked

HANG = 1.0
LARGEST = 100_000
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
INSTRUMENTED = ("musicservice.web", "musicservice.forms", "musicservice.services", "musicservice.domain")


def memory() -> float:
    """What this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE / 1e6


class Judge:
    """Gives each event to the function and writes down what must not be."""

    def __init__(self, app: Any, found: Path, *, is_short: bool) -> None:
        self.app, self.found, self.is_short = app, found.open("a", encoding="utf-8"), is_short
        self.tried = 0

    def __call__(self, data: bytes) -> None:
        event = unpacked(data)
        wrong = self.wrong(event)
        if wrong == "slow":  # once may be the machine
            wrong = self.wrong(event)
        self.tried += 1
        if wrong or self.tried % 200 == 1:
            self.found.write(json.dumps({"tried": self.tried, "mb": memory(), "wrong": wrong}) + "\n")
            self.found.flush()
        if wrong and self.is_short:
            os._exit(0)

    def wrong(self, event: Any) -> str:
        begun = time.perf_counter()
        try:
            status = self.app(event, None)["statusCode"]
        except Exception as raised:  # noqa: BLE001 - nothing may be
            return f"exception {type(raised).__name__}"
        if time.perf_counter() - begun > HANG:
            return "slow"
        return f"status {status}" if status >= 500 else ""


def bent(data: bytes, largest: int, seed: int) -> bytes:
    """Another event: some of its places hold something odd, or a text of it as the fuzzer would have it."""
    chance = random.Random(seed)  # noqa: S311 - the fuzzer's own
    event = unpacked(data)
    if not isinstance(event, dict) or chance.random() < 0.05:
        return bytes(atheris.Mutate(data, largest))

    def mutated(octets: bytes) -> bytes:
        return bytes(atheris.Mutate(octets[:LARGEST], len(octets[:LARGEST]) + 32))

    return packed(changed(event, chance, mutated))[:largest]


def instrumented(name: str) -> Callable[..., Any]:
    """The function's app, all of whose code of ours tells the fuzzer where it goes."""
    assert "musicservice" not in sys.modules, "loaded too early to be seen"
    with atheris.instrument_imports(include=list(INSTRUMENTED)):
        conftest = importlib.import_module("tests.functions.conftest")
        return conftest.loaded(name).app  # type: ignore[no-any-return]


def main(function: str, folder: str, seconds: str, without: str, seed: str) -> None:
    app = instrumented(function)
    if without:
        importlib.import_module("tests.lab.fuzz").LESS[without]()
    judge = Judge(app, Path(folder) / FOUND, is_short=bool(without))
    told = ["fuzz", str(Path(folder) / CORPUS), f"-artifact_prefix={folder}/", f"-max_total_time={seconds}"]
    told += [f"-max_len={LARGEST}", "-rss_limit_mb=0", "-timeout=60", "-verbosity=0", "-len_control=0"]
    told += [f"-seed={seed}"]
    with Path(os.devnull).open("w", encoding="utf-8") as journal, contextlib.redirect_stdout(journal):
        atheris.Setup(told, judge, custom_mutator=bent)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:6])
