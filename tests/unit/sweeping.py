"""Messages that wait, and a round of sending them, with stand-ins around it."""

import json

from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Line
from musicservice.ports import UnavailableError, UndeliverableError
from musicservice.services.sweep import Sweep
from tests.examples import CATALOGUE, NOW
from tests.fakes import FakeClock, MemoryOutbox, MemoryPost, OpenSeal

AWAY = UnavailableError("post", "Throttling")
REFUSED = UndeliverableError("BadRequestException")


def message(name: str = "one", *, attempts: int = 0, sealed_for: str = "") -> Message:
    sealed = OpenSeal().seal(
        json.dumps({"to": f"{name}@family.example", "token": ""}).encode(),
        {"record": sealed_for or name, "purpose": "recipient"},
    )
    lines = (Line("Wants", "Violin"),)
    return Message(name, "application-receipt", "case", "DMS-7K4Q-2M", lines, sealed, NOW, attempts)


def outbox(*messages: Message) -> MemoryOutbox:
    return MemoryOutbox({one.id: one for one in messages})


def sweep(waiting: MemoryOutbox, post: MemoryPost, clock: FakeClock | None = None) -> Sweep:
    return Sweep(waiting, OpenSeal(), post, clock or FakeClock(NOW), lambda: CATALOGUE.site)
