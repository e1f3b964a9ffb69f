"""Codes, texts and letters to put under them, and the real tables they go to."""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from musicservice.adapters.dynamodb import DynamoLockers
from musicservice.domain import code as codes
from musicservice.domain.outbox import Message
from tests import engines
from tests.examples import NOW

MONTH = timedelta(days=28)
TEXT = '{"name": "Łucja 李", "needs": "a quiet space"}'.encode()


@dataclass(frozen=True)
class Tables:
    """One set of tables on the real engine."""

    address: str
    prefix: str
    client: Any

    @property
    def lockers(self) -> DynamoLockers:
        return DynamoLockers(self.client, self.client, self.prefix, "drafts")

    def items(self, table: str) -> list[dict[str, Any]]:
        """All of a table; by the name of a kind of locker, those of that kind."""
        return engines.of_kind(self.client, self.prefix, table)

    def spoil(self, _code: str) -> None:
        """Turns one bit of everything that lies there."""
        for item in self.items("drafts"):
            text = bytearray(item["text"]["B"])
            text[20] ^= 1
            item["text"]["B"] = bytes(text)
            self.client.put_item(TableName=f"{self.prefix}-lockers", Item=item)


def new_code() -> str:
    return codes.draw(secrets.choice)


def letter() -> Message:
    return Message(uuid4().hex, b"sealed", NOW)


def put(lockers: Any, code: str, text: bytes = TEXT, seen: int = 0, **changes: Any) -> None:
    until = time.monotonic() + 5
    lockers.put(
        **{"lasts": MONTH, "now": NOW, "until": until, "code": code, "text": text, "seen": seen} | changes
    )
