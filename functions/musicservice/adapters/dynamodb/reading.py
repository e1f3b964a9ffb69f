"""Reading one item, and knowing whether it was read at all.

The client takes an answer that broke off on the way for one that holds nothing: a family would be told that
its form is gone. So each read asks for the capacity it used, which every whole answer tells.
"""

from typing import TYPE_CHECKING

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def read(client: "DynamoDBClient", table: str, key: items.Item) -> items.Item:
    """The item as it is now, in DynamoDB's notation; empty where there is none. Raises UnavailableError."""
    with translated(SERVICE):
        got = client.get_item(TableName=table, Key=key, ConsistentRead=True, ReturnConsumedCapacity="TOTAL")
    if "ConsumedCapacity" not in got:
        raise UnavailableError(SERVICE, "HalfAnAnswer")
    return got.get("Item", {})
