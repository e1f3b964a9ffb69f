"""Events no gateway should send, and names that look like attacks and are names."""

from typing import Any

import pytest

from musicservice.web.reply import PROTECTING
from tests import examples
from tests.functions.conftest import NOTHING, Product
from tests.functions.returning import returning
from tests.functions.test_bad_input import FORM, assert_is_our_page, good

NAME = "__Host-enrolment"
SENT = {"content-type": [FORM], "sec-fetch-site": ["same-origin"]}
PAGE = {"route": "/enrolment/{step}/{member}", "params": {"step": "name", "member": f"{1:08x}"}}


def event(**changes: Any) -> dict[str, Any]:
    """A good page of a form, without a cookie."""
    return {**examples.event(content=good("name"), **PAGE), **changes}


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
    "no body": (event(body=None), 404),
    "bad base64": (event(body="a=b&c"), 400),
    "base64 with other letters": (event(body="ł" * 8), 400),
    "megabytes that are not even base64": (event(body="!" * 10_000_000), 413),
    "just more than could be base64 of a form": (event(body="!" * (64 * 1024 * 4 // 3 + 5)), 413),
    "a surrogate in the text": (event(body="child_given_name=\ud800", isBase64Encoded=False), 400),
    "text the gateway has replaced": (event(body="child_given_name=\ufffd", isBase64Encoded=False), 400),
    "an unknown route": (event(requestContext={"resourcePath": "/admin", "httpMethod": "POST"}), 404),
    "another method": (
        event(requestContext={"resourcePath": "/enrolment/{step}/{member}", "httpMethod": "DELETE"}),
        405,
    ),
    "path parameters that are a list": (event(pathParameters=["x"]), 400),
    "a surrogate in the address": (event(pathParameters={"step": "name", "member": "\ud800"}), 400),
    "no path parameters": (event(pathParameters=None), 404),
    "a cookie header that is a number": (
        event(multiValueHeaders={"content-type": [FORM], "cookie": [7]}),
        400,
    ),
    "two cookies of one name": (event(multiValueHeaders={**SENT, "cookie": [f"{NAME}=x; {NAME}=y"]}), 404),
    "a cookie of a megabyte": (
        event(multiValueHeaders={**SENT, "cookie": [f"{NAME}={'x' * 1_000_000}"]}),
        404,
    ),
    "a cookie in another alphabet": (event(multiValueHeaders={**SENT, "cookie": [f"{NAME}=Ж\ud800"]}), 404),
    "cookies that are not pairs": (event(multiValueHeaders={**SENT, "cookie": [";;=;=="]}), 404),
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
    visitor = returning(product, product.public())
    cookie = {**SENT, "cookie": [f"{NAME}={visitor.code}"]}

    answer = visitor.app(
        event(body=good("name").decode(), isBase64Encoded=False, multiValueHeaders=cookie), None
    )

    assert answer["statusCode"] == 303


METHODS = {"/enrolment": "GET, HEAD, POST", "/enrolment/check": "GET, HEAD, POST", "/enrolment/new": "POST"}


@pytest.mark.parametrize("route", METHODS)
def test_it_says_which_methods_there_are(product: Product, route: str) -> None:
    wrong = event(requestContext={"resourcePath": route, "httpMethod": "PUT"})

    assert product.public()(wrong, None)["headers"]["Allow"] == METHODS[route]


def test_looking_at_any_address_without_a_form_changes_nothing_and_is_no_fault_of_ours(
    product: Product,
) -> None:
    """Every route there is, whatever was added since."""
    app = product.public()
    given = dict.fromkeys(("step", "member", "code", "receipt"), "x")

    for route, methods in app.routes.items():
        for method in methods:
            content = b"" if method == "POST" else None
            answer = app(examples.event(method, route, content, params=given), None)
            assert answer["statusCode"] < 500, (method, route)
            assert PROTECTING.items() <= answer["headers"].items(), (method, route)
            assert answer["headers"]["Cache-Control"] == "no-store" or route in {
                "/price",
                "/ensembles",
                "/training",
            }
            assert "Location" in answer["headers"] or answer["body"] or method == "HEAD"

    assert product.counts() == NOTHING


LOOKS = [
    ("/enrolment", None, 303),
    ("/enrolment/{step}", {"step": "you"}, 200),
    ("/enrolment/check", None, 200),
    ("/enrolment/save", None, 200),
    ("/enrolment/received/{receipt}", {"receipt": "A" * 43}, 404),
    ("/return/{code}", {"code": "x"}, 303),
    ("/nowhere", None, 404),
]


@pytest.mark.parametrize(("route", "params", "status"), LOOKS)
def test_it_answers_a_look_without_the_page(
    product: Product, route: str, params: dict[str, str] | None, status: int
) -> None:
    """HEAD is what link checkers, mail scanners and chat previews send."""
    visitor = returning(product, product.public())
    cookie = f"{NAME}={visitor.code}"

    looked, got = (
        visitor.app(examples.event(method, route, params=params, cookie=cookie), None)
        for method in ("HEAD", "GET")
    )

    assert looked["statusCode"] == status
    assert looked == {**got, "body": ""}


NAMES = ["Ł", "é", "ș", "李", "ع", "O'Brien", "D’Arcy-Smith", "Ng", "X Æ A-12", "محمد علی"]
NAMES += ["می\u200cخواهم", "क्\u200dष"]
NAMES += ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "%s%n", "Robert'); DROP TABLE"]
NAMES += ["é" * 100, "🎺"]


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_and_shows_exactly(product: Product, name: str) -> None:
    visitor = returning(product, product.public(), until="agreement")
    there = f"/forms/enrolment/name/{visitor.members[0]}"

    visitor.get(there)
    visitor.submit(child_given_name=name, child_known_as=None)
    shown = visitor.get(there)
    visitor.get("/forms/enrolment/agreement")
    check = visitor.go_on()
    visitor.submit()

    assert shown.value("child_given_name") == [name]
    assert name in [one.get_text() for one in check.soup.select(".answers dd")]
    assert name in [one.get_text() for one in check.soup.select(".answers h2")]
    assert product.case()["members"][0]["child_given_name"] == name
    assert "<script" not in shown.body + check.body
