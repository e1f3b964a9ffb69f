"""Everybody wants the same course in the same minute: bookings through HTTP, and their transactions bare."""

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from threading import local
from typing import Any

from musicservice import bootstrap
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.domain.training import Seats
from tests import engines
from tests.bench.events import TWIN, asked, twin
from tests.bench.measuring import Samples, in_turns
from tests.bench.product import over
from tests.bench.running import quiet
from tests.functions.conftest import Product, in_force
from tests.lab import door
from tests.lab.door import Somebody
from tests.lab.rush import Hall, hall
from tests.training import COURSE, new_code

BOOKINGS, RUNS, AT_ONCE, PROCESSES = 256, 5, 64, 4


def hot_course(told: Callable[[str], None]) -> Samples:
    """Both sides have four processes over one engine, and 64 bookings on the way at any time."""
    with tempfile.TemporaryDirectory() as made, engines.dynoxide(Path(made)) as address, quiet():
        folder = Path(made)
        prepared = iter(transactions(address, folder, told))
        with hall(address, folder, PROCESSES, RUNS) as held:
            sides = {
                "ours": lambda: through_http(held),
                "theirs": lambda: bare(address, folder, [next(prepared) for _ in range(BOOKINGS)]),
            }
            found = in_turns(RUNS, sides, told)
            return Samples(found["ours"], found["theirs"])


def crowd(course: str, count: int) -> list[Somebody]:
    """So many people; nobody books twice and there is a seat for each."""
    return [Somebody(new_code(), course, (f"p{n}@school.example",), "tell") for n in range(count)]


def open_course(client: Any, prefix: str, slug: str, seats: int) -> None:
    made = replace(COURSE, slug=slug, seats=seats)
    client.put_item(TableName=f"{prefix}-catalogue", Item=seats_item(Seats.opening(made)))


def through_http(held: Hall) -> float:
    """Bookings a second."""
    course = next(held.courses)
    open_course(held.direct, held.prefix, course.slug, BOOKINGS)
    here, lines = local(), []

    def book(numbered: tuple[int, Somebody]) -> str:
        number, one = numbered
        if not hasattr(here, "line"):
            here.line = HTTPConnection("127.0.0.1", held.ports[number % len(held.ports)], timeout=30)
            lines.append(here.line)
        return door.sent(here.line, one).kind

    people = crowd(course.slug, BOOKINGS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = time.perf_counter()
        kinds = list(pool.map(book, enumerate(people)))
        spent = time.perf_counter() - begun
    for line in lines:
        line.close()
    assert set(kinds) == {"confirmed"}, set(kinds)
    return BOOKINGS / spent


def transactions(address: str, folder: Path, told: Callable[[str], None]) -> Sequence[Any]:
    """The transactions of real bookings, for twin tables with a course that has a seat for each."""
    folder = folder / "recorded"
    folder.mkdir()
    for made in over(address, folder, "bench"):
        engines.make_tables(made.database, TWIN)
        known = replace(in_force(), courses=(COURSE,)).to_json()
        Path(made.settings["MUSICSERVICE_CATALOGUE"]).write_text(known, encoding="utf-8")
        for prefix in (made.prefix, TWIN):
            open_course(made.database, prefix, COURSE.slug, BOOKINGS * RUNS)
        return list(recorded(made, told))
    raise AssertionError


def recorded(made: Product, told: Callable[[str], None]) -> Iterator[Sequence[Any]]:
    made.public()
    booking = bootstrap.managing().booking
    with asked(bootstrap._dynamodb_once()) as parts:
        for n, one in enumerate(crowd(COURSE.slug, BOOKINGS * RUNS)):
            _, said = door.answered(booking.book(door.request(vars(one))))
            assert said["kind"] == "confirmed", said
            yield [twin(made.prefix, part) for part in parts[-1]]
            if n % 100 == 0:
                told(f"{n} prepared")


def bare(address: str, folder: Path, prepared: Sequence[Any]) -> float:
    """Transactions a second, from as many processes and threads."""
    writers = []
    for n in range(PROCESSES):
        file = folder / f"prepared-{n}"
        file.write_bytes(pickle.dumps(prepared[n::PROCESSES]))
        command = [sys.executable, "-m", "tests.bench.writing", address, str(file), str(AT_ONCE // PROCESSES)]
        path = os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions")))
        writers.append(
            subprocess.Popen(
                command,
                env={**os.environ, "PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        )
    for one in writers:
        assert one.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    for one in writers:
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in writers:
        assert one.stdout.readline() == "done\n"
    spent = time.perf_counter() - begun
    for one in writers:
        one.communicate()
    return len(prepared) / spent
