"""`make data`: how much is kept, and the last ten references. Nothing about anybody.

It asks the running product's database, or, when nothing runs, starts the engine on the file for the question.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from local import engine, settings, tables
from local.claim import Claim, TakenError
from local.clock import on_the_clock
from local.engine import choose
from local.install import Unmet
from local.leash import Leash
from local.parts import free_ports
from local.places import ROOT, Places
from local.process import BrokenError, Part, Running, fetches, inherited_environment, shortest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

LAST = 10


@dataclass(frozen=True, order=True)
class Arrival:
    """One accepted form. `received_at` is UTC as kept: 2026-03-14T09:26:53Z."""

    received_at: str
    reference: str
    form: str

    def __str__(self) -> str:
        return f"{self.reference:14}{on_the_clock(datetime.fromisoformat(self.received_at)):38}{self.form}"


def main() -> int:
    """Print the counts and the references. Returns 0, or 2 after one line that says why it cannot."""
    settings.stay_here()
    try:
        with answering(Places(ROOT, ROOT / ".local")) as address:
            print(report(tables.client(address, settings.credentials(os.environ))))
    except (Unmet, BrokenError) as refused:
        print(f"make data: {refused}", file=sys.stderr)
        return 2
    return 0


@contextmanager
def answering(places: Places) -> Iterator[str]:
    """The address of a database over the kept data, for as long as the context lasts."""
    with ExitStack() as undo:
        try:
            undo.enter_context(Claim(places.folder, "make data"))
        except TakenError as taken:
            yield running(taken)
            return
        yield undo.enter_context(started(places))


def running(taken: TakenError) -> str:
    if taken.record is None or not taken.record.dynamodb_url:
        raise Unmet("the product is still starting here: try again when it says Ready")
    return taken.record.dynamodb_url


@contextmanager
def started(places: Places) -> Iterator[str]:
    """The engine alone, over the file. Raises `Unmet` when there is nothing to ask."""
    chosen = choose(places, os.environ)
    if chosen.address:
        yield chosen.address
        return
    if not places.database.exists():
        raise Unmet(f"nothing is kept yet ({shortest(places.database)} does not exist): start with make run")
    places.prepare()
    port, _ = free_ports()
    address = f"http://127.0.0.1:{port}"
    command = engine.dynoxide(chosen.program, port, places.database)
    part = Part("database", command, inherited_environment(), lambda: fetches(address))
    leash = Leash()
    one = Running(part, places.log("data"), places.root)
    leash.hold(one.process)
    try:
        one.wait_until_it_answers()
        yield address
    finally:
        one.stop()
        leash.release()


def report(dynamodb: DynamoDBClient) -> str:
    """What is printed: a line for each table, then the references, the newest first."""
    names = [name for name in dynamodb.list_tables()["TableNames"] if name.startswith(tables.PREFIX)]
    counts = [f"{name.removeprefix(tables.PREFIX + '-'):12}{count(dynamodb, name):>6}" for name in names]
    last = sorted(arrivals(dynamodb), reverse=True)[:LAST]
    lines = [str(one) for one in last]
    return "\n".join(["Items in each table:", *counts, "", "Last references:", *(lines or ["none yet"])])


def count(dynamodb: DynamoDBClient, table: str) -> int:
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def arrivals(dynamodb: DynamoDBClient) -> Iterator[Arrival]:
    """Every case, by the three facts that name nobody."""
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=f"{tables.PREFIX}-cases",
        FilterExpression="attribute_exists(received_at) AND attribute_exists(#reference)",
        ProjectionExpression="received_at, #reference, form",
        ExpressionAttributeNames={"#reference": "reference"},
    )
    for page in pages:
        for item in page["Items"]:
            yield Arrival(item["received_at"]["S"], item["reference"]["S"], item["form"]["S"])


if __name__ == "__main__":
    sys.exit(main())
