"""`make seats`: gives the live courses the seats that their files say, and tells which cannot have them.

`make run` does the same after each build. What it says of a course names its file, as every mistake in the
content does. With MUSICSERVICE_TABLES in the environment, `make seats` means the tables there.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import boto3

from local import settings, tables
from local.data import answering
from local.install import Unmet
from local.places import ROOT, Places
from local.process import BrokenError
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.catalogue import Catalogue
from musicservice.domain.training import LONDON
from musicservice.services.courses import FollowFiles, Outcome, Shortage
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.reading.checks import check
from plugins.reading.library import read_library
from plugins.reading.lives import parted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from local.parts import Plan
    from musicservice.domain.training import Course, Seats

TABLES = "MUSICSERVICE_TABLES"


class SeatsRefusedError(Exception):
    """A file wants fewer seats than are promised. The message is ready to be read by whoever wrote it."""


def main(root: Path = ROOT) -> int:
    """Print what was done. Returns 0; 1 where a file cannot have its seats; 2 where nothing can be asked."""
    try:
        library = read_library(root / "content")
        check(library, root / "theme" / "templates")
        shown = parted(library, SystemClock().now().astimezone(LONDON).date()).bookable
        courses = [course.as_course(library.data.prices.by_id) for course in shown.courses]
        with ExitStack() as undo:
            print(summary(followed(store(undo, root), courses), root))
    except (ContentRefusedError, SeatsRefusedError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except (Unmet, BrokenError) as missing:
        print(f"make seats: {missing}", file=sys.stderr)
        return 2
    return 0


def store(undo: ExitStack, root: Path) -> DynamoSeats:
    """The tables that the environment names, or those of this machine."""
    if TABLES in os.environ:
        return DynamoSeats(boto3.client("dynamodb"), os.environ[TABLES])
    settings.stay_here()
    address = undo.enter_context(answering(Places(root, root / ".local")))
    return DynamoSeats(tables.client(address, settings.credentials(os.environ)), tables.PREFIX)


def follow(plan: Plan) -> None:
    """After a build: the courses of its catalogue. Raises SeatsRefusedError, or BrokenError."""
    courses = Catalogue.from_json(plan.catalogue.read_text(encoding="utf-8")).courses
    client = tables.client(plan.addresses.dynamodb_url, settings.credentials(os.environ))
    summary(followed(DynamoSeats(client, tables.PREFIX), courses), plan.places.root)
    client.close()


def followed(seats: DynamoSeats, courses: Sequence[Course]) -> Outcome:
    """One round. Raises BrokenError where a course could not be asked or settled."""
    outcome = FollowFiles(seats, lambda: courses, SystemClock()).round()
    if left := sum(outcome.counts[name] for name in ("unavailable", "busy", "left")):
        raise BrokenError(f"The seats of {left} courses could not be settled: the database did not answer.")
    return outcome


def summary(outcome: Outcome, root: Path) -> str:
    """How many courses were opened and changed. Raises SeatsRefusedError."""
    refused = [*(said(one, root) for one in outcome.shortages), *(missed(one, root) for one in outcome.gone)]
    if refused:
        raise SeatsRefusedError("\n\n".join(map(str, refused)))
    return f"{outcome.counts['opened']} courses opened, {outcome.counts['changed']} changed."


def said(short: Shortage, root: Path) -> Mistake:
    """A shortage as a mistake in a course's file."""
    path = f"content/courses/{short.course}.md"
    expected = f"{short.promised} or more: so many are booked or on offer. The course keeps the seats it had"
    return Mistake(
        path, line(root / path), "seats", expected, f'"{short.wanted}"', f"seats: {short.promised}"
    )


def missed(seats: Seats, root: Path) -> Mistake:
    """A course that people count on and that has no file any more, as a mistake in the content."""
    path = f"content/courses/{seats.course}.md"
    expected = f"the file of a course on which {seats.promised} are booked or asked. Its booking is closed"
    found = "a file that is not on show yet" if (root / path).exists() else "no such file"
    return Mistake(path, 0, "the file", expected, found, "state: cancelled, and the reason why")


def line(file: Path) -> int:
    """Where the file says how many seats there are; 0 where it does not."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return next((n for n, text in enumerate(lines, start=1) if text.startswith("seats:")), 0)


if __name__ == "__main__":
    sys.exit(main())
