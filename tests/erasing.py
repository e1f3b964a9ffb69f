"""Invented families in any number, each with a word of its own in all they say, and a hunter for that word.

The forms are real ones, made by the services that make them; what is sealed lies open here, so that whoever
hunts can see into it.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, partial
from typing import Any

from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.adapters.dynamodb.office import DynamoCases
from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Placed, Submission
from musicservice.forms.draft import Draft
from musicservice.forms.reading import read
from musicservice.office_ports import Change, Paper
from musicservice.services.composing import Composing
from musicservice.services.drafting import Opened
from tests import engines, examples
from tests.examples import CATALOGUE, NOW
from tests.fakes import OpenSeal
from tests.households import FREE_MEALS, LESSONS, household

MARKED = (
    "Renée ع",
    "renee@family.example",
    "2 Example Row",
    "Zofia Łucja",
    "O'Neill-Șerban",
    "The boiler broke",
    "Sitting near the front helps.",
    "I like it LOUD",
)
"""What the example family says, and what gets a word of its own."""
PATIENCE = 20.0
RESTORERS = 4


@dataclass(frozen=True)
class Family:
    """A family whose form was kept: the word in all of it, and the codes it has."""

    word: str
    sent: Submission
    codes: tuple[tuple[str, str], ...]
    uploads: tuple[str, ...] = ()

    @property
    def case(self) -> str:
        return self.sent.case

    def said(self) -> set[str]:
        """All that they said with their word in it, open and sealed."""
        sealed = OpenSeal().open(self.sent.sealed, {"record": self.case, "purpose": "answers"})
        return {text for text in texts([self.sent.answers, json.loads(sealed)]) if self.word in text}


@dataclass(frozen=True)
class Town:
    """Families over a set of tables."""

    client: Any
    prefix: str
    chance: random.Random = field(default_factory=lambda: random.Random(17))  # noqa: S311 - the same each run

    def settle(self, count: int, first: int = 0) -> list[Family]:
        """So many families send a form, and something happens to some of them."""
        return [self._family(number) for number in range(first, first + count)]

    def _family(self, number: int) -> Family:
        word = f"zq{number:05}{self.chance.randrange(16**4):04x}"
        sent, code = self._sent(word)
        DynamoSubmissions(self.client, self.client, self.prefix).keep(sent, time.monotonic() + PATIENCE)
        placed = tuple((one.kind, one.code) for one in sent.placed)
        if number % 3 == 0:
            placed = (*placed, self._worked_on(word, sent))
        return Family(word, sent, (*placed, ("receipt", code)))

    def _sent(self, word: str) -> tuple[Submission, str]:
        code = "".join(self.chance.choices("23456789BCDFGHJKMNPQRTVWXYZ", k=20))
        draft = Draft.from_json(marked(word))
        composing = Composing(
            seal=OpenSeal(),
            catalogue=lambda: CATALOGUE,
            journey=lambda name, wording: examples.journey(wording, name),
            receipt_name=receipt_name,
            hand_in=tuple,
            choose=self.chance.choice,
        )
        reading = read(examples.journey(), draft, NOW.date())
        made = composing(Opened(code, reading, 0), NOW, lambda: None)
        return replace(made, spent=None), code

    def _worked_on(self, word: str, sent: Submission) -> tuple[str, str]:
        """A note, a letter and a link, as the office adds them."""
        code = "".join(self.chance.choices("23456789BCDFGHJKMNPQRTVWXYZ", k=20))
        letter = Message(
            f"{self.chance.randrange(16**32):032x}", f"Dear {word}".encode(), NOW, about=sent.case
        )
        paper = Paper(f"NOTE#2026-03-14T10:00:00Z#{word}", {"by": "s1"}, _noted(sent.case, f"{word} rang"))
        entry = Entry(sent.case, 2, "staff:s1", "noted", (), NOW, sent.audit.digest)
        placed = Placed("links", code, f'"{word}"'.encode(), timedelta(days=28))
        change = Change(sent.case, entry, NOW, papers=(paper,), messages=(letter,), placed=(placed,))
        DynamoCases(self.client, self.client, self.prefix).change(change, time.monotonic() + PATIENCE)
        return "links", code


def _noted(case: str, text: str) -> bytes:
    """A note as the office seals it."""
    return OpenSeal().seal(json.dumps({"text": text}).encode(), {"record": case, "purpose": "notes"})


@cache
def _example() -> str:
    said = {"proof_by": "school", "help_with_fees": "yes"}
    return household({**FREE_MEALS, **LESSONS}, {**LESSONS}, own=said).to_json()


def marked(word: str) -> str:
    """The example family's draft with the word in all that can hold one."""
    text = _example()
    for said in MARKED:
        name, at, rest = said.partition("@")
        changed = f"{name}.{word}{at}{rest}" if at else f"{said} {word}"
        text = text.replace(said, changed)
    return text


@dataclass(frozen=True)
class Hunter:
    """Looks through everything there is, as whoever stole all of it could."""

    client: Any
    prefix: str

    def tables(self) -> Iterator[tuple[str, str]]:
        """Each item of each table as text, whatever it holds."""
        for name in engines.table_names(self.client, self.prefix):
            for item in engines.everything(self.client, f"{self.prefix}-{name}"):
                yield name, as_text(item)

    def found(self, words: Iterable[str]) -> dict[str, set[str]]:
        """In which tables each word stands; those that stand nowhere are left out."""
        wanted = set(words)
        seen: dict[str, set[str]] = {}
        for table, text in self.tables():
            for word in wanted & pieces(text):
                seen.setdefault(word, set()).add(table)
        return seen


SHAPES = tuple(
    re.compile(shape)
    for shape in (r"zq[0-9]{5}[0-9a-f]{4}", r"DMS-\w+(?:-\w+)?", r"(?<![0-9a-f])[0-9a-f]{32}", r"[\w-]{32}")
)
"""What families are told by: their words, references, cases, and the ids of files."""


def pieces(text: str) -> set[str]:
    """Everything in a text that could be one of those, wherever it stands in it."""
    return {found for shape in SHAPES for found in shape.findall(text)}


def texts(told: Any) -> Iterator[str]:
    """Every text in some answers, however deep."""
    match told:
        case str():
            yield told
        case dict():
            for value in told.values():
                yield from texts(value)
        case list() | tuple():
            for value in told:
                yield from texts(value)


def as_text(item: Any) -> str:
    """An item as text, with its octets read as UTF-8 where they are."""
    match item:
        case bytes():
            return item.decode("utf-8", "replace")
        case dict():
            return " ".join(f"{key} {as_text(value)}" for key, value in item.items())
        case list() | tuple():
            return " ".join(as_text(value) for value in item)
        case _:
            return str(item)


def copied(client: Any, prefix: str) -> dict[str, Sequence[Any]]:
    """A backup of the tables that hold forms and what belongs to them; not the tombstones and the trail."""
    names = ("cases", "outbox", "lockers", "receipts", "uploads")
    return {name: engines.everything(client, f"{prefix}-{name}") for name in names}


def restored(client: Any, prefix: str, backup: dict[str, Sequence[Any]]) -> None:
    """Everything in the backup as it was. What lies there still just so need not be written again."""
    with ThreadPoolExecutor(RESTORERS) as pool:
        for name, listed in backup.items():
            there = {_key(item): item for item in engines.everything(client, f"{prefix}-{name}")}
            lost = [item for item in listed if there.get(_key(item)) != item]
            parts = [lost[first : first + 25] for first in range(0, len(lost), 25)]
            list(pool.map(partial(_put_back, client, f"{prefix}-{name}"), parts))


def _put_back(client: Any, table: str, items: Sequence[Any]) -> None:
    left = {table: [{"PutRequest": {"Item": item}} for item in items]}
    while left:
        left = client.batch_write_item(RequestItems=left)["UnprocessedItems"]


def _key(item: Any) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]
