"""The local tables are those of the template that makes the real ones."""

import json
from pathlib import Path

from local import tables

ROOT = Path(__file__).parent.parent.parent
TABLE = {
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
