"""Where personal answers must never turn up: the log, addresses, subjects, error pages."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests import engines, examples
from tests.functions.conftest import Product

CANARIES = {
    "child_given_name": "Canarygiven",
    "child_family_name": "Canaryfamily",
    "child_known_as": "Canaryknown",
    "school": "Canaryschool",
    "contact_name": "Canarycontact",
    "email": "canary@canaryhost.example",
    "phone": "0191 498 0765",
    "access_detail": "Canarydetail",
}
BODY = examples.body(**CANARIES)
LEAKS = ("canary", "4980765", "498 0765", "quiet-space", "2015")


def leaks(text: str) -> list[str]:
    return [canary for canary in LEAKS if canary in text.lower()]


@pytest.fixture
def library_log() -> Iterator[io.StringIO]:
    """What libraries would write to Lambda's log: everything, down to the last detail they offer."""
    written = io.StringIO()
    listener = logging.StreamHandler(written)
    root = logging.getLogger()
    before = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.removeHandler(listener)


def kept(product: Product) -> Any:
    return product.public()


def lost_database(product: Product) -> Any:
    return product.public(AWS_ENDPOINT_URL_DYNAMODB=f"http://127.0.0.1:{engines.free_port()}")


def lost_keys(product: Product) -> Any:
    arn = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"
    nowhere = f"http://127.0.0.1:{engines.free_port()}"
    return product.public(AWS_ENDPOINT_URL_KMS=nowhere, MUSICSERVICE_SEAL=arn)


def missing_table(product: Product) -> Any:
    return product.public(MUSICSERVICE_TABLES="elsewhere")


def broken_code(product: Product) -> Any:
    app = product.public()
    app.routes["/enrolment"]["POST"].view_function = breaks
    return app


def breaks(request: Any) -> Any:
    """A mistake of ours that quotes what was sent, as Python's own exceptions do."""
    raise ValueError(f"cannot read {request.body} {BODY!r}")


SENT = {
    "a good form": (BODY, {}),
    "a mistake": (examples.body(**CANARIES, terms=None), {}),
    "an unknown field": (BODY + b"&canary=canary", {}),
    "broken UTF-8": (BODY + b"&homepage=%FF", {}),
    "another site": (BODY, {"sec-fetch-site": "cross-site", "referer": "https://canary.example/"}),
    "another type": (BODY, {"content-type": "text/canary"}),
}


@pytest.mark.parametrize("state", [kept, lost_database, lost_keys, missing_table, broken_code])
@pytest.mark.parametrize("what", SENT)
def test_nothing_that_was_sent_is_written_down_or_put_in_an_address(
    product: Product,
    capsys: pytest.CaptureFixture[str],
    library_log: io.StringIO,
    what: str,
    state: Any,
) -> None:
    content, headers = SENT[what]
    event = examples.event(content=content)
    event["multiValueHeaders"] |= {name: [value] for name, value in headers.items()}

    answer = state(product)(event, None)

    written = capsys.readouterr()
    ours = [json.loads(line) for line in written.out.splitlines()]
    assert [line["status"] for line in ours] == [answer["statusCode"]]
    assert leaks(written.out + written.err + library_log.getvalue()) == []
    assert leaks(json.dumps(answer["headers"])) == []


def test_an_incident_is_told_by_kind_and_place_and_a_number_to_quote(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = broken_code(product)(examples.event(content=BODY), None)

    note = json.loads(capsys.readouterr().out)
    assert answer["statusCode"] == 500
    assert note["incident"] in answer["body"]
    assert note["fault"].startswith("ValueError at test_privacy.py:")
    assert leaks(answer["body"]) == []


def test_a_trouble_is_noted_by_its_code(product: Product, capsys: pytest.CaptureFixture[str]) -> None:
    lost_database(product)(examples.event(content=BODY), None)

    note = json.loads(capsys.readouterr().out)
    assert (note["name"], note["remark"]) == ("enrol", "database: EndpointConnectionError")


def test_a_receipt_that_is_looked_up_leaves_no_address_behind(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    app = product.public()
    key = app(examples.event(content=BODY), None)["headers"]["Location"].rpartition("/")[2]

    app(examples.event("GET", "/enrolment/received/{receipt}", params={"receipt": key}), None)

    assert key not in capsys.readouterr().out


def test_without_a_catalogue_there_is_still_a_page_and_no_traceback(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    app = product.public(MUSICSERVICE_CATALOGUE="/nowhere/canary.json")

    answer = app(examples.event(content=BODY), None)

    assert answer["statusCode"] == 500
    assert "Something went wrong on our side" in answer["body"]
    assert "Traceback" not in answer["body"]
    assert leaks(capsys.readouterr().out + answer["body"]) == []


PROTECTION = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
"""Written out, so that whoever takes one away has to do it here as well."""


def test_every_answer_bears_the_headers_that_protect_it(product: Product) -> None:
    app = product.public()
    answers = [
        app(examples.event(content=BODY), None),
        app(examples.event(content=b"unknown=1"), None),
        app(examples.event("GET"), None),
        app({}, None),
        broken_code(product)(examples.event(content=BODY), None),
    ]

    assert [answer["statusCode"] for answer in answers] == [303, 400, 303, 400, 500]
    for answer in answers:
        kept = {name: value for name, value in answer["headers"].items() if name not in {"Location", "Allow"}}
        assert kept == PROTECTION
