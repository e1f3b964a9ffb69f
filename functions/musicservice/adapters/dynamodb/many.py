"""Reading many items by their keys, whole or not at all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from musicservice.adapters.aws import translated
from musicservice.adapters.dynamodb import items
from musicservice.adapters.dynamodb.transaction import SERVICE
from musicservice.ports import UnavailableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AT_ONCE = 100
"""Items that one read takes."""
TRIES = 3


def several(
    client: "DynamoDBClient", table: str, keys: Sequence[items.Item], names: Sequence[str]
) -> list[Any]:
    """Those of the items that there are, of each only what is named, a read for each hundred.

    Raises UnavailableError.
    """
    found: list[Any] = []
    for first in range(0, len(keys), AT_ONCE):
        found += _some(client, table, keys[first : first + AT_ONCE], names)
    return found


def _some(
    client: "DynamoDBClient", table: str, keys: Sequence[items.Item], names: Sequence[str]
) -> list[Any]:
    got: list[Any] = []
    wanted = {
        "ProjectionExpression": ", ".join(f"#{name}" for name in names),
        "ExpressionAttributeNames": {f"#{name}": name for name in names},
    }
    for _ in range(TRIES):
        asked: Any = {table: {"Keys": list(keys), **wanted}}
        with translated(SERVICE):
            answer = client.batch_get_item(RequestItems=asked, ReturnConsumedCapacity="TOTAL")
        if "ConsumedCapacity" not in answer:
            raise UnavailableError(SERVICE, "HalfAnAnswer")
        got += answer["Responses"].get(table, [])
        left: Any = answer.get("UnprocessedKeys", {})
        keys = left[table]["Keys"] if table in left else ()
        if not keys:
            return got
    raise UnavailableError(SERVICE, "Unprocessed")
