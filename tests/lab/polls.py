"""The invariant, looked at again and again in one transaction of reads, while others book and change."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.dynamodb.course_items import place_from, seats_from, seats_key
from musicservice.domain.training import Seats
from musicservice.domain.training.place import Place

MOST = 99
"""How many rows fit into one transaction of reads beside the seats."""


@dataclass
class Polls:
    """What was seen. `whole` counts the polls that saw every row: none had come since they were listed."""

    client: Any
    prefix: str
    course: str
    made: int = 0
    whole: int = 0
    violations: list[str] = field(default_factory=list)

    def once(self) -> None:
        """Seats and rows of one moment. Where rows came meanwhile, those seen may be few, never too many."""
        before = self._seats()
        keys = self._rows()
        seats, places = self._together(keys[:MOST])
        self.made += 1
        confirmed = sum(place.confirmed for place in places)
        offered = sum(place.offered for place in places)
        is_whole = seats.version == before.version and len(keys) <= MOST
        self.whole += is_whole
        too_many = confirmed > seats.confirmed or offered > seats.offered_now
        too_few = is_whole and (confirmed, offered) != (seats.confirmed, seats.offered_now)
        if not seats.is_sound or too_many or too_few:
            self.violations.append(f"{seats} beside {confirmed} confirmed and {offered} offered in rows")

    def _seats(self) -> Seats:
        got = self.client.get_item(
            TableName=f"{self.prefix}-catalogue", Key=seats_key(self.course), ConsistentRead=True
        )
        return seats_from(got["Item"])

    def _rows(self) -> list[Any]:
        pages = self.client.get_paginator("query").paginate(
            TableName=f"{self.prefix}-bookings",
            KeyConditionExpression="pk = :pk AND begins_with(sk, :book)",
            ExpressionAttributeValues={":pk": {"S": f"COURSE#{self.course}"}, ":book": {"S": "BOOK#"}},
            ProjectionExpression="pk, sk, standing",
            ConsistentRead=True,
        )
        found = [item for page in pages for item in page["Items"]]
        found.sort(key=lambda item: item["standing"]["S"] not in {"confirmed", "offered"})
        return [{"pk": item["pk"], "sk": item["sk"]} for item in found]

    def _together(self, keys: list[Any]) -> tuple[Seats, list[Place]]:
        gets = [{"Get": {"TableName": f"{self.prefix}-catalogue", "Key": seats_key(self.course)}}]
        gets += [{"Get": {"TableName": f"{self.prefix}-bookings", "Key": key}} for key in keys]
        seats, *rows = self.client.transact_get_items(TransactItems=gets)["Responses"]
        return seats_from(seats["Item"]), [place_from(row["Item"]) for row in rows]


@contextmanager
def polling(client: Any, prefix: str, course: str, pause: float = 0.005) -> Iterator[Polls]:
    """Polls until the context ends, and once more then, when everything is still."""
    polls, over = Polls(client, prefix, course), threading.Event()

    def poll() -> None:
        while not over.wait(pause):
            try:
                polls.once()
            except (ClientError, BotoCoreError):
                continue  # the engine was busy with a write: not a look at anything

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield polls
    finally:
        over.set()
        thread.join()
    polls.once()
