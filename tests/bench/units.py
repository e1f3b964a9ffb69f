"""What DynamoDB counts for one form sent, and for the items alone that are there afterwards."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from musicservice import bootstrap
from tests import engines
from tests.bench.measuring import Samples
from tests.bench.product import product
from tests.bench.running import quiet
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.returning import about_to_send

KILOBYTE = 1024
TRANSACTED = 2
"""Units for each KB begun that a transaction writes."""


@dataclass
class Ear:
    """Hears on a client what its writes cost."""

    units: float = 0
    writes: list[str] = field(default_factory=list)

    def ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        """Have the database tell what it counts."""
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"

    def hear(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        told = parsed.get("ConsumedCapacity", [])
        found = sum(one.get("WriteCapacityUnits", 0) for one in (told if isinstance(told, list) else [told]))
        self.units += found
        self.writes += [model.name] if found else []


@contextmanager
def heard(*clients: Any) -> Iterator[Ear]:
    ear = Ear()
    for client in clients:
        client.meta.events.register("provide-client-params.dynamodb", ear.ask)
        client.meta.events.register("after-call.dynamodb", ear.hear)
    try:
        yield ear
    finally:
        for client in clients:
            client.meta.events.unregister("provide-client-params.dynamodb", ear.ask)
            client.meta.events.unregister("after-call.dynamodb", ear.hear)


def units_enrolment(told: object) -> Samples:
    """Three children who ask for help with fees: the largest form there is."""
    del told
    with quiet(), product() as made:
        visitor = about_to_send(made)
        return sent(made, visitor.only_submit)


def units_booking(told: object) -> Samples:
    """Two people of one school on one course."""
    del told
    with quiet(), product() as made:
        publish(made, open_now())
        visitor = school(made, people=2)
        visitor.fill()
        return sent(made, visitor.only_submit)


def sent(made: Product, send: Callable[[], Any]) -> Samples:
    """What sending cost, and what the items cost that were not there, or not so, before."""
    before = everything(made)
    with heard(bootstrap._dynamodb(), bootstrap._dynamodb_once()) as ear:
        assert send().status == 303
    after = everything(made)
    new = [item for key, item in after.items() if before.get(key) != item]
    assert ear.writes
    return Samples([ear.units], [sum(alone(item) for item in new)])


def everything(made: Product) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    names = list(engines.table_names(made.database, made.prefix))
    return {(table, item["pk"]["S"], item["sk"]["S"]): item for table in names for item in made.items(table)}


def alone(item: Mapping[str, Any]) -> int:
    """The units of one item in a transaction."""
    return TRANSACTED * ceil(size(item) / KILOBYTE)


def size(item: Mapping[str, Any]) -> int:
    """Bytes of an item as DynamoDB counts them: the names and the values of its attributes."""
    return sum(len(name.encode()) + weight(value) for name, value in item.items())


def weight(value: Mapping[str, Any]) -> int:
    """Bytes of one value in DynamoDB's notation."""
    [(kind, held)] = value.items()
    match kind:
        case "S" | "B":
            return len(held.encode() if kind == "S" else held)
        case "N":
            digits = held.lstrip("-").replace(".", "").strip("0")
            return ceil(len(digits) / 2) + 1 + held.startswith("-")
        case "BOOL" | "NULL":
            return 1
        case "L":
            return 3 + sum(1 + weight(one) for one in held)
        case "M":
            return 3 + sum(1 + len(name.encode()) + weight(one) for name, one in held.items())
    raise ValueError(kind)
