"""Events no gateway should send, and names that look like attacks and are names."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import examples
from tests.functions.conftest import Product
from tests.functions.test_bad_input import FORM, GOOD, NOTHING, assert_is_our_page


def event(**changes: Any) -> dict[str, Any]:
    return {**examples.event(content=GOOD), **changes}


EVENTS: dict[str, tuple[Any, int]] = {
    "no event": (None, 400),
    "a list": ([], 400),
    "an empty event": ({}, 400),
    "an event of another service": ({"Records": [{"body": "x"}]}, 400),
    "no request context": (event(requestContext=None), 400),
    "numbers for a route": (event(requestContext={"resourcePath": 1, "httpMethod": "POST"}), 400),
    "a header that is a number": (event(headers={"a": 1}, multiValueHeaders=None), 400),
    "headers that are a list": (event(multiValueHeaders=["content-type"]), 400),
    "a header without a list": (event(multiValueHeaders={"content-type": FORM}), 400),
    "two content types": (event(multiValueHeaders={"content-type": [FORM, "text/plain"]}), 415),
    "a content type in two cases": (
        event(multiValueHeaders={"content-type": [FORM], "Content-Type": [FORM]}),
        415,
    ),
    "two origins": (
        event(
            multiValueHeaders={"content-type": [FORM], "origin": [examples.ORIGIN, "https://evil.example"]}
        ),
        403,
    ),
    "no headers": (event(headers=None, multiValueHeaders=None), 415),
    "a body that is a number": (event(body=7), 400),
    "a body that is an object": (event(body={"a": 1}), 400),
    "no body": (event(body=None), 422),
    "bad base64": (event(body="a=b&c"), 400),
    "base64 with other letters": (event(body="ł" * 8), 400),
    "megabytes that are not even base64": (event(body="!" * 10_000_000), 413),
    "just more than could be base64 of a form": (event(body="!" * (64 * 1024 * 4 // 3 + 5)), 413),
    "a surrogate in the text": (event(body="school=\ud800", isBase64Encoded=False), 400),
    "text the gateway has replaced": (event(body="school=\ufffd", isBase64Encoded=False), 400),
    "an unknown route": (event(requestContext={"resourcePath": "/admin", "httpMethod": "POST"}), 404),
    "another method": (event(requestContext={"resourcePath": "/enrolment", "httpMethod": "DELETE"}), 405),
    "path parameters that are a list": (event(pathParameters=["x"]), 400),
}


@pytest.mark.parametrize("what", EVENTS)
def test_it_answers_with_a_page_to_an_event_with(product: Product, what: str) -> None:
    sent, status = EVENTS[what]

    answer = product.public()(sent, None)

    assert answer["statusCode"] == status
    assert_is_our_page(answer)
    assert product.counts() == NOTHING


def test_the_gateway_is_told_to_hand_over_every_body_as_it_came(product: Product) -> None:
    """As text it would replace broken UTF-8, and a name would be kept that nobody typed."""
    assert product.public().api.binary_types == ["*/*"]


def test_it_reads_a_body_that_comes_as_text(product: Product) -> None:
    answer = product.public()(event(body=GOOD.decode(), isBase64Encoded=False), None)

    assert answer["statusCode"] == 303


def test_it_says_which_methods_there_are(product: Product) -> None:
    wrong = event(requestContext={"resourcePath": "/enrolment", "httpMethod": "PUT"})

    assert product.public()(wrong, None)["headers"]["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    ("route", "params", "status"),
    [
        ("/enrolment", None, 303),
        ("/enrolment/received/{receipt}", {"receipt": "A" * 43}, 404),
        ("/nowhere", None, 404),
    ],
)
def test_it_answers_a_look_without_the_page(
    product: Product, route: str, params: dict[str, str] | None, status: int
) -> None:
    """HEAD is what link checkers, mail scanners and chat previews send."""
    app = product.public()

    looked, got = (app(examples.event(method, route, params=params), None) for method in ("HEAD", "GET"))

    assert looked["statusCode"] == status
    assert looked == {**got, "body": ""}


def test_a_look_at_a_receipt_finds_it(product: Product) -> None:
    app = product.public()
    key = app(event(), None)["headers"]["Location"].rpartition("/")[2]

    looked = app(examples.event("HEAD", "/enrolment/received/{receipt}", params={"receipt": key}), None)

    assert (looked["statusCode"], looked["body"]) == (200, "")


NAMES = [
    "Ł",
    "é",
    "ș",
    "李",
    "ع",
    "O'Brien",
    "D’Arcy-Smith",
    "Ng",
    "X Æ A-12",
    "محمد علی",
    "می\u200cخواهم",
    "क्\u200dष",
]
NAMES += [
    "<script>alert(1)</script>",
    '"><img src=x>',
    "{{ 7*7 }}",
    "%s%n",
    "Robert'); DROP TABLE",
    "é" * 100,
    "🎺",
]


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_and_shows_exactly(product: Product, name: str) -> None:
    app = product.public()
    only = {"child_given_name": name, "child_family_name": None, "child_known_as": None}

    assert app(examples.event(content=examples.body(**only)), None)["statusCode"] == 303
    back = app(examples.event(content=examples.body(**only, terms=None)), None)

    [case] = [item for item in product.items("cases") if item["sk"]["S"] == "META"]
    assert case["answers"]["M"]["child_given_name"]["S"] == name
    assert BeautifulSoup(back["body"], "html.parser").find(id="child_given_name")["value"] == name
    assert "<script" not in back["body"]
