"""Whoever puts the ends of trails out of reach may do nothing else, and nobody may rewrite what was noted."""

import json
from pathlib import Path

import pytest

from tests import engines, faults
from tests.functions.conftest import FUNCTIONS, Product
from tests.functions.office.test_deciding import Case
from tests.functions.policies import SCHEDULED, allowed_tables, database_calls, statements


def test_the_round_that_anchors_does_what_it_may_do_and_touches_nothing_else_of_an_end(
    product: Product, line: faults.Proxy, ministack_address: str
) -> None:
    Case(product, needs_help=False)
    s3 = engines.client("s3", ministack_address)
    engines.make_buckets(s3, product.prefix)
    s3.close()
    there = {"AWS_ENDPOINT_URL_S3": ministack_address, "AWS_ENDPOINT_URL_DYNAMODB": line.address}

    product.round("anchor", **there)(SCHEDULED, None)

    assert database_calls(line, product.prefix) == allowed_tables("worker", "policy-anchor.json")
    [noting] = [one for one in statements("worker", "policy-anchor.json") if "Condition" in one]
    assert noting["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"] == [
        "pk",
        "sk",
        "number",
        "fresh",
    ]
    [files] = [one for one in statements("worker", "policy-anchor.json") if "s3:PutObject" in one["Action"]]
    assert files["Action"] == ["s3:PutObject"]


@pytest.mark.parametrize("policy", sorted(FUNCTIONS.glob("*/.chalice/policy-*.json")), ids=lambda it: it.name)
def test_nobody_at_all_may_change_or_throw_away_what_was_noted(policy: Path) -> None:
    """Writing over is left: IAM knows no way to forbid it to those who may add."""
    never = {
        f"dynamodb:{name}" for name in ("UpdateItem", "DeleteItem", "BatchWriteItem", "DeleteTable", "*")
    }
    found = [
        one
        for one in json.loads(policy.read_text(encoding="utf-8"))["Statement"]
        if "-audit" in json.dumps(one["Resource"]) and never & set(one["Action"])
    ]

    assert found == []
