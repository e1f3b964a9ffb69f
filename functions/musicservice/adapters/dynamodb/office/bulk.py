"""Many cases at once in DynamoDB, for tables: by the month in which they came, and open answers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items, work_items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.office.area import Area
from musicservice.domain.office.work import Kind, Work
from musicservice.ports import UnavailableError
from musicservice.rights_ports import OpenAnswers

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AT_ONCE = 100
"""Items that one read of many takes."""
OPEN = ("answers", "members")
OPEN_PART = "pk, #form, answers, members"
"""What is sealed is not even read."""
TRIES = 3


@dataclass(frozen=True)
class DynamoBulk:
    """The table whose name begins with `prefix`."""

    reading: "DynamoDBClient"
    prefix: str

    def received(self, kind: Kind, area: Area, month: str, limit: int) -> Sequence[Work]:
        """What came in a month ("2026-03"), the earliest first, in one read. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-cases",
                IndexName="month",
                KeyConditionExpression="#month = :month",
                ExpressionAttributeNames={"#month": "month"},
                ExpressionAttributeValues=items.noted({":month": work_items.month_name(kind, area, month)}),
                Limit=limit,
            )
        return [work_items.work_from(item) for item in found["Items"]]

    def answers(self, cases: Sequence[str]) -> Mapping[str, OpenAnswers]:
        """The open answers of cases, a read for each hundred. Raises UnavailableError."""
        wanted = list(dict.fromkeys(cases))
        found: dict[str, OpenAnswers] = {}
        for first in range(0, len(wanted), AT_ONCE):
            for item in self._some(wanted[first : first + AT_ONCE]):
                facts = items.plain(item)
                answers: dict[str, Any] = {
                    name: facts[name] for name in ("answers", "members") if name in facts
                }
                found[facts["pk"].removeprefix("CASE#")] = OpenAnswers(facts["form"], answers)
        return found

    def _some(self, cases: Sequence[str]) -> list[Any]:
        table = f"{self.prefix}-cases"
        keys = [items.noted({"pk": work_items.case_pk(case), "sk": "META"}) for case in cases]
        got: list[Any] = []
        for _ in range(TRIES):
            asked = {
                "Keys": keys,
                "ProjectionExpression": OPEN_PART,
                "ExpressionAttributeNames": {"#form": "form"},
            }
            with translated(SERVICE):
                answer = self.reading.batch_get_item(RequestItems={table: asked})  # type: ignore[dict-item]
            got += answer["Responses"].get(table, [])
            left: Any = answer.get("UnprocessedKeys", {})
            keys = list(left[table]["Keys"]) if table in left else []
            if not keys:
                return got
        raise UnavailableError(SERVICE, "Unprocessed")
