"""Cases on hold in DynamoDB: an item beside the case, which every erasure looks for in the write itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.office.remains import HOLD, META, NOT_HELD, is_held, stone_key
from musicservice.adapters.dynamodb.reading import read
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.dynamodb.transaction import ConditionFailedError, Transaction
from musicservice.domain.audit import Entry
from musicservice.ports import StaleError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ABSENT, PRESENT = "attribute_not_exists(pk)", "attribute_exists(pk)"


@dataclass(frozen=True)
class DynamoHolds:
    """The tables whose names begin with `prefix`. `writing` is a client that never tries twice."""

    reading: "DynamoDBClient"
    writing: "DynamoDBClient"
    prefix: str

    def hold(self, case: str, facts: Mapping[str, Any], entry: Entry, until: float) -> None:
        """Put it on hold, if it is there and not being erased. Raises what the port says."""
        own = items.noted({"pk": work_items.case_pk(case), "sk": META})
        self._write(
            [
                {"Put": self._marked(case, facts, held=True)},
                {"ConditionCheck": self._asked("cases", PRESENT) | {"Key": own}},
                {"ConditionCheck": self._asked("tombstones", ABSENT) | {"Key": stone_key(case)}},
            ],
            entry,
            until,
        )

    def lift(self, case: str, facts: Mapping[str, Any], entry: Entry, until: float) -> None:
        """Note that it holds no longer, and keep why as a paper. Raises what the port says."""
        name = f"LIFTED#{items.written(entry.at)}#{entry.number:010}"
        paper = items.noted({"pk": work_items.case_pk(case), "sk": name, "facts": dict(facts)})
        marked = {"Put": self._marked(case, facts, held=False)}
        self._write([marked, {"Put": self._asked("cases", ABSENT) | {"Item": paper}}], entry, until)

    def held(self, case: str) -> Mapping[str, Any] | None:
        """What was said of the hold. Raises UnavailableError."""
        found = read(self.reading, f"{self.prefix}-cases", _key(case))
        if not found or not is_held(found):
            return None
        facts: Mapping[str, Any] = items.plain(found).get("facts", {})
        return facts

    def _marked(self, case: str, facts: Mapping[str, Any], *, held: bool) -> dict[str, Any]:
        """That it holds from now on, or no longer, if it was the other way before."""
        condition, before = (NOT_HELD, ":no") if held else ("held = :yes", ":yes")
        return {
            **self._asked("cases", condition),
            "Item": _key(case) | items.noted({"facts": dict(facts), "held": held}),
            "ExpressionAttributeValues": items.noted({before: not held}),
        }

    def _write(self, parts: list[Any], entry: Entry, until: float) -> None:
        trail = DynamoTrail(self.reading, self.writing, self.prefix)
        try:
            Transaction(self.writing).write([*parts, *trail.parts(entry)], until)
        except ConditionFailedError as failed:
            raise StaleError from failed

    def _asked(self, table: str, condition: str) -> dict[str, Any]:
        return {"TableName": f"{self.prefix}-{table}", "ConditionExpression": condition}


def _key(case: str) -> items.Item:
    return items.noted({"pk": work_items.case_pk(case), "sk": HOLD})
