"""Ends of trails in DynamoDB, and the index over those that no anchor holds yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.trail import FRESH, head_from, head_key
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.domain.audit import Head

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True)
class DynamoEnds:
    """The table `heads` of those whose names begin with `prefix`."""

    client: "DynamoDBClient"
    prefix: str

    def fresh(self, limit: int) -> Sequence[Head]:
        """Up to so many that no anchor holds yet, the longest waiting first. Raises UnavailableError."""
        with translated(SERVICE):
            found = self.client.query(
                TableName=f"{self.prefix}-heads",
                IndexName="fresh",
                KeyConditionExpression="fresh = :fresh",
                ExpressionAttributeValues=items.noted({":fresh": FRESH}),
                Limit=limit,
            )
        return [head_from(item) for item in found["Items"]]

    def anchored(self, head: Head) -> bool:
        """Take it out of the index, unless its trail has moved on. Raises UnavailableError."""
        with translated(SERVICE):
            try:
                self.client.update_item(
                    TableName=f"{self.prefix}-heads",
                    Key=head_key(head.chain),
                    UpdateExpression="REMOVE fresh",
                    ConditionExpression="#number = :number",
                    ExpressionAttributeNames={"#number": "number"},
                    ExpressionAttributeValues=items.noted({":number": head.number}),
                )
            except self.client.exceptions.ConditionalCheckFailedException:
                return False
        return True
