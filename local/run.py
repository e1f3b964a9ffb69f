"""`make run`: the whole product on this machine, until Ctrl-C.

It speaks to the person: what it is doing, where things answer, what went wrong in one line with the way out.
The parts themselves are `local.crew`'s.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from types import FrameType

from local import directory, editing
from local.build import BuildFailedError
from local.claim import Claim, Record, TakenError
from local.crew import Crew, listen
from local.engine import Engine, choose
from local.follow import follow, settle, timed
from local.install import Unmet
from local.parts import plan
from local.places import ROOT, Places
from local.preview import Preview
from local.process import BrokenError
from local.settings import stay_here
from local.watch import Edits, edits
from musicservice.domain.office.area import AREAS

PORT = 8000
HIGHEST_PORT = 65535
STARTED_BY = os.getppid()


def main() -> int:
    """Run until asked to stop. Returns the exit code: 0 stopped, 1 a part broke, 2 something is missing."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, interrupt)
    stay_here()
    try:
        run(Places(ROOT, ROOT / ".local"), port_from(os.environ.get("PORT", "")))
    except KeyboardInterrupt:
        return 0
    except (Unmet, TakenError) as refused:
        print(
            f"make run: {already(refused) if isinstance(refused, TakenError) else refused}", file=sys.stderr
        )
        return 2
    except (BrokenError, BuildFailedError) as broken:
        print(f"\n{broken}", file=sys.stderr)
        return 1
    return 0


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    """The first request to stop is enough; the next must not disturb the stopping."""
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    raise KeyboardInterrupt


def run(places: Places, port: int) -> None:
    with ExitStack() as undo:
        claim = undo.enter_context(Claim(places.folder, "make run"))
        listener = undo.enter_context(free(port))
        office = undo.enter_context(beside(port))
        places.prepare()
        engine = choose(places, os.environ)
        catalogue = places.folder / "catalogue.json"
        crew = Crew(plan(places, engine, listener, office, catalogue), claim)
        undo.callback(crew.stop)
        crew.begin()
        looks = edits(places.root)
        next(looks)  # the first look starts the watch: an edit made while all this begins is not missed
        preview = Preview(crew.plan, crew.leash)
        undo.callback(preview.stop)
        with timed("Building the site"):
            preview.whole()
        with timed("Starting the database, the mail service, the forms and the worker"):
            crew.complete()
            settle(crew)
        ready(crew, engine)
        attend(crew, preview, looks)


def port_from(text: str) -> int:
    """The port a person asked for with PORT, or the usual one. Raises `Unmet` for what is no port."""
    if not text:
        return PORT
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) <= HIGHEST_PORT:
        raise Unmet(f"PORT={text} is no port: use a number from 1 to {HIGHEST_PORT}, for instance PORT=8001")
    return int(text)


def free(port: int) -> socket.socket:
    try:
        return listen(port)
    except PermissionError as refused:
        raise Unmet(
            f"port {port} may not be used by you: choose one above 1023, make run PORT=8000"
        ) from refused
    except OSError as refused:
        with listen(0) as other:
            way_out = f"stop that program, or use another port: make run PORT={other.getsockname()[1]}"
        raise Unmet(f"port {port} is taken by another program: {way_out}") from refused


def beside(port: int) -> socket.socket:
    """The office's own port: the next one, or any that is free."""
    try:
        return listen(port + 1)
    except (OSError, OverflowError):
        return listen(0)


def already(taken: TakenError) -> str:
    record = taken.record or Record("another run", 0)
    where = f" at {record.site_url}" if record.site_url else ""
    holder = f"{record.command}{where} (process {record.pid})"
    return f"this folder is in use by {holder}: use that one, or stop it first"


def ready(crew: Crew, engine: Engine) -> None:
    addresses = crew.plan.addresses
    crew.claim.note(
        replace(
            crew.claim.record,
            site_url=addresses.site_url,
            dynamodb_url=addresses.dynamodb_url,
            aws_url=addresses.aws_url,
        )
    )
    if engine.remark:
        print(engine.remark)
    print(f"Ready: {addresses.site_url}")
    print(f"Mailbox: {addresses.mailbox_url}")
    print(f"Publish: {addresses.site_url}/_publish/")
    print(f"Edit: {addresses.site_url}{editing.START}/")
    print(f"Office: {addresses.office_url}  (sign in with password {directory.PASSWORD} as)")
    for person in directory.people():
        roles = ", ".join(one.partition("-")[2] for one in person.groups if one.startswith("role-"))
        areas = [one.partition("-")[2] for one in person.groups if one.startswith("area-")]
        only = "" if len(areas) == len(AREAS) else f", {' and '.join(areas)} only"
        print(f"  {person.username:6} {roles.replace('-', ' ')}{only}")
    print("Stop with Ctrl-C.", flush=True)


def attend(crew: Crew, preview: Preview, looks: Iterator[Edits]) -> None:
    """Follow edits, and mend what dies, until interrupted or until the make that started this is gone."""
    for seen in looks:
        follow(crew, preview, seen)
        for line in crew.mend():
            print(line, flush=True)
        if "MAKELEVEL" in os.environ and os.getppid() != STARTED_BY:
            return


if __name__ == "__main__":
    sys.exit(main())
