"""Brings what lay elsewhere before to where it lies now, so that data on this machine outlives a change.

Drafts and what links open had a table each, and each note of what happened a key of its own. Nothing is live
yet, so no stack in AWS has them.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from local.tables import names
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.lockers import TABLE
from musicservice.adapters.dynamodb.trail import everything
from musicservice.domain.office.happening import WAITING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KINDS, OLD_NOTE = ("drafts", "links"), "HAPPENING#"


def lockers(dynamodb: "DynamoDBClient", prefix: str) -> int:
    """Move what older tables hold, and take these away; how many there were. What is there now stays.

    Stopped anywhere, it is done again and ends right: an old table goes last.
    """
    there, moved = names(dynamodb), 0
    for kind in KINDS:
        old = f"{prefix}-{kind}"
        if old not in there:
            continue
        for item in everything(dynamodb, old):
            moved += _put(dynamodb, f"{prefix}-{TABLE}", {**item, "kind": {"S": kind}})
        dynamodb.delete_table(TableName=old)
    return moved


def notes(dynamodb: "DynamoDBClient", prefix: str) -> int:
    """Put the notes that wait where they are found now; how many there were. Done again, it does nothing."""
    table, moved = f"{prefix}-happenings", 0
    for item in everything(dynamodb, table):
        if not item["pk"]["S"].startswith(OLD_NOTE) or "pending" not in item:
            continue
        facts = items.plain(item)
        at = items.written(datetime.fromtimestamp(int(facts["at"]), UTC))
        name = f"{at}#{facts['pk'].removeprefix(OLD_NOTE)}"
        kept = {key: value for key, value in item.items() if key != "pending"}
        _put(dynamodb, table, {**kept, "pk": {"S": WAITING}, "sk": {"S": name}})
        dynamodb.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
        moved += 1
    return moved


def _put(dynamodb: "DynamoDBClient", table: str, item: Any) -> bool:
    try:
        dynamodb.put_item(TableName=table, Item=item, ConditionExpression="attribute_not_exists(pk)")
    except dynamodb.exceptions.ConditionalCheckFailedException:
        return False
    return True
