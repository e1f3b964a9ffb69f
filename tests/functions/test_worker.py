"""The e-mail that follows: sent once, holding nothing private, and never lost without a word."""

import json
import time
import urllib.request
from datetime import timedelta
from typing import Any

import pytest

from musicservice.adapters.dynamodb.items import plain
from tests import engines, faults
from tests.contract.test_outbox import spoil
from tests.functions.conftest import Product
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor

pytestmark = pytest.mark.usefixtures("verified_sender")


def mailbox(product: Product) -> list[dict[str, Any]]:
    """What this test's own sender has sent."""
    address = product.settings["AWS_ENDPOINT_URL_SESV2"]
    with urllib.request.urlopen(f"{address}/_ministack/ses/messages", timeout=5) as answer:
        accounts = json.load(answer)["messages"].values()
    sender = product.settings["MUSICSERVICE_SENDER"]
    return [message for messages in accounts for message in messages if message["Source"] == sender]


def enrol(product: Product, **changes: Any) -> str:
    """One child's request; gives its reference."""
    page = Visitor(product.public(), children=1, answers=changes).send()
    assert page.heading == "We have your request"
    return "".join(part.get_text() for part in page.soup.select(".receipt__reference"))


def message(product: Product) -> dict[str, Any]:
    [item] = product.items("outbox")
    return plain(item)


def test_the_receipt_goes_to_the_address_given_with_what_was_asked_for(product: Product) -> None:
    reference = enrol(product, wants=["lessons", "ensemble"], ensembles=["big-band"])

    product.worker()(SCHEDULED, None)

    [letter] = mailbox(product)
    assert letter["To"] == ["renee@family.example"]
    assert letter["Subject"] == f"We have your request {reference}"
    for body in ("BodyText", "BodyHtml"):
        assert reference in letter[body]
        assert "Violin" in letter[body]
        assert "Example Big Band" in letter[body]


def test_the_receipt_tells_nothing_of_the_child_or_of_health(product: Product) -> None:
    enrol(product)

    product.worker()(SCHEDULED, None)

    [letter] = mailbox(product)
    private = (
        "Zofia",
        "Neill",
        "李",
        "Renée",
        "2015",
        "Example Primary",
        "quiet",
        "front",
        "0123",
        "Hearing",
    )
    assert [word for word in private if word in json.dumps(letter, ensure_ascii=False)] == []


def test_many_rounds_send_one_letter(product: Product) -> None:
    enrol(product)
    sweep = product.worker()

    for _ in range(3):
        sweep(SCHEDULED, None)

    assert len(mailbox(product)) == 1


def test_what_was_sent_forgets_the_address_and_goes_in_time(product: Product) -> None:
    enrol(product)

    product.worker()(SCHEDULED, None)

    kept = message(product)
    assert kept["state"] == "sent"
    assert kept.keys().isdisjoint({"sealed", "recipient"})
    assert "pending" not in kept
    assert kept["purge_at"] > kept["next_at"]


def test_a_mail_service_that_is_away_delays_the_letter_and_loses_nothing(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(product)
    capsys.readouterr()
    before = message(product)["next_at"]

    product.worker(AWS_ENDPOINT_URL_SESV2=f"http://127.0.0.1:{engines.free_port()}")(SCHEDULED, None)

    kept = message(product)
    assert (kept["state"], kept["attempts"], kept["reason"]) == ("pending", 1, "EndpointConnectionError")
    assert kept["next_at"] >= before + 60
    assert json.loads(capsys.readouterr().out)["counts"] == {"postponed": 1}


MAIL = "/v2/email/outbound-emails"


def later(product: Product) -> None:
    """As if the pause before the next try were over."""
    for item in product.items("outbox"):
        if "pending" in item:
            product.database.put_item(
                TableName=f"{product.prefix}-outbox", Item={**item, "next_at": {"N": "1"}}
            )


def test_a_mail_service_that_never_answers_gets_a_letter_twice_and_no_more(product: Product) -> None:
    enrol(product)
    with faults.proxy(product.settings["AWS_ENDPOINT_URL_SESV2"]) as line:
        line.always(MAIL, faults.LoseAnswer())
        sweep = product.worker(AWS_ENDPOINT_URL_SESV2=line.address)
        for _ in range(4):
            sweep(SCHEDULED, None)
            later(product)

    assert len(mailbox(product)) == 2
    assert (message(product)["state"], message(product)["reason"]) == ("failed", "Unknown")


def test_a_note_that_fails_for_a_while_sends_nobody_a_second_letter(
    product: Product, database_address: str
) -> None:
    enrol(product)
    enrol(product, child_given_name="Other")
    with faults.proxy(database_address) as line:
        claim, note = [faults.Pass()], [faults.SERVER_ERROR] * 4
        line.first("UpdateItem", *claim, *note)
        sweep = product.worker(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        sweep(SCHEDULED, None)
        sweep(SCHEDULED, None)

    assert [plain(item)["state"] for item in product.items("outbox")] == ["sent", "sent"]
    assert len(mailbox(product)) == 2


def test_a_row_nobody_can_read_holds_no_letter_up(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(product)
    capsys.readouterr()
    spoil(product.database, f"{product.prefix}-outbox")

    product.worker()(SCHEDULED, None)

    assert len(mailbox(product)) == 1
    assert json.loads(capsys.readouterr().out)["counts"] == {"sent": 1, "unreadable": 1}
    [row] = [plain(item) for item in product.items("outbox") if item["pk"]["S"] == "OUT#spoilt"]
    assert (row["state"], row["reason"]) == ("failed", "Unreadable: KeyError")
    assert row["pending"] == "undelivered"
    assert row["purge_at"] > time.time() + timedelta(days=179).total_seconds()


def test_what_was_given_up_is_kept_for_staff_and_goes_in_time(product: Product) -> None:
    enrol(product)
    sealed_for_nobody = {**product.items("outbox")[0], "sealed": {"B": b"\x00"}}
    product.database.put_item(TableName=f"{product.prefix}-outbox", Item=sealed_for_nobody)

    product.worker()(SCHEDULED, None)

    kept = message(product)
    assert (kept["state"], kept["pending"]) == ("failed", "undelivered")
    assert abs(int(kept["purge_at"]) - time.time() - timedelta(days=180).total_seconds()) < 600


def test_a_round_without_a_database_fails_and_says_nothing_private(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep = product.worker(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")

    with pytest.raises(Exception, match=r"^[0-9a-f]{8}$"):
        sweep(SCHEDULED, None)

    note = json.loads(capsys.readouterr().out)
    assert note["fault"].startswith("UnavailableError at ")


def test_an_idle_round_writes_nothing_down(product: Product, capsys: pytest.CaptureFixture[str]) -> None:
    product.worker()(SCHEDULED, None)

    assert capsys.readouterr().out == ""
