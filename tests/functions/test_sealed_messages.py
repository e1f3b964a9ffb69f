"""What a message keeps private: sealed while it waits, opened by the worker alone, forgotten once sent."""

from pathlib import Path

import pytest

from musicservice.adapters.dynamodb.items import message_item, plain
from musicservice.adapters.seals import SdkSeal, public_key_file
from musicservice.services.posting import posted
from tests import examples
from tests.functions.conftest import Product
from tests.functions.test_policies import SCHEDULED
from tests.functions.test_worker import enrol, mailbox, message
from tests.messages import FACTS, TOKEN

pytestmark = pytest.mark.usefixtures("verified_sender")


def seal(product: Product) -> SdkSeal:
    pem = Path(product.settings["MUSICSERVICE_SEAL"].removeprefix("file://")).read_bytes()
    return SdkSeal(public_key_file(pem))


def test_a_link_lies_sealed_while_it_waits_and_nowhere_once_it_is_sent(product: Product) -> None:
    waiting = posted("draft-link", "renee@family.example", FACTS, seal(product), examples.NOW)
    product.database.put_item(TableName=f"{product.prefix}-outbox", Item=message_item(waiting))
    before = str(product.items("outbox"))

    product.worker()(SCHEDULED, None)

    [letter] = mailbox(product)
    assert [secret for secret in (TOKEN, "7K4Q-2MXW", "renee") if secret in before] == []
    for body in ("BodyText", "BodyHtml"):
        assert f"{examples.ORIGIN}/forms/return/{TOKEN}" in letter[body]
    assert "sealed" not in message(product)


def test_a_message_that_waits_since_november_2026_still_goes_out(product: Product) -> None:
    """Its address was sealed by itself, under another name, and it says nothing of a language."""
    reference = enrol(product)
    item = product.items("outbox")[0]
    context = {"record": item["pk"]["S"].removeprefix("OUT#"), "purpose": "recipient"}
    sealed = seal(product).seal(b"old@family.example", context)
    old = {name: value for name, value in item.items() if name not in {"sealed", "language", "day"}}
    product.database.put_item(TableName=f"{product.prefix}-outbox", Item={**old, "recipient": {"B": sealed}})

    product.worker()(SCHEDULED, None)

    [letter] = mailbox(product)
    assert letter["To"] == ["old@family.example"]
    assert reference in letter["BodyText"]
    assert "recipient" not in message(product)


def test_an_address_sealed_for_another_message_is_never_used(product: Product) -> None:
    """Somebody who can write to the table still cannot redirect a letter."""
    enrol(product)
    enrol(product, email="other@family.example", child_given_name="Other")
    first, second = product.items("outbox")
    swapped = {**first, "sealed": second["sealed"]}
    product.database.put_item(TableName=f"{product.prefix}-outbox", Item=swapped)

    product.worker()(SCHEDULED, None)

    states = {item["pk"]["S"]: plain(item)["state"] for item in product.items("outbox")}
    assert states == {first["pk"]["S"]: "failed", second["pk"]["S"]: "sent"}
    assert len(mailbox(product)) == 1
