"""What each function may do with bookings, against what is done with them: over keys in KMS, too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.booking_items import waiting_key
from musicservice.adapters.dynamodb.items import message_from
from musicservice.domain.training import Cancellation, Course
from musicservice.services.booking_request import Booked, Opened, Waiting
from musicservice.services.managing import Done
from musicservice.services.posting import opened
from tests import engines, faults
from tests.functions.conftest import Product, in_force
from tests.functions.policies import (
    BOOKINGS,
    ROUNDS,
    SCHEDULED,
    actions,
    allowed_tables,
    database_calls,
    statements,
)
from tests.training import COURSE, people, request

ONLY_IN_TRANSACTIONS = {"ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}}


def coming() -> Course:
    """The example course, soon enough to be reminded of and open whenever this runs."""
    now = datetime.now(UTC).replace(microsecond=0)
    by = now + timedelta(days=6) - COURSE.starts
    sessions = tuple(replace(one, starts=one.starts + by, ends=one.ends + by) for one in COURSE.sessions)
    free = Cancellation(0, 0, 0)
    opens, closes = now - timedelta(days=30), now + timedelta(days=4)
    return replace(COURSE, sessions=sessions, opens=opens, closes=closes, cancellation=free)


@dataclass
class Watched:
    """A product over KMS, and the calls that pass."""

    product: Product
    settings: dict[str, str]
    database: faults.Proxy
    services: faults.Proxy

    def publish(self, course: Course) -> None:
        text = replace(in_force(), courses=(course,)).to_json()
        Path(self.product.settings["MUSICSERVICE_CATALOGUE"]).write_text(text, encoding="utf-8")

    def run_out(self, opened: Opened) -> None:
        """Let the time of an offer be over."""
        place = opened.place
        self.product.database.update_item(
            TableName=f"{self.product.prefix}-bookings",
            Key=waiting_key(place.course, place.seq),
            UpdateExpression="SET #until = :past",
            ExpressionAttributeNames={"#until": "until"},
            ExpressionAttributeValues={":past": {"S": COURSE.opens.isoformat()}},
        )

    def round(self, name: str) -> None:
        self.product.round(name, **self.settings)(SCHEDULED, None)

    def done(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """The calls since the last time: those to tables, and those to keys with what they were for."""
        tables = database_calls(self.database, self.product.prefix)
        keys = {
            (call.operation, call.asked.get("EncryptionContext", {}).get("purpose", ""))
            for call in self.services.calls
        }
        self.database.calls.clear()
        self.services.calls.clear()
        return tables, keys


@pytest.fixture
def watched(product: Product, database_address: str, ministack_address: str) -> Iterator[Watched]:
    kms = engines.client("kms", ministack_address)
    seal = kms.create_key()["KeyMetadata"]["Arn"]
    mac = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["Arn"]
    kms.close()
    with faults.proxy(database_address) as database, faults.proxy(ministack_address) as services:
        settings = {
            "AWS_ENDPOINT_URL_DYNAMODB": database.address,
            "AWS_ENDPOINT_URL": services.address,
            "MUSICSERVICE_SEAL": f"kms:{seal}",
            "MUSICSERVICE_OPEN": f"kms:{seal}",
            "MUSICSERVICE_FINGERPRINT": f"kms:{mac}",
        }
        yield Watched(product, settings, database, services)


def book(number: int, start: int, **changes: Any) -> Opened:
    made = bootstrap.managing().booking.book(request(number, start, **changes))
    assert isinstance(made, Booked | Waiting), made
    return made.opened


def test_bookings_do_what_they_may_and_need_all_of_it(watched: Watched) -> None:
    course = coming()
    watched.publish(course)
    watched.round("follow_courses")
    watched.product.public(**watched.settings)
    watched.done()

    full = book(6, 0)
    party = book(2, 10, if_full="all-or-none")
    managing = bootstrap.managing()
    [other] = people(1, 20)
    assert isinstance(managing.change(full.code, full.reservation.delegates[0].id, other), Done)
    late = book(1, 40, if_full="all-or-none")
    staying = [one.id for one in full.reservation.delegates[:3]]
    assert isinstance(managing.reduce(full.code, staying), Done)
    public, public_keys = watched.done()

    watched.round("promote")
    watched.run_out(late)
    watched.round("promote")
    watched.publish(replace(course, sessions=(replace(course.sessions[0], place="Another Room"),)))
    watched.round("remind")
    worker, worker_keys = watched.done()

    watched.product.public(**watched.settings)
    assert isinstance(bootstrap.managing().accept(party.code), Done)
    assert isinstance(bootstrap.managing().cancel(party.code), Done)
    later = book(1, 30, if_full="all-or-none")
    assert isinstance(bootstrap.managing().cancel(later.code), Done)
    more, _ = watched.done()

    assert (public | more) <= allowed_tables("public")
    assert public | more >= BOOKINGS
    assert public_keys == {
        ("GenerateDataKey", "answers"),
        ("GenerateDataKey", "recipient"),
        ("GenerateMac", ""),
    }
    assert {a for a in actions("public") if a.startswith("kms:")} == {
        "kms:GenerateDataKey",
        "kms:GenerateMac",
    }
    assert worker <= allowed_tables("worker")
    assert worker == ROUNDS
    assert worker_keys == {("Decrypt", "recipient"), ("GenerateDataKey", "recipient")}
    waiting = [message_from(item) for item in watched.product.items("outbox")]
    kinds = [opened(one, bootstrap._opener()).kind for one in waiting]
    assert (kinds.count("booking-offer"), kinds.count("booking-lapsed")) == (2, 1)


def is_about(statement: dict[str, Any]) -> bool:
    return "-bookings" in str(statement["Resource"])


@pytest.mark.parametrize("function", ["public", "worker"])
def test_people_of_bookings_are_changed_in_transactions_only(function: str) -> None:
    changes = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}
    changing = [one for one in statements(function) if is_about(one) and changes & set(one["Action"])]

    assert changing
    assert [one["Condition"] for one in changing] == [ONLY_IN_TRANSACTIONS] * len(changing)


def test_the_public_function_reads_no_booking() -> None:
    reading = {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem"}

    assert not {action for action, table in allowed_tables("public") if table == "bookings"} & reading


def test_outside_a_transaction_the_public_function_draws_numbers_and_does_nothing_else() -> None:
    alone = [
        one
        for one in statements("public")
        if "dynamodb:UpdateItem" in one["Action"] and one["Condition"] != ONLY_IN_TRANSACTIONS
    ]

    assert [one["Condition"] for one in alone] == [
        {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["LINE#*"]}}
    ]


def test_the_worker_seals_addresses_of_letters_and_nothing_else() -> None:
    [sealing] = [one for one in statements("worker") if "kms:GenerateDataKey" in one["Action"]]

    assert sealing["Condition"] == {"StringEquals": {"kms:EncryptionContext:purpose": "recipient"}}
