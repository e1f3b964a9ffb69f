"""What each function's policy allows, and what the calls that were seen would need."""

import json
from typing import Any

from tests import faults
from tests.functions.conftest import FUNCTIONS

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
COURSES = {(f"dynamodb:{name}", "catalogue") for name in ("GetItem", "PutItem", "UpdateItem", "Query")}
"""What is for the seats of courses: test_course_policies.py holds it against what is done."""
BOOKINGS = {
    ("dynamodb:GetItem", "catalogue"),
    ("dynamodb:PutItem", "catalogue"),
    ("dynamodb:UpdateItem", "catalogue"),
    ("dynamodb:PutItem", "bookings"),
    ("dynamodb:UpdateItem", "bookings"),
    ("dynamodb:DeleteItem", "bookings"),
}
"""What moves bookings, whoever does it: test_booking_policies.py holds it against what is done."""
VOICES = {("dynamodb:PutItem", "feedback")}
"""What is for what people say of courses: test_feedback.py holds it against what is done."""
ROUNDS = BOOKINGS | {
    ("dynamodb:Query", "bookings"),
    ("dynamodb:GetItem", "bookings"),
    ("dynamodb:PutItem", "outbox"),
    ("dynamodb:PutItem", "audit"),
}
"""What the worker's rounds over bookings do beside: they look who is there, and write letters about it."""
TRANSACTION_PART = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def statements(function: str, policy: str = "") -> list[dict[str, Any]]:
    """Of a function, or of one of its rounds that has a policy of its own."""
    folder = FUNCTIONS / function / ".chalice"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert config["autogen_policy"] is False
    file = folder / (policy or config["stages"]["prod"]["iam_policy_file"])
    listed: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["Statement"]
    return listed


def allowed(function: str, policy: str = "") -> set[tuple[str, str]]:
    """Every action with each resource it is allowed on, both as they are written."""
    return {
        (action, json.dumps(resource))
        for statement in statements(function, policy)
        for action in statement["Action"]
        for resource in statement["Resource"]
    }


def actions(function: str) -> set[str]:
    return {action for action, _ in allowed(function)}


def database_calls(line: faults.Proxy, prefix: str) -> set[tuple[str, str]]:
    """IAM's action and the table of each call; a transaction is judged by its parts."""
    found = set()
    for call in line.calls:
        parts = [
            (TRANSACTION_PART[kind], part)
            for item in call.asked.get("TransactItems", [])
            for kind, part in item.items()
        ]
        tables = [(call.operation, {"TableName": name}) for name in call.asked.get("RequestItems", {})]
        for operation, asked in parts or tables or [(call.operation, call.asked)]:
            table = asked["TableName"].removeprefix(f"{prefix}-") + (
                f"/index/{asked['IndexName']}" if "IndexName" in asked else ""
            )
            found.add((f"dynamodb:{operation}", table))
    return found


def allowed_tables(function: str, policy: str = "") -> set[tuple[str, str]]:
    return {
        (action, json.loads(resource)["Fn::Sub"].rpartition("${TablePrefix}-")[2])
        for action, resource in allowed(function, policy)
        if action.startswith("dynamodb:")
    }


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
