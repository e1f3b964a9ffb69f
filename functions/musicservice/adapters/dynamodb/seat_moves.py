"""The part of a transaction that moves seats: the counts change only while what they need still holds."""

from typing import Any

from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.course_items import seats_key
from musicservice.domain.training.guard import Guard


def moving(table: str, course: str, guard: Guard) -> Any:
    """The update of a course's seats."""
    conditions, values = conditions_of(guard)
    changes = ", ".join(f"{name} = {name} + :d_{name}" for name in guard.changes)
    values |= {f":d_{name}": number for name, number in guard.changes.items()}
    states = {"#state": "state"} if ":cancelled" in values else {}
    return {
        "Update": {
            "TableName": table,
            "Key": seats_key(course),
            "UpdateExpression": f"SET {changes}",
            "ConditionExpression": " AND ".join(("attribute_exists(pk)", *conditions)),
            "ExpressionAttributeValues": items.noted(values),
        }
        | ({"ExpressionAttributeNames": states} if states else {})
    }


def conditions_of(guard: Guard) -> tuple[list[str], dict[str, Any]]:
    """A guard in DynamoDB's words, and its values. Conditions do no sums, so each count is told its least."""
    conditions = [f"{name} >= :least_{name}" for name in guard.least]
    values: dict[str, Any] = {f":least_{name}": number for name, number in guard.least.items()}
    if guard.waited is not None:
        conditions.append("wait_seq > :none" if guard.waited else "wait_seq = :none")
        values[":none"] = 0
    if guard.only_while == "open":
        conditions += ["#state <> :cancelled", "closes_at > :at"]
        values |= {":cancelled": "cancelled", ":at": items.written(guard.at)}
    return conditions, values
