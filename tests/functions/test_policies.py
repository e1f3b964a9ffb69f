"""What each function may do, read from its policy, against what it does."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests import engines, examples, faults
from tests.functions.conftest import FUNCTIONS, Product

PROOFS = {
    (f"dynamodb:{name}", table)
    for name, table in [
        ("PutItem", "uploads"),
        ("GetItem", "uploads"),
        ("UpdateItem", "uploads"),
        ("DeleteItem", "uploads"),
        ("Query", "uploads/index/due"),
    ]
}
"""What is for proofs: test_proof_policies.py holds it against what is done."""
COURSES = {(f"dynamodb:{name}", "catalogue") for name in ("GetItem", "PutItem", "UpdateItem")}
"""What is for the seats of courses: test_course_policies.py holds it against what is done."""
TRANSACTION_PART = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def statements(function: str) -> list[dict[str, Any]]:
    folder = FUNCTIONS / function / ".chalice"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["autogen_policy"] is False
    file = folder / config["stages"]["prod"]["iam_policy_file"]
    listed: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["Statement"]
    return listed


def allowed(function: str) -> set[tuple[str, str]]:
    """Every action with each resource it is allowed on, both as they are written."""
    return {
        (action, json.dumps(resource))
        for statement in statements(function)
        for action in statement["Action"]
        for resource in statement["Resource"]
    }


def actions(function: str) -> set[str]:
    return {action for action, _ in allowed(function)}


@pytest.mark.parametrize(
    "forbidden",
    [
        "dynamodb:Scan",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "kms:Decrypt",
        "ses:SendEmail",
    ],
)
def test_the_public_function_may_not(forbidden: str) -> None:
    assert forbidden not in actions("public")


def test_the_public_function_may_read_receipts_and_states_of_uploads_and_nothing_else() -> None:
    readable = {table for action, table in allowed_tables("public") if action == "dynamodb:GetItem"}

    assert readable == {"receipts", "uploads"}


def test_the_public_function_may_add_in_transactions_only() -> None:
    """A lone PutItem could hand back the item it overwrites, to whoever can name it.

    Nobody can: a case's key is 128 random bits, and nothing the function may read leads to one. What
    AWS hands back of a failed condition inside a transaction is not verified here: no local engine
    checks permissions.
    """
    [adding] = [one for one in statements("public") if "dynamodb:PutItem" in one["Action"]]

    only = {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}
    assert adding["Condition"] == {"ForAnyValue:StringEquals": only}


def test_the_worker_may_open_addresses_of_messages_and_nothing_else() -> None:
    [opening] = [one for one in statements("worker") if "kms:Decrypt" in one["Action"]]

    assert opening["Condition"] == {"StringEquals": {"kms:EncryptionContext:purpose": "recipient"}}


@pytest.mark.parametrize("function", ["public", "worker"])
def test_there_are_no_wildcards(function: str) -> None:
    assert all(
        one["Effect"] == "Allow" and "NotAction" not in one and "NotResource" not in one
        for one in statements(function)
    )
    assert [action for action in actions(function) if "*" in action] == []
    wild = {action for action, resource in allowed(function) if "*" in resource}
    logs = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
    assert {action for action in wild if not action.startswith("s3:")} == logs


@pytest.mark.parametrize("function", ["public", "worker"])
def test_a_wildcard_for_files_is_every_file_of_one_folder(function: str) -> None:
    files = [
        resource for action, resource in allowed(function) if action.startswith("s3:") and "*" in resource
    ]

    assert files
    assert [one for one in files if not re.search(r"[^*]\$\{AWS::AccountId\}/[a-z]+/\*", one)] == []


@pytest.mark.parametrize("function", ["public", "worker"])
def test_a_function_answers_before_the_gateway_gives_up(function: str) -> None:
    config = json.loads((FUNCTIONS / function / ".chalice" / "config.json").read_text(encoding="utf-8"))

    assert config["lambda_timeout"] <= {"public": 25, "worker": 60}[function]
    assert config["lambda_memory_size"] >= 512
    assert config["lambda_architecture"] == "arm64"


@pytest.fixture
def lines(database_address: str, ministack_address: str) -> Iterator[tuple[faults.Proxy, faults.Proxy]]:
    """Proxies before the database and before the other services, to see every call."""
    with faults.proxy(database_address) as database, faults.proxy(ministack_address) as services:
        yield database, services


def database_calls(line: faults.Proxy, prefix: str) -> set[tuple[str, str]]:
    """IAM's action and the table of each call; a transaction is judged by its parts."""
    found = set()
    for call in line.calls:
        parts = [
            (TRANSACTION_PART[kind], part)
            for item in call.asked.get("TransactItems", [])
            for kind, part in item.items()
        ]
        for operation, asked in parts or [(call.operation, call.asked)]:
            table = asked["TableName"].removeprefix(f"{prefix}-") + (
                f"/index/{asked['IndexName']}" if "IndexName" in asked else ""
            )
            found.add((f"dynamodb:{operation}", table))
    return found


def allowed_tables(function: str) -> set[tuple[str, str]]:
    return {
        (action, json.loads(resource)["Fn::Sub"].rpartition("${TablePrefix}-")[2])
        for action, resource in allowed(function)
        if action.startswith("dynamodb:")
    }


def test_what_the_functions_do_is_what_they_may_do(
    product: Product, lines: tuple[faults.Proxy, faults.Proxy], ministack_address: str
) -> None:
    """No call without its permission, and no permission without its call: over keys in KMS, too."""
    database, services = lines
    kms, ses = (engines.client(service, ministack_address) for service in ("kms", "sesv2"))
    seal = kms.create_key()["KeyMetadata"]["Arn"]
    mac = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]
    settings = {
        "AWS_ENDPOINT_URL_DYNAMODB": database.address,
        "AWS_ENDPOINT_URL": services.address,
        "MUSICSERVICE_SEAL": f"kms:{seal}",
        "MUSICSERVICE_OPEN": f"kms:{seal}",
        "MUSICSERVICE_FINGERPRINT": f"kms:{mac}",
        "MUSICSERVICE_SENDER": "policies@music.example",
    }
    ses.create_email_identity(EmailIdentity="policies@music.example")

    app = product.public(**settings)
    location = app(examples.event(content=examples.body()), None)["headers"]["Location"]
    route, key = "/enrolment/received/{receipt}", location.rpartition("/")[2]
    assert app(examples.event("GET", route, params={"receipt": key}), None)["statusCode"] == 200
    public = database_calls(database, product.prefix), {call.operation for call in services.calls}
    database.calls.clear()
    services.calls.clear()
    product.worker(**settings)(SCHEDULED, None)
    worker = database_calls(database, product.prefix), {call.operation for call in services.calls}
    for client in (kms, ses):
        client.close()

    assert public == (allowed_tables("public") - PROOFS, {"GenerateDataKey", "GenerateMac"})
    assert {f"kms:{name}" for name in public[1]} == {a for a in actions("public") if a.startswith("kms:")}
    assert worker == (allowed_tables("worker") - PROOFS - COURSES, {"Decrypt", "/v2/email/outbound-emails"})
    assert {a for a in actions("worker") if not a.startswith(("dynamodb:", "logs:", "s3:"))} == {
        "kms:Decrypt",
        "ses:SendEmail",
    }
    purposes = [
        call.asked.get("EncryptionContext", {}) for call in services.calls if call.operation == "Decrypt"
    ]
    assert [context["purpose"] for context in purposes] == ["recipient"]


SCHEDULED = {
    "version": "0",
    "id": "1",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2026-03-14T09:26:53Z",
    "region": "eu-west-2",
    "resources": [],
    "detail": {},
}
