"""The local tables are those of the template that makes the real ones."""

import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from local import tables
from musicservice.adapters.dynamodb import DynamoOutbox
from musicservice.adapters.dynamodb.items import message_item
from musicservice.domain.outbox import LEASE, Message
from tests import engines
from tests.examples import NOW

ROOT = Path(__file__).parent.parent.parent
TABLE: dict[str, Any] = {
    "TableName": {"Fn::Sub": "${TablePrefix}-things"},
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
    "StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
    "TimeToLiveSpecification": {"AttributeName": "purge_at", "Enabled": True},
    "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
}


def template(**resources: object) -> str:
    return json.dumps({"Resources": resources})


def test_a_table_takes_its_prefix_and_leaves_out_what_only_aws_can_do() -> None:
    (table,) = tables.tables(template(Things={"Type": "AWS::DynamoDB::Table", "Properties": TABLE}), "here")

    assert table.name == "here-things"
    assert table.purge_attribute == "purge_at"
    assert "PointInTimeRecoverySpecification" not in table.asked
    assert table.asked["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}


def test_what_is_no_table_is_passed_over() -> None:
    assert tables.tables(template(Bucket={"Type": "AWS::S3::Bucket", "Properties": {}})) == ()


def test_every_table_of_ours_is_made() -> None:
    ours = json.loads((ROOT / tables.TEMPLATE).read_text(encoding="utf-8"))["Resources"]

    made = tables.tables((ROOT / tables.TEMPLATE).read_text(encoding="utf-8"))

    assert len(made) == len(ours) >= 4
    assert {table.name.partition("local-")[2] for table in made} >= {"receipts", "cases", "outbox", "audit"}


def test_a_table_from_before_gets_the_index_it_lacks_and_keeps_its_items(database_address: str) -> None:
    """Whoever kept data while the project went on must still find everything in it."""
    by: dict[str, Any] = {"IndexName": "reference", "Projection": {"ProjectionType": "ALL"}}
    by["KeySchema"] = [{"AttributeName": "reference", "KeyType": "HASH"}]
    typed = [*TABLE["AttributeDefinitions"], {"AttributeName": "reference", "AttributeType": "S"}]
    now = {**TABLE, "AttributeDefinitions": typed, "GlobalSecondaryIndexes": [by]}
    client, prefix = engines.client("dynamodb", database_address), f"older{uuid.uuid4().hex[:8]}"
    old, new = (
        tables.tables(template(Things={"Type": "AWS::DynamoDB::Table", "Properties": each}), prefix)
        for each in (TABLE, now)
    )
    tables.create(client, old)
    item = {"pk": {"S": "1"}, "reference": {"S": "DMS-2222-22"}}
    client.put_item(TableName=f"{prefix}-things", Item=item)

    for _ in range(2):
        tables.create(client, new)

    found = client.query(
        TableName=f"{prefix}-things",
        IndexName="reference",
        KeyConditionExpression="#reference = :it",
        ExpressionAttributeNames={"#reference": "reference"},
        ExpressionAttributeValues={":it": {"S": "DMS-2222-22"}},
    )
    client.close()
    assert found["Items"] == [item]


def test_letters_that_wait_in_tables_from_before_are_found_and_stay_found(database_address: str) -> None:
    """Their index had whole letters in it, under another name; AWS lets no index change what it copies."""
    ours = tables.tables((ROOT / tables.TEMPLATE).read_text(encoding="utf-8"), f"older{uuid.uuid4().hex[:8]}")
    [now] = [one for one in ours if one.name.endswith("-outbox")]
    [index] = now.asked["GlobalSecondaryIndexes"]
    whole = {**index, "IndexName": "pending", "Projection": {"ProjectionType": "ALL"}}
    before = replace(now, asked={**now.asked, "GlobalSecondaryIndexes": [whole]})
    client, prefix = engines.client("dynamodb", database_address), now.name.removesuffix("-outbox")
    tables.create(client, (before,))
    client.put_item(TableName=now.name, Item=message_item(Message("one", b"sealed", NOW)))

    tables.create(client, (now,))
    outbox = DynamoOutbox(client, prefix)
    [found] = outbox.due(NOW, 10)
    claimed = outbox.claim(found, NOW + LEASE)

    client.close()
    assert isinstance(claimed, Message)
    assert claimed.sealed == b"sealed"
