"""Counts what the functions ask of AWS, and how long they take."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from musicservice.adapters import clients
from tests.functions.before import Before

LEAST = 0.5
"""Units of a read that finds nothing: a bill has them, whatever an engine says."""


@dataclass
class Meter:
    """Counts what every client that is made from now on asks of AWS, and how long the functions take."""

    counts: Counter[str] = field(default_factory=Counter)

    def ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        """Have the database tell what it counts."""
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"

    def hear(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        """Count one call that was answered."""
        service = model.service_model.service_name
        if service != "dynamodb":
            self.counts[f"{service}_calls"] += 1
            return
        told = parsed.get("ConsumedCapacity", [])
        for one in told if isinstance(told, list) else [told]:
            self._table(one, model.name.startswith(("Get", "Query", "BatchGet", "Scan", "TransactGet")))

    def _table(self, told: dict[str, Any], is_reading: bool) -> None:  # noqa: FBT001
        kind, name = "read" if is_reading else "write", told["TableName"].rpartition("-")[2]
        units = told.get(f"{kind.title()}CapacityUnits") or told["CapacityUnits"]
        self.counts[f"{kind}_units"] += max(units, LEAST) if is_reading else units
        self.counts[f"{kind}_units_{name}"] += max(units, LEAST) if is_reading else units
        for index, used in told.get("GlobalSecondaryIndexes", {}).items():
            self.counts[f"{kind}_units_{name}/{index}"] += used["CapacityUnits"]

    @contextmanager
    def call(self) -> Iterator[None]:
        """One invocation of a function."""
        before = time.perf_counter()
        try:
            yield
        finally:
            self.counts["invocations"] += 1
            self.counts["ms"] += (time.perf_counter() - before) * 1000

    def taken(self) -> dict[str, float]:
        """What was counted since this was asked last."""
        found = {name: round(count, 1) for name, count in sorted(self.counts.items())}
        self.counts.clear()
        return found


@contextmanager
def metered() -> Iterator[Meter]:
    """Clients are made from the functions' own session, and hear what that hears."""
    meter = Meter()
    clients.session.cache_clear()
    session = clients.session(brought=False)
    session.register("provide-client-params.dynamodb", meter.ask)
    session.register("after-call", meter.hear)
    try:
        yield meter
    finally:
        clients.session.cache_clear()


@dataclass
class Metered(Before):
    """A function with its meter in front."""

    meter: Meter

    def __call__(self, event: Any, context: Any) -> Any:
        with self.meter.call():
            answer = self.app(event, context)
        self.meter.counts["octets_out"] += len(answer["body"].encode())
        return answer
