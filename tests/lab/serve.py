"""One worker process of the rush: answers bookings over HTTP with the real service, as the function would.

It stands where the page for bookings will: `door.py` says what is sent, and is the one place to change then.
"""

import json
import os
import sys
from dataclasses import replace
from wsgiref.types import StartResponse, WSGIEnvironment

from local.crew import listen
from local.serving import Serving
from musicservice import bootstrap
from musicservice.services.managing import Managing
from tests.lab import door
from tests.lab.mutants import spoilt

THREADS = 16
"""A quarter of all who are served at once by four processes."""


def managing(mutant: str) -> Managing:
    """The service as the function makes it, or with one of its guards taken out."""
    made = bootstrap.managing()
    if not mutant:
        return made
    store = spoilt(mutant, bootstrap._tables())
    return Managing(replace(made.booking, bookings=store))


def main(port: int, mutant: str) -> None:
    service = managing(mutant)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not length:
            start("200 OK", [])
            return []
        asked = json.loads(environ["wsgi.input"].read(length))
        status, said = door.answered(service.booking.book(door.request(asked)))
        start(f"{status} .", [("Content-Type", "application/json")])
        return [json.dumps(said).encode()]

    Serving(answer, listen(port), threads=THREADS, ident=None).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), os.environ.get("LAB_MUTANT", ""))
