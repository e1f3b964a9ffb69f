"""What a message keeps private: sealed while it waits, opened by the worker alone, forgotten once sent."""

from pathlib import Path

import pytest

from musicservice.adapters.dynamodb.items import message_item, plain
from musicservice.adapters.seals import SdkSeal, public_key_file
from musicservice.services.posting import posted
from tests import examples
from tests.functions.conftest import Product
from tests.functions.policies import SCHEDULED
from tests.functions.test_worker import enrol, mailbox, message
from tests.functions.visitor import Visitor
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


def test_a_link_asked_for_on_the_page_opens_the_form_and_its_subject_tells_nothing(product: Product) -> None:
    visitor = Visitor(product.public(), children=1)
    visitor.fill(until="wishes")
    visitor.get("/forms/enrolment/save")
    said = visitor.press("mail", link_address="renee@family.example")

    product.worker()(SCHEDULED, None)

    [letter] = mailbox(product)
    code = visitor.code
    assert "We are sending the link" in said.text
    assert letter["To"] == ["renee@family.example"]
    assert [part for part in (code, code[:4], "Zofia", "李") if part in letter["Subject"]] == []
    assert [name for name in ("Zofia", "李", "O'Neill", "2015") if name in letter["BodyText"]] == []
    link = f"/forms/return/{code}"
    assert link in letter["BodyText"]
    other = Visitor(product.public())
    other.get(link)
    assert other.press(code).path.endswith(f"/wishes/{visitor.members[0]}")


def test_five_links_are_sent_to_one_form_and_no_more(product: Product) -> None:
    visitor = Visitor(product.public())
    visitor.begin()
    said = []
    for _ in range(7):
        visitor.get("/forms/enrolment/save")
        said.append(visitor.press("mail", link_address="renee@family.example"))

    assert [page.status for page in said] == [200] * 5 + [422] * 2
    assert "We have sent five links to this form already" in said[-1].text
    assert product.messages() == ["draft-link"] * 5


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
