"""Makes the local tables from the very CloudFormation template that makes the real ones.

It reads the resources of type AWS::DynamoDB::Table, and of those only what a local engine can do; backups,
encryption at rest and deletion protection are AWS's own affair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient  # installed with the checkers only

PREFIX = "durham-local"
TEMPLATE = Path("functions/infrastructure/data.json")
CREATED = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "BillingMode",
    "StreamSpecification",
)
Properties: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """One table: its full name, what CreateTable is asked, and the attribute that says when an item goes."""

    name: str
    asked: Properties
    purge_attribute: str


def tables(template: str, prefix: str = PREFIX) -> tuple[Table, ...]:
    """Every table of the template (JSON text), in its order, with `prefix` for its parameter TablePrefix."""
    resources = json.loads(template)["Resources"].values()
    return tuple(
        table(resolved(each["Properties"], prefix))
        for each in resources
        if each["Type"] == "AWS::DynamoDB::Table"
    )


def table(properties: Properties) -> Table:
    asked = {name: properties[name] for name in CREATED if name in properties}
    if "StreamSpecification" in asked:  # CloudFormation leaves out what CreateTable wants said
        asked["StreamSpecification"] = {"StreamEnabled": True, **asked["StreamSpecification"]}
    purge = properties.get("TimeToLiveSpecification", {}).get("AttributeName", "")
    return Table(properties["TableName"], asked, purge)


def resolved(value: Any, prefix: str) -> Any:
    """The value with the template's references to its prefix replaced, however deep they lie."""
    match value:
        case {"Fn::Sub": str(text)}:
            return text.replace("${TablePrefix}", prefix)
        case {"Ref": "TablePrefix"}:
            return prefix
        case dict():
            return {name: resolved(inner, prefix) for name, inner in value.items()}
        case list():
            return [resolved(inner, prefix) for inner in value]
        case _:
            return value


def client(address: str, environment: Mapping[str, str]) -> DynamoDBClient:
    """A client for the engine at `address`, with the credentials of `environment`."""
    return boto3.client(
        "dynamodb",
        endpoint_url=address,
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environment.get("AWS_SESSION_TOKEN"),
        config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 2}, proxies={}),
    )


def create(dynamodb: DynamoDBClient, wanted: tuple[Table, ...]) -> None:
    """Make those that are not there yet. What exists keeps its items, and gets the indexes it lacks."""
    there = names(dynamodb)
    for each in wanted:
        if each.name not in there:
            dynamodb.create_table(TableName=each.name, **each.asked)
            dynamodb.get_waiter("table_exists").wait(
                TableName=each.name, WaiterConfig={"Delay": 1, "MaxAttempts": 20}
            )
            purge_by(dynamodb, each)
        else:
            index_anew(dynamodb, each)


def names(dynamodb: DynamoDBClient) -> set[str]:
    """The tables that there are."""
    return {name for page in dynamodb.get_paginator("list_tables").paginate() for name in page["TableNames"]}


def index_anew(dynamodb: DynamoDBClient, one: Table) -> None:
    """Add the indexes that the template has come to name since, one by one, as AWS has it."""
    there = dynamodb.describe_table(TableName=one.name)["Table"]
    have = {index.get("IndexName") for index in there.get("GlobalSecondaryIndexes", ())}
    typed = {each["AttributeName"]: each for each in one.asked["AttributeDefinitions"]}
    known: dict[str, Any] = {each["AttributeName"]: each for each in there["AttributeDefinitions"]}
    for index in one.asked.get("GlobalSecondaryIndexes", ()):
        if index["IndexName"] in have:
            continue
        known |= {key["AttributeName"]: typed[key["AttributeName"]] for key in index["KeySchema"]}
        dynamodb.update_table(
            TableName=one.name,
            AttributeDefinitions=list(known.values()),
            GlobalSecondaryIndexUpdates=[{"Create": index}],
        )
        dynamodb.get_waiter("table_exists").wait(
            TableName=one.name, WaiterConfig={"Delay": 1, "MaxAttempts": 20}
        )


def purge_by(dynamodb: DynamoDBClient, one: Table) -> None:
    if one.purge_attribute:
        dynamodb.update_time_to_live(
            TableName=one.name,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": one.purge_attribute},
        )
