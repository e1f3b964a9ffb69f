"""The office's queue with many cases in it, and with few."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from tests import engines
from tests.bench.measuring import Samples, Spent, in_turns, of_time
from tests.bench.product import product
from tests.bench.running import quiet, took
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.returning import about_to_send

MANY, FEW, RUNS = 200_000, 200, 60
PLACE = "/queue/enrolment"
AT_ONCE, BATCH = 4, 25
PROCESSES, READY = get_context("spawn"), "ready"
"""A process has one office, as a function has: each side takes one of its own."""
FIRST = datetime(2021, 1, 1, tzinfo=UTC)


def office_queue(told: Callable[[str], None]) -> Samples:
    """Every case waits in the one queue, which is the hardest way for them to lie."""
    with office(MANY, told) as many, office(FEW, told) as few:
        return of_time(in_turns(RUNS, {"ours": many, "theirs": few}, told))


@contextmanager
def office(count: int, told: Callable[[str], None]) -> Iterator[Callable[[], Spent]]:
    """A process with an engine and so many cases of its own; gives what looks at its queue once."""
    here, there = PROCESSES.Pipe()
    child = PROCESSES.Process(target=work, args=(there, count))
    child.start()
    there.close()

    def look() -> Spent:
        here.send("look")
        return here.recv()  # type: ignore[no-any-return]

    try:
        while (said := here.recv()) != READY:
            told(said)
        yield look
    finally:
        here.close()
        child.join(timeout=20)


def work(line: Connection, count: int) -> None:
    """What that process does until nobody is at the other end."""
    with quiet(), product() as made, suppress(EOFError):
        fill(made, count, line.send)
        one = officer(made)
        line.send(READY)
        while line.recv():
            line.send(looked(one))


def fill(made: Product, count: int, told: Callable[[str], None]) -> None:
    """So many cases with something to decide, made of one that a family really sent."""
    assert about_to_send(made, children=1).submit().status == 200
    [real] = [one for one in made.items("cases") if one.get("queue", {}).get("S", "").startswith("enrolment")]
    copies = (copy(real, n) for n in range(count - 1))
    client = engines.client("dynamodb", made.database.meta.endpoint_url)
    table, done = f"{made.prefix}-cases", 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batches := list(islice(batched(copies), 400)):
            for _ in pool.map(partial(write, client, table), batches):
                done += BATCH
            told(f"{min(done, count)} of {count} cases")
    client.close()


def copy(real: dict[str, Any], n: int) -> dict[str, Any]:
    """Another family's, that has waited since another minute."""
    since = (FIRST + timedelta(minutes=n)).isoformat()
    return {**real, "pk": {"S": f"CASE#{n:012}"}, "since": {"S": since}, "received_at": {"S": since}}


def batched(items: Iterator[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def write(client: Any, table: str, batch: Sequence[dict[str, Any]]) -> None:
    asked = {table: [{"PutRequest": {"Item": item}} for item in batch]}
    while asked:
        asked = client.batch_write_item(RequestItems=asked).get("UnprocessedItems")


def officer(made: Product) -> Officer:
    """Somebody in an office of their own, which has been looked at once."""
    one = Officer(opened(made), ("enrolment-officer",))
    assert one.get(PLACE).status == 200
    return one


def looked(one: Officer) -> Spent:
    def look() -> None:
        assert one.asked("GET", PLACE).status == 200

    return took(look)
