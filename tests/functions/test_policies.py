"""What each function may do, read from its policy, against what it does."""

import json
import re
import urllib.request
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests import engines, faults
from tests.functions.conftest import FUNCTIONS, Product
from tests.functions.policies import (
    BOOKINGS,
    COURSES,
    PROOFS,
    ROUNDS,
    SCHEDULED,
    VOICES,
    actions,
    allowed,
    allowed_tables,
    database_calls,
    statements,
)
from tests.functions.visitor import Visitor


@pytest.mark.parametrize(
    "forbidden",
    [
        "dynamodb:Scan",
        "dynamodb:Query",
        "kms:Decrypt",
        "ses:SendEmail",
    ],
)
def test_the_public_function_may_not(forbidden: str) -> None:
    assert forbidden not in actions("public")


def test_the_public_function_may_read_nothing_that_leads_to_a_case() -> None:
    """What it may read lies under a key that nobody can guess, of a receipt, a code, or an upload.

    Or it is in the catalogue, where the counts of courses are, and no people.
    """
    readable = {table for action, table in allowed_tables("public") if action == "dynamodb:GetItem"}

    assert readable == {"receipts", "lockers", "uploads", "catalogue"}


def test_the_public_function_may_take_away_drafts_and_places_of_bookings_and_nothing_else() -> None:
    takes = {table for action, table in allowed_tables("public") if action == "dynamodb:DeleteItem"}

    assert takes == {"lockers", "bookings"}


@pytest.mark.parametrize("action", ["dynamodb:PutItem", "dynamodb:DeleteItem"])
def test_the_public_function_may_change_something_in_transactions_only(action: str) -> None:
    """A lone PutItem could hand back the item it overwrites, to whoever can name it.

    Nobody can: a case's key is 128 random bits, and nothing the function may read leads to one. What
    AWS hands back of a failed condition inside a transaction is not verified here: no local engine
    checks permissions.
    """
    [changing] = [one for one in statements("public") if action in one["Action"]]

    only = {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}
    assert changing["Condition"] == {"ForAnyValue:StringEquals": only}


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


def mailed(address: str, sender: str) -> list[dict[str, Any]]:
    """Every letter of one sender that the mail service's stand-in holds."""
    with urllib.request.urlopen(f"{address}/_ministack/ses/messages", timeout=5) as answer:
        accounts = json.load(answer)["messages"].values()
    return [letter for letters in accounts for letter in letters if letter["Source"] == sender]


def a_whole_sitting(product: Product, settings: dict[str, str]) -> None:
    """A household saves half-way, comes back by the link, sends, and reads what was decided.

    Another asks for no help: nothing comes in the place of its draft, which goes.
    """
    both = {"child_grounds": ["looked-after", "free-meals-income"]}
    visitor = Visitor(product.public(**settings), needs_help=True, answers={**both})
    visitor.fill(until="you")
    visitor.get("/forms/enrolment/save")
    visitor.press("mail", link_address="renee@family.example")
    code = visitor.code
    visitor.press("forget")
    visitor.get(f"/forms/return/{code}")
    visitor.press(code)
    visitor.go_on()
    assert visitor.submit().heading == "We have your request"
    assert visitor.get("/forms/enrolment/letter").status == 200
    assert Visitor(product.public(**settings), children=1).send().heading == "We have your request"


def a_school_answers(product: Product, settings: dict[str, str], letters: list[dict[str, Any]]) -> None:
    found = (re.search(r"/forms/confirm/[A-Z0-9]{20}", letter["BodyText"]) for letter in letters)
    [link] = [one[0] for one in found if one]
    office = Visitor(product.public(**settings))
    office.get(link)
    answers = {"answer-free-meals-income": "yes", "answerer_name": "Ada", "answerer_role": "Office"}
    assert office.submit(**answers).heading == "Thank you, we have your answer"


def test_what_the_functions_do_is_what_they_may_do(
    product: Product, lines: tuple[faults.Proxy, faults.Proxy], ministack_address: str
) -> None:
    """No call without its permission, and no permission without its call: over keys in KMS, too."""
    database, services = lines
    kms, ses = (engines.client(service, ministack_address) for service in ("kms", "sesv2"))
    seal = kms.create_key()["KeyMetadata"]["Arn"]
    sender = f"{uuid4().hex}@music.example"
    settings = {
        "AWS_ENDPOINT_URL_DYNAMODB": database.address,
        "AWS_ENDPOINT_URL": services.address,
        "MUSICSERVICE_SEAL": f"kms:{seal}",
        "MUSICSERVICE_OPEN": f"kms:{seal}",
        "MUSICSERVICE_SENDER": sender,
    }
    ses.create_email_identity(EmailIdentity=sender)

    def done() -> tuple[set[tuple[str, str]], list[faults.Call]]:
        found = database_calls(database, product.prefix), [*services.calls]
        database.calls.clear()
        services.calls.clear()
        return found

    a_whole_sitting(product, settings)
    household = done()
    product.worker(**settings)(SCHEDULED, None)
    worker = done()
    a_school_answers(product, settings, mailed(ministack_address, sender))
    school = done()
    for client in (kms, ses):
        client.close()

    assert household[0] | school[0] == allowed_tables("public") - PROOFS - BOOKINGS - VOICES
    assert {call.operation for call in household[1] + school[1]} == {"GenerateDataKey"}
    answers_to_offers = {"reply"}  # office/test_deciding.py opens one
    assert purposes(household[1] + school[1], "GenerateDataKey") == sealing("public") - answers_to_offers
    assert worker[0] == allowed_tables("worker") - PROOFS - COURSES - ROUNDS
    assert {call.operation for call in worker[1]} == {"Decrypt", "/v2/email/outbound-emails"}
    assert {a for a in actions("worker") if not a.startswith(("dynamodb:", "logs:", "s3:"))} == {
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "ses:SendEmail",
    }
    assert purposes(worker[1], "Decrypt") == {"recipient"}


def purposes(calls: list[faults.Call], operation: str) -> set[str]:
    return {call.asked["EncryptionContext"]["purpose"] for call in calls if call.operation == operation}


def sealing(function: str) -> set[str]:
    """The purposes for which a function may seal."""
    [one] = [one for one in statements(function) if "kms:GenerateDataKey" in one["Action"]]
    return set(one["Condition"]["StringEquals"]["kms:EncryptionContext:purpose"])
