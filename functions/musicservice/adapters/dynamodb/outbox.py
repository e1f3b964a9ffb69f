"""Waiting messages in DynamoDB, found through a sparse index and held by moving their time forward."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.outbox import Message
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

UNTOUCHED = "#state = :waiting AND next_at = :seen AND attempts = :attempts"
"""Holds as long as nobody else has claimed the message since it was read."""


@dataclass(frozen=True)
class DynamoOutbox:
    """The table whose name begins with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def due(self, now: datetime, limit: int) -> Sequence[Message]:
        """Messages to send now, the longest waiting first. The index may lag: claiming decides."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                IndexName="pending",
                KeyConditionExpression="pending = :pending AND next_at <= :now",
                ExpressionAttributeValues=items.noted(
                    {":pending": items.PENDING, ":now": items.seconds(now)}
                ),
                Limit=limit,
            )
        return [items.message_from(item) for item in found["Items"]]

    def claim(self, message: Message, until: datetime) -> Message | None:
        """The message with one more attempt, ours until then; None if somebody else has it."""
        claimed = replace(message, due=until, attempts=message.attempts + 1)
        changed = {":until": items.seconds(until), ":more": claimed.attempts}
        held = self._change(message, "SET next_at = :until, attempts = :more", changed)
        return claimed if held else None

    def sent(self, message: Message, now: datetime) -> None:
        """Done: forget the address, and the message itself after a while."""
        purge = items.seconds(now + items.SENT_KEPT)
        self._change(
            message,
            "SET #state = :state, sent_at = :at, purge_at = :purge REMOVE pending, recipient, reason",
            {":state": "sent", ":at": items.written(now), ":purge": purge},
        )

    def postpone(self, message: Message, due: datetime, reason: str) -> None:
        """Try again at `due`."""
        self._change(
            message, "SET next_at = :due, reason = :reason", {":due": items.seconds(due), ":reason": reason}
        )

    def give_up(self, message: Message, reason: str) -> None:
        """Never again; it stays for staff to see."""
        self._change(
            message,
            "SET #state = :state, reason = :reason REMOVE pending",
            {":state": "failed", ":reason": reason},
        )

    @property
    def _table(self) -> str:
        return f"{self.prefix}-outbox"

    def _change(self, message: Message, change: str, values: dict[str, Any]) -> bool:
        """Whether the message was still ours to change."""
        try:
            self.client.update_item(
                TableName=self._table,
                Key=items.message_key(message),
                UpdateExpression=change,
                ConditionExpression=UNTOUCHED,
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues=items.noted({**_seen(message), **values}),
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        except (ClientError, BotoCoreError) as failure:
            raise UnavailableError(SERVICE, code_of(failure)) from failure
        return True


def _seen(message: Message) -> dict[str, Any]:
    """The values of UNTOUCHED."""
    return {":waiting": "pending", ":seen": items.seconds(message.due), ":attempts": message.attempts}
