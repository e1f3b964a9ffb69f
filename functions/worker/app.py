# ruff: noqa: INP001 - Chalice ships app.py as a lone module
"""The worker: what is done on a schedule and asked for by nobody. It serves no requests."""

import json
import time

from chalice.app import Chalice, CloudWatchEvent, Rate

from musicservice import bootstrap
from musicservice.web import journal

app = Chalice(app_name="durham-music-worker", debug=False, configure_logs=False, env={})


class SweepFailedError(Exception):
    """A round of sending stopped early. The line in the log says why; this says nothing that was sent."""


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(_event: CloudWatchEvent) -> None:
    """Sends what waits in the outbox. Raises SweepFailedError, so that AWS counts a failed round."""
    begun = time.perf_counter()
    try:
        counts = bootstrap.sweep()()
    except Exception as broken:  # noqa: BLE001 - told by kind and place, whatever it is
        number = journal.incident()
        journal.note(journal.Occasion("sweep", incident=number, fault=journal.fault(broken)))
        raise SweepFailedError(number) from None
    if counts:
        milliseconds = round((time.perf_counter() - begun) * 1000)
        journal.note(journal.Occasion("sweep", ms=milliseconds, counts=json.dumps(counts, sort_keys=True)))


if bootstrap.configured():
    bootstrap.sweep()
