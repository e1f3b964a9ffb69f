"""What the mail service says of letters, from the topic to the row of the outbox."""

import json
from typing import Any

import pytest

from musicservice.adapters.dynamodb.fates import OPEN
from musicservice.adapters.dynamodb.items import plain
from tests import engines, faults
from tests.functions.conftest import Product
from tests.functions.policies import SCHEDULED, allowed_tables, database_calls, statements
from tests.functions.test_worker import enrol, message
from tests.mail_events import LETTER, bounce, record, told


def counted(capsys: pytest.CaptureFixture[str]) -> list[dict[str, int]]:
    """What the rounds wrote down."""
    noted = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [one["counts"] for one in noted if one["name"] == "hear"]


def state(product: Product) -> tuple[Any, ...]:
    kept = message(product)
    return kept["state"], kept.get("reason"), kept.get("pending")


@pytest.mark.usefixtures("verified_sender")
def test_a_letter_that_comes_back_waits_for_staff_and_a_late_delivery_does_not_hide_it(
    product: Product, capsys: pytest.CaptureFixture[str], database_address: str
) -> None:
    enrol(product)
    letter = message(product)["pk"].removeprefix("OUT#")
    product.worker()(SCHEDULED, None)
    with faults.proxy(database_address) as line:
        hear = product.round("hear", AWS_ENDPOINT_URL_DYNAMODB=line.address)
        capsys.readouterr()

        hear(told(record("Delivery", letter)), None)
        assert state(product) == ("delivered", "", None)
        for one in (bounce(letter=letter), bounce(letter=letter), record("Delivery", letter)):
            hear(told(one), None)
        done = database_calls(line, product.prefix)

    assert state(product) == ("failed", "no-such-address", "undelivered")
    assert message(product)["delivered_at"]
    assert "renee" not in str(product.items("outbox"))
    assert counted(capsys) == [{"delivered": 1}, {"bounced": 1}, {"again": 1}, {"again": 1}]
    assert done == allowed_tables("worker", "policy-hear.json")


def test_what_is_heard_before_it_is_noted_as_sent_is_kept_and_sends_no_second_letter(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(product)
    letter = message(product)["pk"].removeprefix("OUT#")
    hear = product.round("hear")
    capsys.readouterr()

    hear(told(record("Delivery", letter, at="9999-12-31T23:59:59Z")), None)
    hear(told(bounce(letter=LETTER)), None)
    hear(told({"eventType": "Bounce", "mail": {}}), None)
    hear(told(record("Send", letter)), None)
    product.worker(AWS_ENDPOINT_URL_SESV2=f"http://127.0.0.1:{engines.free_port()}")(SCHEDULED, None)

    kept = message(product)
    assert (kept["state"], kept["attempts"], "sealed" in kept, "pending" in kept) == (
        "delivered",
        0,
        False,
        False,
    )
    assert counted(capsys) == [{"delivered": 1}, {"unknown": 1}, {"unreadable": 1}]


def test_a_round_that_cannot_write_it_down_fails_so_that_it_is_told_again(
    product: Product, database_address: str
) -> None:
    enrol(product)
    letter = message(product)["pk"].removeprefix("OUT#")
    with faults.proxy(database_address) as line:
        line.first("UpdateItem", *[faults.LoseAnswer()] * 9)
        hear = product.round("hear", AWS_ENDPOINT_URL_DYNAMODB=line.address)
        with pytest.raises(Exception, match=r"^[0-9a-f]{8}$"):
            hear(told(bounce(letter=letter)), None)
        assert plain(product.items("outbox")[0])["state"] == "failed"
    hear = product.round("hear")

    hear(told(bounce(letter=letter)), None)

    assert message(product)["heard"] == 1


def test_the_ear_may_write_what_became_of_a_letter_and_read_nothing_that_is_sealed() -> None:
    reading, writing = [one for one in statements("worker", "policy-hear.json") if "outbox" in str(one)]

    assert set(reading["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]) == {"sk", *OPEN}
    assert "about" not in writing["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]
