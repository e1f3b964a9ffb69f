"""Ministack, with what our functions and their policies ask of AWS and it does not give, as AWS documents it.

It is run by ministack's own Python. Without the condition keys, `kms:EncryptionContext` would refuse
everything, and `dynamodb:LeadingKeys` and the attributes of an update nothing; and it does not know that a
letter is sent from an identity. Its BatchGetItem does not say what it consumed, by which the adapters tell a
whole answer from one that broke off.
"""

import json
import re
import sys
from typing import Any

from ministack.core import iam_actions  # type: ignore[import-not-found] # in an environment of its own
from ministack.services import dynamodb  # type: ignore[import-not-found]

FIRST = re.compile(r"\s*\(?\s*#?\w+\s*=\s*(:\w+)")
PLAIN = re.compile(r"(?<![#:\w])[A-Za-z_]\w*")
SPOKEN = {
    "SET",
    "REMOVE",
    "ADD",
    "DELETE",
    "AND",
    "OR",
    "NOT",
    "IN",
    "BETWEEN",
    "if_not_exists",
    "list_append",
}
SPOKEN |= {"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"}
known, batched = iam_actions.request_tag_context, dynamodb._batch_get_item
named = iam_actions._ses_v2_resource_arn


def with_more(service: str, iam_action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
    """The condition keys of a request: those that ministack knows, and these."""
    found: dict[str, Any] = known(service, iam_action, body, params)
    try:
        asked = json.loads(body or b"{}") if service in {"kms", "dynamodb"} else {}
    except ValueError:
        return found
    if service == "kms":
        given = asked.get("EncryptionContext") or {}
        found |= {f"kms:EncryptionContext:{name}": value for name, value in given.items()}
        found |= {"kms:MacAlgorithm": asked["MacAlgorithm"]} if "MacAlgorithm" in asked else {}
    if service == "dynamodb" and (keys := leading(asked)):
        found["dynamodb:LeadingKeys"] = keys
    if service == "dynamodb" and (names := changed(asked)):
        found["dynamodb:Attributes"] = names
    return found


def changed(asked: dict[str, Any]) -> list[str]:
    """The attributes that the updates of a request name."""
    updates = [part["Update"] for part in asked.get("TransactItems", []) if "Update" in part]
    found: set[str] = set()
    for one in [*updates, asked] if "UpdateExpression" in asked else updates:
        said = f"{one.get('UpdateExpression', '')} {one.get('ConditionExpression', '')}"
        found |= {*one["Key"], *one.get("ExpressionAttributeNames", {}).values()}
        found |= {word for word in PLAIN.findall(said) if word not in SPOKEN}
    return sorted(found)


def leading(asked: dict[str, Any]) -> list[str]:
    """The values of the first half of every key that a request names."""
    parts = [part for item in asked.get("TransactItems", []) for part in item.values()] or [asked]
    many = [key for one in asked.get("RequestItems", {}).values() if "Keys" in one for key in one["Keys"]]
    keys = [part.get("Key") or part.get("Item") or {} for part in parts] + many
    found = [next(iter(key["pk"].values())) for key in keys if "pk" in key]
    if said := FIRST.match(asked.get("KeyConditionExpression", "")):
        found += asked.get("ExpressionAttributeValues", {}).get(said[1], {}).values()
    return found


def identity(method: str, path: str, body: bytes, region: str, account: str) -> str:
    """The resource of a call to SES: of a letter, the domain it is sent from, which is what is verified."""
    if path.rstrip("/").endswith("/outbound-emails"):
        sender = str(json.loads(body)["FromEmailAddress"]).rpartition("@")[2]
        return f"arn:aws:ses:{region}:{account}:identity/{sender}"
    return str(named(method, path, body, region, account))


def counted(asked: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    """BatchGetItem's answer, with what it consumed where that was asked for."""
    status, headers, body = batched(asked)
    said = json.loads(body)
    if "Responses" in said and asked.get("ReturnConsumedCapacity", "NONE") != "NONE":
        units = {table: float(len(wanted["Keys"])) for table, wanted in asked["RequestItems"].items()}
        said["ConsumedCapacity"] = [{"TableName": name, "CapacityUnits": n} for name, n in units.items()]
    return status, headers, json.dumps(said).encode()


if __name__ == "__main__":
    iam_actions._ses_v2_resource_arn = identity
    iam_actions.request_tag_context, dynamodb._batch_get_item = with_more, counted
    from ministack.app import main  # type: ignore[import-not-found]

    sys.exit(main())
