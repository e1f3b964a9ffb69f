"""Stands in for the clock that wakes the worker in AWS: calls each of its rounds every second, or every ten
seconds where AWS's scheduler does so every hour, and tells it what the mail service has to say.

What goes wrong in one round is named and left to the next; the message of an error may quote an answer, so
only its kind is written down. A stop is heeded between two rounds.
"""

import signal
import sys
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias

from chalice.local import LambdaContext

from local.functions import function, limit
from local.process import announce
from local.told import Told

Work: TypeAlias = Callable[[dict[str, Any], LambdaContext], None]
ROUNDS = ("follow_courses", "promote", "remind", "mind", "sweep", "inspect", "keep", "follow")
EVERY = 1.0  # seconds; AWS's own clock wakes it every minute
SELDOM = ("purge", "lapse", "anchor")
TURN = 10  # turns after which these go too; in AWS, an hour


def main() -> None:
    """Work until asked to stop; announce the first time that every round went well."""
    stop = threading.Event()

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked)
    worker, told = function("worker"), Told(Path(sys.argv[1]))
    is_ready = False
    for turn in count():
        if stop.is_set():
            break
        due = ROUNDS if is_ready and turn % TURN else ROUNDS + SELDOM
        # each has its turn, whatever became of the one before
        outcomes = [went_well(name, getattr(worker, name)) for name in due]
        listen(worker.hear, told)
        if all(outcomes) and not is_ready:
            is_ready = True
            announce()
        stop.wait(EVERY)


def listen(hear: Work, told: Told) -> None:
    """Has the worker hear what the mail service tells. What it could not hear is told again."""
    for place, event in told.waiting():
        if went_well("hear", hear, event):
            place.unlink(missing_ok=True)


def went_well(name: str, work: Work, event: dict[str, Any] | None = None) -> bool:
    """Whether one round went well, in the time that AWS gives it. What was wrong is named by its kind."""
    try:
        context = LambdaContext(name, 512, limit("worker", name) * 1000)
        work(event or scheduled(datetime.now(UTC)), context)
    except Exception as wrong:  # noqa: BLE001 - whatever it was, the next round is the cure
        print(f"A round failed: {type(wrong).__name__}", flush=True)
        return False
    return True


def scheduled(now: datetime) -> dict[str, Any]:
    """A scheduled event as EventBridge sends it."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "region": "eu-west-2",
        "resources": ["arn:aws:events:eu-west-2:000000000000:rule/sweep"],
        "detail": {},
    }


if __name__ == "__main__":
    main()
