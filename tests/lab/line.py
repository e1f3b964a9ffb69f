"""What a bad line does: by number, by rate, by operation, and the same again from the same seed."""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import pytest

from tests import engines, faults
from tests.functions.conftest import (
    Product,
    forget_clients,
    in_force,
    loaded,
    make_keys,
    settings_of,
)

WRITE = "TransactWriteItems"
Plan = Callable[[str, int], faults.Fault]

FAULTS: Mapping[str, faults.Fault] = {
    "throttled": faults.THROTTLED,
    "a server error": faults.SERVER_ERROR,
    "cut before": faults.CutBefore(),
    "done, and the answer lost": faults.LoseAnswer(),
    "in conflict with another": faults.cancelled("TransactionConflict"),
    "6 seconds late": faults.Delay(6),
    "half an answer": faults.Garble(),
}
AT_ONCE = [name for name in FAULTS if "late" not in name]


def quiet(_operation: str, _n: int) -> faults.Fault:
    """Nothing happens."""
    return faults.Pass()


def fitting(name: str, operation: str) -> faults.Fault:
    """The fault of that name, as this operation can meet it: only a transaction has a conflict."""
    if operation != WRITE and name == "in conflict with another":
        return faults.THROTTLED
    return FAULTS[name]


def by_number(number: int, name: str) -> Plan:
    """Only the call of that number, counted from 1 over all operations, meets the fault."""
    seen = iter(range(1, 10_000))
    return lambda operation, _n: fitting(name, operation) if next(seen) == number else faults.Pass()


def by_rate(seed: int, share: float) -> Plan:
    """A share of all calls meet one fault or another."""
    chance = random.Random(seed)  # noqa: S311 - told by its seed

    def plan(operation: str, _n: int) -> faults.Fault:
        return fitting(chance.choice(AT_ONCE), operation) if chance.random() < share else faults.Pass()

    return plan


@contextmanager
def product(folder: Path) -> Iterator[tuple[Product, faults.Proxy]]:
    """The functions over an engine of their own, by a line that can be made a bad one.

    `database` looks past it.
    """
    with (
        engines.dynoxide(folder) as address,
        faults.proxy(address) as line,
        pytest.MonkeyPatch.context() as patch,
        Path(os.devnull).open("w", encoding="utf-8") as journal,
        redirect_stdout(journal),
    ):
        database = engines.client("dynamodb", address)
        engines.make_tables(database, "lab")
        catalogue = folder / "catalogue.json"
        catalogue.write_text(in_force().to_json(), encoding="utf-8")
        settings = settings_of(line.address, make_keys(folder), catalogue, "lab")

        def load(name: str, environment: dict[str, str]) -> object:
            for variable, value in environment.items():
                patch.setenv(variable, value)
            forget_clients()
            return loaded(name)

        yield Product("lab", settings, database, load), line  # type: ignore[arg-type]
        forget_clients()
        database.close()
