"""The same form sent again, however and whenever: one enrolment, one reference."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.functions.conftest import Product
from tests.functions.test_enrolment import ONE, receipt, send


def test_five_sent_at_once_are_one_enrolment_with_one_reference(product: Product) -> None:
    app = product.public()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: send(app), range(5)))

    assert [answer["statusCode"] for answer in answers] == [303] * 5
    assert len({answer["headers"]["Location"] for answer in answers}) == 1
    assert product.counts() == ONE


def test_the_same_sent_again_gives_the_same_receipt(product: Product) -> None:
    app = product.public()

    assert send(app)["headers"]["Location"] == send(app)["headers"]["Location"]
    assert product.counts() == ONE


def test_a_receipt_from_before_it_listed_what_was_asked_for_is_still_one(product: Product) -> None:
    app = product.public()
    first = send(app)
    [item] = product.items("receipts")
    del item["lines"]
    product.database.put_item(TableName=f"{product.prefix}-receipts", Item=item)

    assert receipt(app, first)["statusCode"] == 200
    assert send(app)["headers"]["Location"] == first["headers"]["Location"]


def test_the_same_sent_again_after_a_restart_gives_the_same_receipt(product: Product) -> None:
    first = send(product.public())

    assert send(product.public())["headers"]["Location"] == first["headers"]["Location"]
    assert product.counts() == ONE


@pytest.mark.parametrize(
    "spelling",
    [
        {"child_given_name": "  Zofia Łucja "},
        {"phone": "+44 (0)191 496 0123"},
        {"wants": ["join-big-band", "learn-violin"]},
        {"contact_name": "Rene\u0301e ع"},
        {"birth_date_day": "027"[1:], "birth_date_month": "03"},
    ],
    ids=["spaces", "phone", "order of boxes", "composed or not", "leading zero"],
)
def test_the_same_answers_in_another_spelling_give_the_same_receipt(
    product: Product, spelling: dict[str, Any]
) -> None:
    app = product.public()

    assert send(app)["headers"]["Location"] == send(app, **spelling)["headers"]["Location"]
    assert product.counts() == ONE


def test_other_answers_are_another_enrolment(product: Product) -> None:
    app = product.public()

    first, second = send(app), send(app, child_given_name="Twin")

    assert first["headers"]["Location"] != second["headers"]["Location"]
    assert product.counts() == {"receipts": 2, "cases": 4, "outbox": 2, "audit": 2}
