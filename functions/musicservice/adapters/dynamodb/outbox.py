"""Waiting messages in DynamoDB, found through a sparse index and held by moving their time forward."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.outbox import FAILED_KEPT, Message, Unreadable
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.literals import ReturnValueType

NO_MESSAGE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError)
"""What reading an item leads to that is not what we write: OSError for a time out of all reckoning."""

UNTOUCHED = "#state = :waiting AND next_at = :seen AND attempts = :attempts"
"""Holds as long as nobody else has claimed the message since it was read."""

SENT = "SET #state = :state, sent_at = :at, purge_at = :purge REMOVE pending, sealed, recipient, reason"
FAIL = (
    "SET #state = :state, reason = :reason, purge_at = :purge, failed_at = :failed, "
    "pending = :undelivered, next_at = :now"
)
"""It goes on to wait, for staff."""


@dataclass(frozen=True)
class DynamoOutbox:
    """The table whose name begins with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def due(self, now: datetime, limit: int) -> Sequence[Message | Unreadable]:
        """What waits, the longest waiting first. The index may lag: claiming decides."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                IndexName=items.WAITING,
                KeyConditionExpression="pending = :pending AND next_at <= :now",
                ExpressionAttributeValues=items.noted(
                    {":pending": items.PENDING, ":now": items.seconds(now)}
                ),
                Limit=limit,
            )
        return [_read(item, items.waiting_from) for item in found["Items"]]

    def claim(self, message: Message, until: datetime) -> Message | Unreadable | None:
        """The whole message with one more try begun, ours until then; None if somebody else has it."""
        claimed = replace(message.begun, due=until)
        changed = {
            ":until": items.seconds(until),
            ":more": claimed.attempts,
            ":unknown": claimed.unknown,
        }
        change = "SET next_at = :until, attempts = :more, in_doubt = :unknown"
        held = self._change(message, change, changed, "ALL_NEW")
        return None if held is None else _read(held, items.message_from)

    def sent(self, message: Message, now: datetime) -> None:
        """Done: forget what was sealed, and the message itself after a while."""
        purge = items.seconds(now + items.SENT_KEPT)
        self._change(
            message,
            SENT,
            {":state": "sent", ":at": items.written(now), ":purge": purge},
        )

    def postpone(self, message: Message, due: datetime, reason: str) -> None:
        """Try again at `due`."""
        changed = {":due": items.seconds(due), ":reason": reason, ":unknown": message.unknown}
        self._change(message, "SET next_at = :due, reason = :reason, in_doubt = :unknown", changed)

    def give_up(self, message: Message, reason: str, now: datetime) -> None:
        """Never again; it stays for staff to see, for as long as the outbox's rules say."""
        self._change(message, FAIL, _failed(reason, now))

    def set_aside(self, row: Unreadable, now: datetime) -> None:
        """Out of what is sent, so that it stops nobody; the row itself stays for staff to see."""
        pk, sk = row.keys
        with translated(SERVICE):
            self.client.update_item(
                TableName=self._table,
                Key=items.noted({"pk": pk, "sk": sk}),
                UpdateExpression=FAIL,
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues=items.noted(_failed(f"Unreadable: {row.fault}", now)),
            )

    @property
    def _table(self) -> str:
        return f"{self.prefix}-outbox"

    def _change(
        self, message: Message, change: str, values: dict[str, Any], back: "ReturnValueType" = "NONE"
    ) -> Mapping[str, Any] | None:
        """What was asked `back` of the message; None where it was no longer ours to change."""
        try:
            answer = self.client.update_item(
                TableName=self._table,
                Key=items.message_key(message),
                UpdateExpression=change,
                ConditionExpression=UNTOUCHED,
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues=items.noted({**_seen(message), **values}),
                ReturnValues=back,
            )
        except self.client.exceptions.ConditionalCheckFailedException:
            return None
        except (ClientError, BotoCoreError) as failure:
            raise UnavailableError(SERVICE, code_of(failure)) from failure
        return answer.get("Attributes", {})


def _read(item: Mapping[str, Any], reading: Callable[[Mapping[str, Any]], Message]) -> Message | Unreadable:
    try:
        return reading(item)
    except NO_MESSAGE as wrong:
        return Unreadable((item["pk"]["S"], item["sk"]["S"]), type(wrong).__name__)


def _failed(reason: str, now: datetime) -> dict[str, Any]:
    """The values of FAIL."""
    return {
        ":state": "failed",
        ":reason": reason,
        ":purge": items.seconds(now + FAILED_KEPT),
        ":failed": items.written(now),
        ":undelivered": items.UNDELIVERED,
        ":now": items.seconds(now),
    }


def _seen(message: Message) -> dict[str, Any]:
    """The values of UNTOUCHED."""
    return {":waiting": "pending", ":seen": items.seconds(message.due), ":attempts": message.attempts}
