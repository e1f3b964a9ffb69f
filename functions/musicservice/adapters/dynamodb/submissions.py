"""Accepted forms in DynamoDB: receipt, case, reference, message and audit entry in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import Placed, Spent, Submission
from musicservice.ports import AlreadyReceivedError, ReferenceTakenError, StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ABSENT = "attribute_not_exists(pk)"
ABSENT_OR_FORGOTTEN = f"{ABSENT} OR purge_at < :now"
"""Expired items can stay readable for days, so the condition looks at the time itself."""


@dataclass(frozen=True)
class DynamoSubmissions:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:
        """The receipt, if it is still remembered at `now`. Raises UnavailableError."""
        found = read(self.reading, f"{self.prefix}-receipts", items.receipt_key(fingerprint))
        return items.receipt_from(fingerprint, found, now) if found else None

    def keep(self, submission: Submission, until: float) -> None:
        """Keep all of it or nothing. Raises what the port says."""
        try:
            Transaction(self.writing).write(self._parts(submission), until)
        except ConditionFailedError as failed:
            raise _refused(submission, failed) from failed

    def _parts(self, submission: Submission) -> Sequence[Any]:
        at = submission.receipt.received_at
        now = items.noted({":now": items.seconds(at)})
        spent = submission.spent
        return [
            self._put("receipts", items.receipt_item(submission.receipt), ABSENT_OR_FORGOTTEN, now),
            self._put("cases", items.case_item(submission)),
            self._put("cases", items.reference_item(submission)),
            *self._begun(submission),
            *([self._spending(submission, spent)] if spent else []),
            *(self._put("outbox", items.message_item(message)) for message in submission.messages),
            *(self._placing(one, 0, at) for one in submission.placed if not _follows(one, spent)),
            *(self._put("cases", work_items.work_item(work)) for work in submission.works),
            *(self._put("cases", work_items.trace_item(trace)) for trace in submission.traces),
            *(self._put("happenings", work_items.happening_item(one)) for one in submission.happenings),
        ]

    def _begun(self, submission: Submission) -> list[Any]:
        """The trail's first entry, and where it ends by now."""
        return DynamoTrail(self.reading, self.writing, self.prefix).parts(submission.audit)

    def _spending(self, submission: Submission, spent: Spent) -> Any:
        """The draft goes, or what is left under its code comes in its place: both in one write."""
        at = submission.receipt.received_at
        for one in submission.placed:
            if _follows(one, spent):
                return self._placing(one, spent.revision, at)
        return self._lockers("drafts").emptying(spent.code, spent.revision, at)

    def _placing(self, one: Placed, seen: int, at: datetime) -> Any:
        return self._lockers(one.kind).placing(one.code, one.text, seen, one.lasts, at)

    def _lockers(self, kind: str) -> DynamoLockers:
        return DynamoLockers(self.reading, self.writing, self.prefix, kind)

    def _put(
        self, table: str, item: items.Item, condition: str = ABSENT, values: items.Item | None = None
    ) -> Any:
        put = {"TableName": f"{self.prefix}-{table}", "Item": item, "ConditionExpression": condition}
        return {"Put": put | ({"ExpressionAttributeValues": values} if values else {})}


SPENT = 5
"""Where in the transaction the draft is taken away."""


def _follows(one: Placed, spent: Spent | None) -> bool:
    """Whether it lies under the code of the draft that was sent."""
    return spent is not None and one.code == spent.code


def _refused(submission: Submission, failed: ConditionFailedError) -> Exception:
    if 0 in failed.parts:
        return AlreadyReceivedError()
    return StaleError() if submission.spent and SPENT in failed.parts else ReferenceTakenError()
