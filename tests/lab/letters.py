"""T9 to T11: letters that wait, and a worker and a mail service to which everything happens."""

import random
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import outbox
from musicservice.adapters.dynamodb.items import message_item
from musicservice.adapters.seals import SdkSeal, public_key_file
from musicservice.services import sweep
from musicservice.services.posting import posted
from tests.contract.test_outbox import spoil
from tests.functions.conftest import Product
from tests.functions.links import Day
from tests.functions.policies import SCHEDULED
from tests.lab import line, mailroom
from tests.lab.figures import Figure, Result, all_of, at_most, caught, none
from tests.lab.seats import RUNS, part
from tests.messages import FACTS

LETTERS, STREAM = 1_000, 99
MINUTE, LONGEST, SOON = timedelta(minutes=1), 1_500, 10
UNTOUCHED_BY_FEW = "(#state = :waiting OR next_at = :seen OR attempts = :attempts)"
"""A guard that always holds."""


@dataclass
class Post:
    """A worker's outbox and the mail service, on a clock that is moved by hand."""

    made: Product
    room: mailroom.Mailroom
    clock: Day
    worker: Any

    def put(self, count: int) -> list[str]:
        """So many letters wait from now on."""
        key = Path(self.made.settings["MUSICSERVICE_SEAL"].removeprefix("file://"))
        seal = SdkSeal(public_key_file(key.read_bytes()))
        names = []
        for _ in range(count):
            one = posted("draft-link", "renee@family.example", FACTS, seal, self.clock.at)
            self.made.database.put_item(TableName=f"{self.made.prefix}-outbox", Item=message_item(one))
            names.append(one.id)
        return names

    def sweep(self) -> None:
        """One round, a minute after the last."""
        self.clock.at += MINUTE
        self.worker.sweep(SCHEDULED, None)

    def states(self) -> dict[str, str]:
        return {one["pk"]["S"].rpartition("#")[2]: one["state"]["S"] for one in self.made.items("outbox")}

    def rounds(self) -> int:
        """Rounds until nothing waits; as many as there may be where something always does."""
        for number in range(1, LONGEST):
            self.sweep()
            is_looked_at = number < SOON or number % SOON == 0
            if is_looked_at and "pending" not in self.states().values():
                return number
        return LONGEST


@contextmanager
def post(pace: float = 0.0) -> Iterator[Post]:
    """A worker of the product's, with nothing to send, to a mail service that takes letters at this pace."""
    with (
        tempfile.TemporaryDirectory() as folder,
        line.product(Path(folder)) as (made, _),
        mailroom.mailroom() as room,
        pytest.MonkeyPatch.context() as patch,
    ):
        clock = Day(datetime.now(UTC).replace(microsecond=0))
        patch.setattr(bootstrap, "SystemClock", lambda: clock)
        patch.setattr(sweep, "PACE", pace)
        worker = made.load("worker", made.settings | {"AWS_ENDPOINT_URL_SESV2": room.address})
        yield Post(made, room, clock, worker)


def provider(share: float, _found: Mapping[str, Result]) -> Result:
    """T11: a mail service that takes and hangs up, is busy, breaks, and refuses for good."""
    chance = random.Random(11)  # noqa: S311 - the same each time
    kinds = (*[mailroom.TAKE] * 6, *mailroom.REFUSALS, mailroom.TAKE_AND_HANG_UP)
    with post() as here:
        names = here.put(part(share, LETTERS))
        here.room.plan = lambda _letter, _n: chance.choice(kinds)
        rounds, states, taken = here.rounds(), here.states(), here.room.taken
    lost = [one for one in names if not taken[one] and states[one] != "failed"]
    runs = [endless(run) for run in range(part(share, RUNS))]
    return Result(
        [
            Figure("letters, and tries it took", here.room.tries.total(), "tries", f"{len(names)} letters"),
            Figure("minutes until nothing waited", rounds, "minutes"),
            none("lost: neither taken nor shown to staff", len(lost), "letters"),
            none("that wait for ever", sum(one == "pending" for one in states.values()), "letters"),
            none("taken more than twice", sum(n > sweep.MAX_UNKNOWN for n in taken.values()), "letters"),
            Figure("taken twice, after the service hung up", sum(n > 1 for n in taken.values()), "letters"),
            Figure("given up, and shown to staff", sum(n == "failed" for n in states.values()), "letters"),
            caught("counting tries whose end nobody knows", sum(runs), len(runs)),
        ]
    )


def endless(_run: int) -> bool:
    """Whether a third letter shows where unknown tries are not counted."""
    with post() as here, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "MAX_UNKNOWN", 99)
        here.put(2)
        here.room.plan = lambda _letter, _n: mailroom.TAKE_AND_HANG_UP
        for _ in range(12):
            here.sweep()
    return max(here.room.taken.values()) > len(("once", "again"))


def stream(share: float, _found: Mapping[str, Result]) -> Result:
    """T9: what the stream tells is told 1 to 5 times, by four workers at once, with a row that is broken."""
    runs = [len(told_again(20, outbox.UNTOUCHED, run)) for run in range(part(share, RUNS))]
    wild = [bool(told_again(20, UNTOUCHED_BY_FEW, run)) for run in range(part(share, RUNS))]
    with post() as here:
        spoil(here.made.database, f"{here.made.prefix}-outbox")
        names = here.put(STREAM)
        for _ in range(5):
            here.worker.arrived({"Records": []}, None)
        states, taken = here.states(), here.room.taken
    return Result(
        [
            all_of("sent beside a broken row", sum(taken[one] == 1 for one in names), STREAM, "letters"),
            all_of("broken rows set aside", int(states["spoilt"] == "failed"), 1, "rows"),
            none("letters sent twice by workers at once", sum(runs), "letters", f"{len(runs)} runs of 20"),
            caught("claiming a letter before it is sent", sum(wild), len(wild)),
        ]
    )


def told_again(count: int, guard: str, seed: int) -> list[str]:
    """Letters that were sent twice."""
    chance = random.Random(seed)  # noqa: S311 - told by its seed
    with post() as here, pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "UNTOUCHED", guard)
        names = here.put(count)
        events = [{"Records": []}] * chance.randint(4, 20)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda event: here.worker.arrived(event, None), events))
    return [one for one in names if here.room.taken[one] > 1]


def sleeping(share: float, _found: Mapping[str, Result]) -> Result:
    """T10: nothing ran for 25 hours, and then only the sweep does."""
    with post(sweep.PACE) as here:
        names = here.put(part(share, LETTERS))
        here.clock.at += timedelta(hours=25)
        began = time.monotonic()
        minutes, taken = here.rounds(), here.room.taken
        took = time.monotonic() - began
    return Result(
        [
            at_most(f"until {len(names)} letters are sent", minutes, 2, "minutes"),
            at_most("that the rounds took", took, 2 * MINUTE.total_seconds(), "seconds"),
            all_of("sent once", sum(taken[one] == 1 for one in names), len(names), "letters"),
        ]
    )


def leaves_waiting(_run: int) -> bool:
    """Whether it shows that a round sends a batch and stops, with batches of three."""
    with post() as here, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "BATCH", 3)
        patch.setattr(sweep.Sweep, "__call__", sweep.Sweep.once)
        here.put(7)
        here.clock.at += timedelta(hours=25)
        return here.rounds() > len(("one minute", "another"))
