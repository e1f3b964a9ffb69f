"""On which day retention sees to which case, and what it did, in DynamoDB: by an index alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from musicservice.adapters.aws import code_of, translated
from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.office.remains import META, not_held
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import SERVICE, ConditionFailedError, Transaction
from musicservice.domain.audit import Entry
from musicservice.domain.office.erasing import HeldError
from musicservice.ports import StaleError, UnavailableError
from musicservice.rights_ports import DueCase

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

THERE = "attribute_exists(pk)"
MOVED = "SET retention = :partition, due_on = :day, planned = :planned"
DID = "RETENTION"


@dataclass(frozen=True)
class DynamoDue:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def due(self, partition: str, until: date, limit: int) -> Sequence[DueCase]:
        """Those whose day has come, the earliest first, in one read. Raises UnavailableError."""
        values = {":partition": partition, ":until": until.isoformat()}
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-cases",
                IndexName="due",
                KeyConditionExpression="retention = :partition AND due_on <= :until",
                ExpressionAttributeValues=items.noted(values),
                Limit=limit,
            )
        return [due_from(items.plain(item)) for item in found["Items"]]

    def again(self, case: str, partition: str, on: date, planned: tuple[str, ...]) -> None:
        """See to it on that day, unless it is gone. Raises UnavailableError."""
        day = on.isoformat()
        values = {":partition": partition, ":day": day, ":planned": planned}
        try:
            self.writing.update_item(
                TableName=f"{self.prefix}-cases",
                Key=_key(case, META),
                UpdateExpression=MOVED,
                ConditionExpression=THERE,
                ExpressionAttributeValues=items.noted(values),
            )
        except self.writing.exceptions.ConditionalCheckFailedException:
            return
        except (ClientError, BotoCoreError) as failure:
            raise UnavailableError(SERVICE, code_of(failure)) from failure

    def strip(self, case: str, what: str, names: Sequence[str], entry: Entry, until: float) -> None:
        """Empty items of a case, unless it is held. Raises what the port says."""
        held = {"ConditionCheck": not_held(f"{self.prefix}-cases", case)}
        if what == "evidence":
            emptied = [self._set(case, META, "uploads", [])]
        else:
            emptied = [self._set(case, name, "sealed", b"") for name in names]
        trail = DynamoTrail(self.reading, self.writing, self.prefix)
        try:
            Transaction(self.writing).write([held, *emptied, *trail.parts(entry)], until)
        except ConditionFailedError as failed:
            raise (HeldError() if 0 in failed.parts else StaleError()) from failed

    def note(self, day: date, did: Mapping[str, int], until: float) -> None:  # noqa: ARG002 - one short write
        """Add to what was deleted on a day. Raises UnavailableError."""
        names = {f"#{name}": name for name in did}
        with translated(SERVICE):
            self.writing.update_item(
                TableName=f"{self.prefix}-office",
                Key=items.noted({"pk": DID, "sk": f"DAY#{day.isoformat()}"}),
                UpdateExpression="ADD " + ", ".join(f"#{name} :{name}" for name in did),
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=items.noted({f":{name}": count for name, count in did.items()}),
            )

    def noted(self, first: date, last: date) -> Sequence[tuple[date, Mapping[str, int]]]:
        """What was deleted on these days, the earliest first, in one read. Raises UnavailableError."""
        values = {":pk": DID, ":first": f"DAY#{first.isoformat()}", ":last": f"DAY#{last.isoformat()}"}
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-office",
                KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
                ExpressionAttributeValues=items.noted(values),
            )
        return [_did(items.plain(item)) for item in found["Items"]]

    def _asked(self, condition: str) -> dict[str, Any]:
        return {"TableName": f"{self.prefix}-cases", "ConditionExpression": condition}

    def _set(self, case: str, name: str, attribute: str, value: Any) -> Any:
        return {
            "Update": {
                **self._asked("attribute_exists(pk)"),
                "Key": _key(case, name),
                "UpdateExpression": "SET #it = :value",
                "ExpressionAttributeNames": {"#it": attribute},
                "ExpressionAttributeValues": items.noted({":value": value}),
            }
        }


def due_from(facts: Mapping[str, Any]) -> DueCase:
    """A row of the index."""
    return DueCase(
        case=facts["pk"].removeprefix("CASE#"),
        reference=facts["reference"],
        due_on=date.fromisoformat(facts["due_on"]),
        planned=tuple(facts.get("planned", ())),
    )


def _did(facts: Mapping[str, Any]) -> tuple[date, Mapping[str, int]]:
    counts = {name: int(count) for name, count in facts.items() if name not in {"pk", "sk"}}
    return date.fromisoformat(facts["sk"].removeprefix("DAY#")), counts


def _key(case: str, name: str) -> items.Item:
    return items.noted({"pk": work_items.case_pk(case), "sk": name})
