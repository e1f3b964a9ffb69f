"""Finds bookings by their reference or by whoever made them, in DynamoDB, over two indexes of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.office.finding import word_shelf
from musicservice.roll_ports import Spotted

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class DynamoBookingFinder:
    """The table of bookings among those whose names begin with `prefix`."""

    reading: "DynamoDBClient"
    prefix: str

    def referred(self, reference: str) -> Spotted | None:
        """The booking with this reference. Raises UnavailableError."""
        asked = {
            "IndexName": "reference",
            "KeyConditionExpression": "#reference = :reference",
            "ExpressionAttributeNames": {"#reference": "reference"},
        }
        return next(iter(self._found(1, {":reference": reference}, asked)), None)

    def named(self, word: str, limit: int) -> Sequence[Spotted]:
        """Those whose booker's family name begins so. Raises UnavailableError."""
        asked = {
            "IndexName": "booker",
            "KeyConditionExpression": "shelf = :shelf AND begins_with(sought, :word)",
        }
        return self._found(limit, {":shelf": word_shelf(word), ":word": word}, asked)

    def _found(self, limit: int, values: Mapping[str, str], asked: Mapping[str, Any]) -> list[Spotted]:
        with translated(SERVICE):
            found = self.reading.query(
                TableName=f"{self.prefix}-bookings",
                ExpressionAttributeValues=items.noted(values),
                Limit=limit,
                **asked,
            )
        return [_spotted(items.plain(item)) for item in found["Items"]]


def _spotted(facts: Mapping[str, Any]) -> Spotted:
    course, name = facts["pk"].removeprefix("COURSE#"), facts["sk"].removeprefix("BOOK#")
    return Spotted(course, name, facts["reference"], facts.get("booker_name", ""))
