"""Answers by link in DynamoDB: the answer, what the link shows now, trail and note, in one transaction."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.lockers import DynamoLockers
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.office.reply import Reply
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class DynamoReplies:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def keep(self, reply: Reply, until: float) -> None:
        """Keep all of it or nothing. Raises what the port says."""
        links = DynamoLockers(self.reading, self.writing, self.prefix, "links")
        parts = [
            links.placing(reply.code, reply.after, reply.revision, reply.remembered, reply.at),
            *([self._put("cases", reply_item(reply))] if reply.sealed else []),
            *DynamoTrail(self.reading, self.writing, self.prefix).parts(reply.audit),
            self._put("happenings", work_items.happening_item(reply.happening)),
        ]
        try:
            Transaction(self.writing).write(parts, until)
        except ConditionFailedError as failed:
            raise StaleError from failed

    def _put(self, table: str, item: items.Item) -> Any:
        name = f"{self.prefix}-{table}"
        return {"Put": {"TableName": name, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}


def reply_item(reply: Reply) -> items.Item:
    """The answer beside its case, as a paper is kept there."""
    facts = {"facts": {"answered_at": items.written(reply.at)}, "sealed": reply.sealed}
    return items.noted({"pk": work_items.case_pk(reply.case), "sk": reply.name, **facts})
