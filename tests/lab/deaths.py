"""T6: the public function and the worker killed at each step, and what is there once others have gone on."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests import engines
from tests.functions.conftest import Product
from tests.functions.deeds import CHECK
from tests.functions.policies import SCHEDULED
from tests.functions.returning import returning
from tests.lab import line
from tests.lab.dying import EXIT, KILL
from tests.lab.figures import Figure, Result, all_of, none
from tests.lab.letters import post
from tests.lab.seats import part

EACH, LETTERS = 4, 50
"""How often at each step of a submission, and how many letters wait for a worker that dies."""


@dataclass
class Envelope:
    """The public function, or what would have been handed to it."""

    app: Any
    held: dict[str, Any] = field(default_factory=dict)
    is_held: bool = False

    @property
    def routes(self) -> Any:
        return self.app.routes

    def __call__(self, event: dict[str, Any], context: object) -> Any:
        if not self.is_held:
            return self.app(event, context)
        self.held = event
        return {"statusCode": 503, "headers": {}, "body": ""}


def killed(made: Product, what: tuple[str, str], event: dict[str, Any], step: int, way: str) -> bool:
    """Whether it died there; not where it has fewer steps."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(event, file)
        file.flush()
        command = [sys.executable, "-m", "tests.lab.dying", *what, file.name, str(step), way]
        path = os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions")))
        environment = {**os.environ, **made.settings, "PYTHONPATH": path}
        done = subprocess.run(command, env=environment, cwd=engines.ROOT, check=False, capture_output=True)
    assert done.returncode in {0, 9, -9}, done.stderr.decode()
    return done.returncode != 0


def deaths(share: float, _found: Mapping[str, Result]) -> Result:
    forms, wrong = submissions(part(share, EACH))
    steps, lost, again = letters(part(share, LETTERS))
    return Result(
        [
            Figure("submissions killed", forms, "submissions"),
            all_of("of them kept once, whole, when sent again", forms - len(wrong), forms, "submissions"),
            Figure("steps of sending letters at which a worker was killed", steps, "deaths"),
            none("letters lost", lost, "letters", f"{part(share, LETTERS)} waited at each death"),
            none("letters taken twice but the one in hand", again, "letters"),
        ]
    )


def submissions(each: int) -> tuple[int, list[str]]:
    """How many were killed, and what was wrong afterwards."""
    wrong: list[str] = []
    forms = 0
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, _):
        app = Envelope(made.public())
        for step in count():
            outcomes = [once(made, app, step, way) for way in (EXIT, KILL) for _ in range(each)]
            if None in outcomes:
                break
            forms += len(outcomes)
            wrong += [f"step {step}: {what}" for what in outcomes if what]
        parts = {table: len(made.items(table)) for table in ("receipts", "heads")}
        cases = sum(one["sk"]["S"] == "META" for one in made.items("cases"))
        wrong += [] if set(parts.values()) == {cases} else [f"{cases} cases, {parts}"]
    return forms, wrong


def once(made: Product, app: Envelope, step: int, way: str) -> str | None:
    """What is wrong; "" where nothing is, None where it did not die."""
    before = len(made.items("receipts"))
    visitor = returning(made, app, children=1)
    visitor.get(CHECK)
    app.is_held = True
    visitor.only_submit()
    app.is_held = False
    if not killed(made, ("public", "app"), app.held, step, way):
        return None
    receipt = visitor.submit()
    new = len(made.items("receipts")) - before
    said = receipt.heading == "We have your request"
    return "" if said and new == 1 else f"{new} receipts, told {receipt.heading}"


def letters(waiting: int) -> tuple[int, int, int]:
    """Deaths, letters lost, and letters taken twice beside the one that a dead worker had in hand."""
    died = lost = again = 0
    for step in count():
        for way in (EXIT, KILL):
            with post() as here:
                names = here.put(waiting)
                here.made.settings["AWS_ENDPOINT_URL_SESV2"] = here.room.address
                if not killed(here.made, ("worker", "sweep"), SCHEDULED, step, way) or step > STEPS:
                    return died, lost, again
                died += 1
                here.rounds()
                lost += sum(not here.room.taken[one] for one in names)
                again += max(0, sum(here.room.taken[one] > 1 for one in names) - 1)
    raise AssertionError


STEPS = 9
"""Finding what waits, and the first letters claimed, sent and noted: before and after each call."""
