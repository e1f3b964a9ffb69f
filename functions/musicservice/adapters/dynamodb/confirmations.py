"""Answers of schools in DynamoDB: the answer, the link that is used up, and the trail, in one transaction."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.confirmation import Confirmed
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

USED = b'{"kind": "answered"}'


@dataclass(frozen=True)
class DynamoConfirmations:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def keep(self, confirmed: Confirmed, until: float) -> None:
        """Keep all of it or nothing. Raises what the port says."""
        links = DynamoLockers(self.reading, self.writing, self.prefix, "links")
        used = links.placing(confirmed.code, USED, confirmed.revision, confirmed.remembered, confirmed.at)
        parts = [
            used,
            self._put("cases", proof_item(confirmed)),
            *DynamoTrail(self.reading, self.writing, self.prefix).parts(confirmed.audit),
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError as failed:
            raise StaleError from failed

    def _put(self, table: str, item: items.Item) -> Any:
        name = f"{self.prefix}-{table}"
        return {"Put": {"TableName": name, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}


def proof_item(confirmed: Confirmed) -> items.Item:
    """The answer beside its case. What was said stays sealed, as the reasons for help are."""
    question = confirmed.question
    return items.noted(
        {
            "pk": f"CASE#{question.case}",
            "sk": f"PROOF#{question.number:02}",
            "answered_at": items.written(confirmed.at),
            "sealed": confirmed.sealed,
        }
    )
