"""T6: the public function and the worker killed at each step, and what is there once others have gone on."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from musicservice.services import sweep
from tests import engines
from tests.functions.before import Before
from tests.functions.conftest import Product
from tests.functions.deeds import CHECK
from tests.functions.policies import SCHEDULED
from tests.functions.returning import returning
from tests.lab import line
from tests.lab.dying import EXIT, KILL
from tests.lab.figures import Figure, Result, all_of, none
from tests.lab.letters import Post, post
from tests.lab.seats import part

WAYS = (EXIT, KILL)
EACH, LETTERS = 50, 50
"""How often at each step of a submission in each way, and how many letters wait for a worker that dies."""
STEPS = 17
"""Finding what waits, and the first letters claimed, sent and noted: before and after each call."""


@dataclass
class Envelope(Before):
    """The public function, or what would have been handed to it."""

    held: dict[str, Any] = field(default_factory=dict)
    is_held: bool = False

    def __call__(self, event: dict[str, Any], context: object) -> Any:
        if not self.is_held:
            return self.app(event, context)
        self.held = event
        return {"statusCode": 503, "headers": {}, "body": ""}


@dataclass(frozen=True)
class Mortal:
    """A function, warm, whose copies die where they are told to."""

    process: "subprocess.Popen[str]"

    def killed(self, event: dict[str, Any], step: int, way: str) -> bool:
        """Whether it died there; not where it has fewer steps."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps([event, step, way]), file=self.process.stdin, flush=True)
        code = int(self.process.stdout.readline())
        assert code in {0, 9, -9}, f"ended with {code}"
        return code != 0


@contextmanager
def mortal(made: Product, name: str, handler: str, without: str = "") -> Iterator[Mortal]:
    path = os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions")))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.lab.dying", name, handler, without],
        env={**os.environ, **made.settings, "PYTHONPATH": path},
        cwd=engines.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        yield Mortal(process)
        process.kill()


def deaths(share: float, _found: Mapping[str, Result]) -> Result:
    each, waiting = part(share, EACH), max(2 * sweep.HANDS, part(share, LETTERS))
    with ProcessPoolExecutor(2) as pool:
        sent = list(pool.map(submissions, [each] * 2, WAYS))
        posted = list(pool.map(letters, [waiting] * 2, WAYS))
    forms, wrong = sum(one for one, _ in sent), [what for _, some in sent for what in some]
    steps, lost, again = map(sum, zip(*posted, strict=True))
    print(*wrong[:5], sep="\n")
    return Result(
        [
            Figure("submissions killed", forms, "submissions", f"{each} at each step, in each of two ways"),
            all_of("of them kept once, whole, when sent again", forms - len(wrong), forms, "submissions"),
            Figure("steps of sending letters at which a worker was killed", steps, "deaths"),
            none("letters lost", lost, "letters", f"{waiting} waited at each death"),
            none("letters taken twice but those in hand", again, "letters", f"{sweep.HANDS} hands"),
        ]
    )


def submissions(each: int, way: str) -> tuple[int, list[str]]:
    """How many were killed, and what was wrong afterwards."""
    wrong: list[str] = []
    forms = 0
    with sending() as (made, app, one):
        for step in count():
            outcomes = [once(made, app, one, step, way) for _ in range(each)]
            if None in outcomes:
                break
            forms += len(outcomes)
            wrong += [f"step {step}: {what}" for what in outcomes if what]
        parts = {table: len(made.items(table)) for table in ("receipts", "heads")}
        cases = sum(one["sk"]["S"] == "META" for one in made.items("cases"))
        wrong += [] if set(parts.values()) == {cases} else [f"{cases} cases, {parts}"]
    return forms, wrong


@contextmanager
def sending(without: str = "") -> Iterator[tuple[Product, Envelope, Mortal]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (made, _),
        mortal(made, "public", "app", without) as one,
    ):
        yield made, Envelope(made.public()), one


def once(made: Product, app: Envelope, one: Mortal, step: int, way: str) -> str | None:
    """What is wrong; "" where nothing is, None where it did not die."""
    before = len(made.items("receipts"))
    visitor = returning(made, app, children=1)
    visitor.get(CHECK)
    app.is_held = True
    visitor.only_submit()
    app.is_held = False
    if not one.killed(app.held, step, way):
        return None
    receipt = visitor.submit()
    new = len(made.items("receipts")) - before
    said = receipt.heading == "We have your request"
    return "" if said and new == 1 else f"{new} receipts, told {receipt.heading}"


def letters(waiting: int, way: str) -> tuple[int, int, int]:
    """Deaths, letters lost, and letters taken twice beside those that a dead worker had in its hands."""
    died = lost = again = 0
    with post() as here, working(here) as one:
        for step in range(STEPS + 1):
            missing, twice = after_death(here, one, waiting, step, way)
            died += 1
            lost += missing
            again += max(0, twice - sweep.HANDS)
    return died, lost, again


@contextmanager
def working(here: Post, without: str = "") -> Iterator[Mortal]:
    here.made.settings["AWS_ENDPOINT_URL_SESV2"] = here.room.address
    with mortal(here.made, "worker", "sweep", without) as one:
        yield one


def after_death(here: Post, one: Mortal, waiting: int, step: int, way: str) -> tuple[int, int]:
    """Letters that nobody took, and that were taken twice, after a worker died and others went on."""
    here.clock.at = datetime.now(UTC).replace(microsecond=0)
    names = here.put(waiting)
    assert one.killed(SCHEDULED, step, way), f"it has no step {step}"
    here.rounds()
    taken = here.room.taken
    return sum(not taken[name] for name in names), sum(taken[name] > 1 for name in names)


def form_in_parts(run: int) -> bool:
    """Whether a form of which a part is kept shows, where its parts are written one after the other."""
    with sending("taken:all_or_nothing") as (made, app, one):
        return any(once(made, app, one, step, WAYS[run % 2]) for step in (4, 6, 8))


def letter_called_sent(run: int) -> bool:
    """Whether a lost letter shows, where it is noted as sent before it is."""
    with post() as here, working(here, "taken:sent_before_noted") as one:
        return any(after_death(here, one, 3, step, WAYS[run % 2])[0] for step in (5, 8, 11, 14))
