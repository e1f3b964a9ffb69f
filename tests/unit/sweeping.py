"""Messages that wait, and a round of sending them, with stand-ins around it."""

from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Line
from musicservice.messages.facts import Facts
from musicservice.ports import UnavailableError, UndeliverableError
from musicservice.services.posting import posted
from musicservice.services.sweep import Sweep
from tests.examples import CATALOGUE, NOW
from tests.fakes import FakeClock, MemoryOutbox, MemoryPost, OpenSeal

AWAY = UnavailableError("post", "Throttling")
REFUSED = UndeliverableError("BadRequestException")


def message(
    name: str = "one", *, attempts: int = 0, sealed_for: str = "", reference: str = "DMS-7K4Q-2M"
) -> Message:
    facts = Facts(reference=reference, lines=(Line("Wants", "Violin"),))
    made = posted("application-receipt", f"{name}@family.example", facts, OpenSeal(), NOW, case="case")
    text = OpenSeal().open(made.sealed, {"record": made.id, "purpose": "recipient"})
    sealed = OpenSeal().seal(text, {"record": sealed_for or name, "purpose": "recipient"})
    return Message(name, sealed, NOW, attempts)


def outbox(*messages: Message) -> MemoryOutbox:
    return MemoryOutbox({one.id: one for one in messages})


def sweep(waiting: MemoryOutbox, post: MemoryPost, clock: FakeClock | None = None) -> Sweep:
    """A round that sends one after the other, in which only pauses take time, and no time of day."""
    clock = clock or FakeClock(NOW)

    def pause(seconds: float) -> None:
        clock.seconds += seconds

    site, course = (lambda: CATALOGUE.site), CATALOGUE.course
    return Sweep(waiting, OpenSeal(), post, clock, site, course, pause, hands=1)
