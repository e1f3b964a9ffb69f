"""What is known of each upload, in the table `uploads`. Nothing in it says whose it is.

The public function only ever adds rows, in transactions as everywhere, so that it cannot change what the
worker found. One upload has up to three: its state, and marks that it was taken out or handed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.uploads import OPEN, UNSENT_KEPT, Upload
from musicservice.evidence_ports import Cause, Due
from musicservice.ports import OutcomeUnknownError, UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PREFIX = "UPLOAD#"
STATE, WITHDRAWN, HANDED_IN = "STATE", "WITHDRAWN", "HANDED_IN"
CAUSES: dict[str, Cause] = {STATE: "over", WITHDRAWN: "withdrawn", HANDED_IN: "handed-in"}
DUE = "due"
"""The one partition of the index over what is to be seen to."""
FOUND = ("stage", "kind", "size", "reason", "checked_by")


@dataclass(frozen=True)
class DynamoUploads:
    """The table whose name begins with `prefix`. `once` must not try again by itself."""

    client: "DynamoDBClient"
    once: "DynamoDBClient"
    prefix: str

    def open(self, upload: str, now: datetime) -> None:
        """Begin one: it is invited. Raises UnavailableError."""
        self._add(upload, STATE, {"stage": "invited", "due_at": items.seconds(now + UNSENT_KEPT)})

    def withdraw(self, upload: str, now: datetime) -> None:
        """Note that its owner does not want it kept. Raises UnavailableError."""
        self._add(upload, WITHDRAWN, {"due_at": items.seconds(now)})

    def hand_in(self, upload: str, now: datetime) -> None:
        """Note that it belongs to an application from now on. Raises UnavailableError."""
        self._add(upload, HANDED_IN, {"due_at": items.seconds(now)})

    def get(self, upload: str) -> Upload | None:
        """The upload, or None where there is none of this id. Raises UnavailableError."""
        item = items.plain(read(self.client, self._table, _key(upload, STATE)))
        return Upload(upload, **{n: item[n] for n in FOUND} | {"size": int(item["size"])}) if item else None

    def settle(self, upload: Upload) -> bool:
        """Write down what was found; False if it is not open any more. Raises UnavailableError."""
        names = {f"#{name}": name for name in FOUND}
        values = {f":{name}": getattr(upload, name) for name in FOUND}
        stages = {f":open{n}": stage for n, stage in enumerate(sorted(OPEN))}
        return self._change(
            upload.id,
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in FOUND),
            ConditionExpression=f"#stage IN ({', '.join(stages)})",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=items.noted(values | stages),
        )

    def due(self, now: datetime, limit: int) -> Sequence[Due]:
        """What to see to now, the longest waiting first. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=self._table,
                IndexName="due",
                KeyConditionExpression="pending = :due AND due_at <= :now",
                ExpressionAttributeValues=items.noted({":due": DUE, ":now": items.seconds(now)}),
                Limit=limit,
            )
        return [_due(items.plain(item)) for item in found["Items"]]

    def keep_until(self, upload: str, until: datetime) -> None:
        """Let its time be over then; its handing in is seen to. Raises UnavailableError."""
        self._change(
            upload,
            UpdateExpression="SET due_at = :until",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues=items.noted({":until": items.seconds(until)}),
        )
        self._delete(upload, HANDED_IN)

    def erase(self, upload: str) -> None:
        """Forget it: its state last, so that half the work is found again. Raises UnavailableError."""
        for row in (HANDED_IN, WITHDRAWN, STATE):
            self._delete(upload, row)

    @property
    def _table(self) -> str:
        return f"{self.prefix}-uploads"

    def _add(self, upload: str, row: str, facts: dict[str, Any]) -> None:
        """Add a row, or leave the one that is there."""
        blank = dict.fromkeys(FOUND, "") | {"size": 0} if row == STATE else {}
        item = _key(upload, row) | items.noted(blank | facts | {"pending": DUE})
        put = {"TableName": self._table, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
        try:
            Transaction(self.once).write([{"Put": put}], until=0)
        except ConditionFailedError:
            return
        except OutcomeUnknownError as unknown:
            raise UnavailableError(SERVICE, unknown.code) from unknown

    def _change(self, upload: str, **asked: Any) -> bool:
        """Whether the condition held and its state was changed."""
        try:
            self.client.update_item(TableName=self._table, Key=_key(upload, STATE), **asked)
        except self.client.exceptions.ConditionalCheckFailedException:
            return False
        except (ClientError, BotoCoreError) as failure:
            raise UnavailableError(SERVICE, code_of(failure)) from failure
        return True

    def _delete(self, upload: str, row: str) -> None:
        with translated(SERVICE):
            self.client.delete_item(TableName=self._table, Key=_key(upload, row))


def _key(upload: str, row: str) -> items.Item:
    return items.noted({"pk": PREFIX + upload, "sk": row})


def _due(keys: items.Item) -> Due:
    at = datetime.fromtimestamp(int(keys["due_at"]), UTC)
    return Due(str(keys["pk"]).removeprefix(PREFIX), CAUSES[str(keys["sk"])], at)
