"""The services over the real engine, many at once, with a line between that loses what networks lose."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import boto3
from botocore.config import Config

from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoLockers, DynamoRegister
from musicservice.adapters.dynamodb.course_items import seats_item
from musicservice.domain.training import Course, Seats
from musicservice.services.booking import Booking
from musicservice.services.managing import Managing
from musicservice.services.promoting import Promoting
from tests import engines, faults
from tests.fakes import OpenSeal, PlainFingerprint
from tests.lab.mutants import spoilt
from tests.training import COURSE, NOW, RealClock

SLOW = 0.4
"""Seconds after which a caller gives up: the engine answers within a few hundredths."""
LATE = 0.6
"""Seconds until the engine hears of a call that was held up on its way."""


@dataclass
class Trouble:
    """What happens to calls on the line, at random: to a `share` of the writes, and to reads after those."""

    random: random.Random
    share: float = 0.12
    deaf: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    timers: list[threading.Timer] = field(default_factory=list)

    def __call__(self, operation: str, _n: int) -> faults.Fault:
        with self.lock:
            if operation != "TransactWriteItems":
                self.deaf -= 1
                return faults.CutBefore() if self.deaf >= 0 else faults.Pass()
            if self.random.random() > self.share:
                return faults.Pass()
            self.deaf = self.random.choice((0, 0, 2, 4))
            return self.random.choice((self._held, self._lost, self._cut, self._busy, self._sorry))()

    def quiet(self) -> None:
        """Let everything through, and wait for what is on its way."""
        self.share = 0
        for timer in self.timers:
            timer.join()

    def _held(self) -> faults.Fault:
        released = threading.Event()
        self.timers.append(threading.Timer(LATE, released.set))
        self.timers[-1].start()
        return faults.Hold(released)

    @staticmethod
    def _lost() -> faults.Fault:
        return faults.LoseAnswer()

    @staticmethod
    def _cut() -> faults.Fault:
        return faults.CutBefore()

    @staticmethod
    def _busy() -> faults.Fault:
        return faults.cancelled("TransactionConflict", "None")

    @staticmethod
    def _sorry() -> faults.Fault:
        return faults.SERVER_ERROR


class Hasty:
    """A store whose callers have hardly any time: they often give up and do not know what became of it."""

    def __init__(self, store: Any, chance: random.Random) -> None:
        self._store, self._chance = store, chance

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(self, step: Any, until: float) -> None:
        self._store.write(step, 0.0 if self._chance.random() < 0.5 else until)


@dataclass(frozen=True)
class Bench:
    """One course on the engine. `direct` sees the tables past any trouble on the line."""

    direct: Any
    line: Any
    prefix: str
    course: Course
    store: Any
    clock: RealClock

    @property
    def tables(self) -> tuple[Any, Any, str]:
        return self.line, self.line, self.prefix

    @property
    def booking(self) -> Booking:
        return Booking(
            bookings=self.store,
            links=DynamoLockers(*self.tables, "links"),
            clock=self.clock,
            course={self.course.slug: self.course}.get,
            seal=OpenSeal(),
            fingerprint=PlainFingerprint(),
            receipt_name=receipt_name,
        )

    @property
    def managing(self) -> Managing:
        return Managing(self.booking)

    @property
    def register(self) -> DynamoRegister:
        return DynamoRegister(*self.tables)

    def promoting(self, **parts: Any) -> Promoting:
        made = Promoting(
            self.store, self.register, lambda: (self.course,), OpenSeal(), OpenSeal(), self.clock
        )
        return replace(made, **parts)


def client(address: str) -> Any:
    """One that gives up soon and never tries twice by itself."""
    return boto3.client(
        "dynamodb",
        endpoint_url=address,
        region_name="eu-west-2",
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - no engine here checks it
        config=Config(
            connect_timeout=2,
            read_timeout=SLOW,
            retries={"total_max_attempts": 1},
            max_pool_connections=64,
        ),
    )


@dataclass
class Floor:
    """The engine and the line to it, for many benches one after the other."""

    direct: Any
    line: Any
    proxy: faults.Proxy
    prefix: str
    made: int = 0

    def bench(self, seats: int, trouble: Trouble | None = None, mutant: str = "") -> Bench:
        """A course nobody has booked."""
        self.made += 1
        self.proxy.calls.clear()
        self.proxy.plan = trouble or (lambda _operation, _n: faults.Pass())
        course = replace(COURSE, slug=f"course-{self.made}", seats=seats)
        self.direct.put_item(TableName=f"{self.prefix}-catalogue", Item=seats_item(Seats.opening(course)))
        store = spoilt(mutant, (self.line, self.line, self.prefix))
        clock = RealClock(NOW)
        made = Bench(self.direct, self.line, self.prefix, course, store, clock)
        return replace(made, store=Hasty(store, trouble.random)) if trouble else made


@contextmanager
def floor(address: str, prefix: str) -> Iterator[Floor]:
    """Tables on the engine at `address`."""
    direct = engines.client("dynamodb", address)
    engines.make_tables(direct, prefix)
    with faults.proxy(address) as line:
        through = client(line.address)
        yield Floor(direct, through, line, prefix)
        through.close()
    direct.close()
