"""T15: where a word could be heard that somebody typed: log, headers, addresses, errors and their pages."""

import io
import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from tests import engines
from tests.functions.canaries import leaks

LINKS = re.compile(r'(?:href|action|src|formaction)="(?!mailto:|tel:)([^"]*)"')
PROBLEMS = frozenset({400, 403, 404, 405, 413, 415, 500})
"""Statuses whose pages show nothing of what was sent: others give people back what they typed."""


@dataclass
class Found:
    """How much was sent, how much of it failed, which inputs sang, and where one was heard."""

    sent: int = 0
    failed: int = 0
    rounds: int = 0
    letters: int = 0
    inputs: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)

    def listen(self, place: str, text: str, known: tuple[str, ...] = ()) -> None:
        """Our own folder's name is no word that anybody typed; neither is what is `known` to stand there."""
        if sung := {*leaks(text.replace(str(engines.ROOT), ""))} - {*known}:
            self.heard.append(f"{place}: {sorted(sung)}")

    def more(self, other: "Found") -> None:
        self.sent, self.failed = self.sent + other.sent, self.failed + other.failed
        self.rounds, self.letters = self.rounds + other.rounds, self.letters + other.letters
        self.inputs |= other.inputs
        self.heard += other.heard


@contextmanager
def overheard(found: Found, what: str) -> Iterator[None]:
    """Listens to what is printed meanwhile, and to what libraries would log, down to the last detail."""
    log, root = io.StringIO(), logging.getLogger()
    listener, before = logging.StreamHandler(log), root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(log), redirect_stderr(log):
            yield
    finally:
        root.setLevel(before)
        root.removeHandler(listener)
        found.listen(f"log, {what}", log.getvalue())


def served(found: Found, app: Any, event: Any, what: str) -> None:
    """One request and its answer: listens to the log, the headers, the addresses and pages of problems."""
    answer = None
    with overheard(found, what):
        try:
            answer = app(event, None)
        except Exception as raised:  # noqa: BLE001 - nothing may be
            found.listen(f"exception, {what}", told(raised))
            found.heard.append(f"exception, {what}")
    if answer is None:
        return
    found.sent, found.failed = found.sent + 1, found.failed + (answer["statusCode"] >= 400)
    found.listen(f"headers, {what}", json.dumps(answer["headers"]))
    found.listen(f"addresses, {what}", " ".join(LINKS.findall(answer["body"])))
    if answer["statusCode"] in PROBLEMS:
        found.listen(f"page {answer['statusCode']}, {what}", answer["body"])


def told(raised: BaseException) -> str:
    """An exception as Lambda writes it into the log."""
    return "".join(traceback.format_exception(raised))
