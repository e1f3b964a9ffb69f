"""The whole product on free ports, for tests: the parts of `make run` without its building and watching."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from local import data, mailbox, settings, tables
from local.claim import Claim
from local.crew import Crew, listen
from local.engine import choose
from local.mail import MESSAGES
from local.parts import plan
from local.places import ROOT, Places
from local.shown import Shown

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PATIENCE = 15.0  # seconds for a message that the worker sends every second


@dataclass(frozen=True)
class Stack:
    """Where the running product answers, and what a test may ask of it."""

    site_url: str
    mailbox_url: str
    dynamodb_url: str
    aws_url: str
    edited: Path
    """The folder whose content/ the editor changes. It is empty until a test fills it."""
    office_url: str = ""

    def count(self, table: str) -> int:
        """How many items a table holds, named without its prefix: "cases"."""
        return data.count(self._dynamodb(), f"{tables.PREFIX}-{table}")

    def data(self) -> str:
        """What `make data` prints."""
        return data.report(self._dynamodb())

    def wait_for_mail(self, address: str, about: str = "") -> str:
        """The newest message to `address` with `about` in its subject: subject, empty line, text.

        Raises TimeoutError.
        """
        message = self.wait_for_message(address, about)
        return f"{message['Subject']}\n\n{message['BodyText']}"

    def wait_for_message(self, address: str, about: str = "") -> mailbox.Message:
        """The same as the mail service holds it. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in reversed(mailbox.fetch(self.aws_url + MESSAGES)):
                if address in message["To"] and about in message["Subject"]:
                    return message
            time.sleep(0.1)
        raise TimeoutError("no message came")

    def _dynamodb(self) -> "DynamoDBClient":
        return tables.client(self.dynamodb_url, settings.OFFLINE)


@contextmanager
def running_stack(folder: Path, site: Path, catalogue: Path, port: int = 0) -> Iterator[Stack]:
    """Engine, mail stand-in, server and worker over a built site, for as long as the context lasts.

    `folder` takes the place of `.local`, and what the editor writes goes there, not to the project;
    `site` is a built site and `catalogue` the file it was built with.
    Raises what `make run` would print: `Unmet`, `TakenError`, `BrokenError`, or OSError for a taken port.
    """
    settings.stay_here()
    places = Places(ROOT, folder, elsewhere=folder / "edited")
    with ExitStack() as undo:
        claim = undo.enter_context(Claim(folder, "a test"))
        listener = undo.enter_context(listen(port))
        office = undo.enter_context(listen(0))
        places.prepare()
        Shown(str(site)).write(places.shown)
        crew = Crew(plan(places, choose(places, os.environ), listener, office, catalogue), claim)
        undo.callback(crew.stop)
        crew.begin()
        crew.complete()
        at = crew.plan.addresses
        yield Stack(at.site_url, at.mailbox_url, at.dynamodb_url, at.aws_url, places.edited, at.office_url)
