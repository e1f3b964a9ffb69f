# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The worker: what is done on a schedule and asked for by nobody. It serves no requests."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from chalice.app import Chalice, CloudWatchEvent, DynamoDBEvent, Rate, SNSEvent

from musicservice import bootstrap, settings, starting
from musicservice.web import journal
from musicservice.web.time_left import ROUND, SWEEP, is_short

app = Chalice(app_name="durham-music-worker", debug=False, configure_logs=False, env={})
STREAM = "arn:aws:dynamodb:eu-west-2:000000000000:table/outbox/stream/0"
"""Chalice wants an address in its code; infrastructure/merge/worker.json puts the real one in its place."""
LETTERS = "${TablePrefix}-letters"
"""The topic to which the mail service tells what becomes of letters; CloudFormation puts the prefix in."""
Event: TypeAlias = CloudWatchEvent | DynamoDBEvent | SNSEvent


class RoundFailedError(Exception):
    """A round of work stopped early. The line in the log says why; this says nothing that was handled."""


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> None:
    """Sends what waits in the outbox. Raises RoundFailedError, so that AWS counts a failed round."""
    done(event, "sweep", bootstrap.sweep, SWEEP)


@app.on_dynamodb_record(stream_arn=STREAM, batch_size=25)
def arrived(event: DynamoDBEvent) -> None:
    """Sends at once what just came into the outbox: a batch of what waits, which the sweep makes good.

    What is in the event is not read: the outbox itself says what waits. Raises RoundFailedError.
    """
    done(event, "arrived", lambda: bootstrap.sweep().once)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def follow_courses(event: CloudWatchEvent) -> None:
    """Makes the seats of courses follow their files. Raises RoundFailedError."""
    done(event, "follow_courses", bootstrap.follow_courses)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def inspect(event: CloudWatchEvent) -> None:
    """Looks at the proofs that arrived. Raises RoundFailedError."""
    done(event, "inspect", bootstrap.inspect)


@app.schedule(Rate(1, unit=Rate.HOURS))
def purge(event: CloudWatchEvent) -> None:
    """Throws away proofs whose time is over. Raises RoundFailedError."""
    done(event, "purge", bootstrap.purge)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def promote(event: CloudWatchEvent) -> None:
    """Offers seats that came back to those who wait. Raises RoundFailedError."""
    done(event, "promote", bootstrap.promote)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def remind(event: CloudWatchEvent) -> None:
    """Reminds those who come to a course, and tells them of changes. Raises RoundFailedError."""
    done(event, "remind", bootstrap.remind)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def mind(event: CloudWatchEvent) -> None:
    """Tells whoever runs the courses what only they can decide. Raises RoundFailedError."""
    done(event, "mind", bootstrap.mind)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def keep(event: CloudWatchEvent) -> None:
    """Takes away what nobody may keep any longer, and what staff had erased. Raises RoundFailedError."""
    done(event, "keep", bootstrap.keep)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def follow(event: CloudWatchEvent) -> None:
    """Does what follows from what happened, and counts it. Raises RoundFailedError."""
    done(event, "follow", bootstrap.follow)


@app.schedule(Rate(1, unit=Rate.HOURS))
def lapse(event: CloudWatchEvent) -> None:
    """Gives offers that nobody answered back to the office. Raises RoundFailedError."""
    done(event, "lapse", bootstrap.lapse)


@app.on_sns_message(topic=LETTERS)
def hear(event: SNSEvent) -> None:
    """Writes down what became of a letter. Raises RoundFailedError, so that AWS tells it again."""
    done(event, "hear", lambda: partial(bootstrap.hear(), event.message))


@app.schedule(Rate(1, unit=Rate.HOURS))
def anchor(event: CloudWatchEvent) -> None:
    """Puts the ends of trails where nobody can change them. Raises RoundFailedError."""
    done(event, "anchor", bootstrap.anchor)


def done(
    event: Event, name: str, made: Callable[[], Callable[[], Mapping[str, int]]], needed: float = ROUND
) -> None:
    """One round of what `made` makes; what it counted is noted, unless that was nothing.

    Not begun where the function is ended before the `needed` seconds are over: the next round does it.
    """
    begun = time.perf_counter()
    if is_short(event.context, needed):
        journal.note(journal.Occasion(name, remark="no-time"))
        raise RoundFailedError("no-time")
    try:
        counts = made()()
    except Exception as broken:  # noqa: BLE001 - told by kind and place, whatever it is
        number = journal.incident()
        journal.note(journal.Occasion(name, incident=number, fault=journal.fault(broken)))
        raise RoundFailedError(number) from None
    if counts:
        milliseconds = round((time.perf_counter() - begun) * 1000)
        journal.note(journal.Occasion(name, ms=milliseconds, counts=dict(sorted(counts.items()))))


if settings.configured():
    bootstrap.sweep()
    bootstrap.purge()
starting.ready()
