"""Where personal answers must never turn up: the log, addresses, headers, subjects, error pages."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tests import engines, examples
from tests.functions.canaries import ANSWERS, LEAKS, leaks
from tests.functions.conftest import Product
from tests.functions.returning import returning
from tests.functions.visitor import Visitor

KEY = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"


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


def nowhere() -> str:
    return f"http://127.0.0.1:{engines.free_port()}"


def test_the_canaries_sing_in_every_question_that_is_typed(product: Product) -> None:
    """Or nothing would be proved by their silence."""
    visitor = Visitor(product.public(), needs_help=True, answers={**ANSWERS})

    check = visitor.fill()

    assert [leak for leak in LEAKS if leak not in check.text.lower()] == []


def test_a_whole_sitting_leaves_nothing_in_log_headers_or_addresses(
    product: Product, capsys: pytest.CaptureFixture[str], library_log: io.StringIO
) -> None:
    visitor = Visitor(product.public(), needs_help=True, answers={**ANSWERS})
    visitor.fill()
    visitor.get("/forms/enrolment/save")
    visitor.press("mail", link_address="canary@canaryhost.example")
    code = visitor.code
    visitor.press("stay")
    visitor.get(f"/forms/return/{code}")
    visitor.press(code)
    receipt = visitor.submit()

    written = capsys.readouterr()
    log = written.out + written.err + library_log.getvalue()
    assert receipt.heading == "We have your request"
    assert leaks(log) == []
    assert [part for part in (code, code[:4] + "-", receipt.path.rpartition("/")[2]) if part in log] == []
    for page in [*visitor.seen, *visitor.sent]:
        assert leaks(page.path + json.dumps(dict(page.headers))) == []
    assert leaks(receipt.body) == []


STATES: dict[str, dict[str, str]] = {
    "all well": {},
    "no database": {"AWS_ENDPOINT_URL_DYNAMODB": "nowhere"},
    "no keys": {"AWS_ENDPOINT_URL_KMS": "nowhere", "MUSICSERVICE_SEAL": KEY},
    "no tables": {"MUSICSERVICE_TABLES": "elsewhere"},
    "broken code": {"broken": "yes"},
}
STEPS = {step.name: step for step in examples.journey().steps}


def breaks(request: Any) -> Any:
    """A mistake of ours that quotes what was sent, as Python's own exceptions do."""
    raise ValueError(f"cannot read {request.body} {ANSWERS!r}")


def in_state(product: Product, state: str) -> Visitor:
    visitor = returning(product, None)
    visitor.answers = {**ANSWERS}
    settings = {name: nowhere() if value == "nowhere" else value for name, value in STATES[state].items()}
    visitor.app = product.public(**{name: value for name, value in settings.items() if name != "broken"})
    if "broken" in settings:
        for methods in visitor.app.routes.values():
            for entry in methods.values():
                entry.view_function = breaks
    return visitor


def typed(step: str) -> dict[str, Any]:
    page = STEPS[step].page
    return {name: ANSWERS.get(name, examples.ANSWERS.get(name)) for name in page.inputs}


@pytest.mark.parametrize("state", STATES)
def test_whatever_is_sent_and_whatever_breaks_nothing_of_it_is_written_down(
    product: Product, capsys: pytest.CaptureFixture[str], library_log: io.StringIO, state: str
) -> None:
    """Every page of questions, with good answers, with a mistake, with a field too many, in broken UTF-8."""
    visitor = in_state(product, state)
    member = visitor.members[0]
    places = {name: f"{name}/{member}" if step.each else name for name, step in STEPS.items()}
    sent = 0

    for step, place in places.items():
        fields = typed(step)
        for content in (fields, {**fields, "canary": "canary"}, {next(iter(fields)): "canary\ncanary"}):
            visitor.only_post(f"/forms/enrolment/{place}", content)
            sent += 1
        visitor.only_post(f"/forms/enrolment/{place}", b"canary=%FFcanary")
        sent += 1
    for place, content in [
        ("save", {"do": "mail", "link_address": "canary@x"}),
        ("check", {"revision": "7"}),
    ]:
        visitor.only_post(f"/forms/enrolment/{place}", content)
        sent += 1

    written = capsys.readouterr()
    ours = [json.loads(line) for line in written.out.splitlines()]
    assert [line["status"] for line in ours] == [answer.status for answer in visitor.sent]
    assert len(ours) == sent
    assert leaks(written.out + written.err + library_log.getvalue()) == []
    assert leaks(json.dumps([dict(answer.headers) for answer in visitor.sent])) == []


def test_an_incident_is_told_by_kind_and_place_and_a_number_to_quote(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = in_state(product, "broken code").only_post("/forms/enrolment/you", typed("you"))

    note = json.loads(capsys.readouterr().out)
    assert answer.status == 500
    assert note["incident"] in answer.body
    assert note["fault"].startswith("ValueError at test_privacy.py:")
    assert leaks(answer.body) == []


def test_a_trouble_is_noted_by_its_code(product: Product, capsys: pytest.CaptureFixture[str]) -> None:
    in_state(product, "no database").only_post("/forms/enrolment/you", typed("you"))

    note = json.loads(capsys.readouterr().out)
    assert (note["name"], note["remark"]) == ("answer", "database: EndpointConnectionError")


def test_without_a_catalogue_there_is_still_a_page_and_no_traceback(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor = returning(product, product.public(MUSICSERVICE_CATALOGUE="/nowhere/canary.json"))

    answer = visitor.only_post("/forms/enrolment/you", typed("you"))

    assert answer.status == 500
    assert "Something went wrong on our side" in answer.body
    assert "Traceback" not in answer.body
    assert leaks(capsys.readouterr().out + answer.body) == []


PROTECTION = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; "
        "report-uri /forms/reports; report-to policy"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "Reporting-Endpoints": 'policy="/forms/reports"',
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
"""Written out, so that whoever takes one away has to do it here as well."""


def test_every_answer_bears_the_headers_that_protect_it(product: Product) -> None:
    visitor = Visitor(product.public(), children=1)
    visitor.send()
    visitor.get("/forms/enrolment/you")
    answers = [*visitor.sent, *visitor.seen[1:], visitor.only_post("/forms/enrolment/you", b"unknown=1")]
    broken = in_state(product, "broken code").only_post("/forms/enrolment/you", {})
    refused = visitor.app({}, None)

    for headers in [*(answer.headers for answer in answers), broken.headers, refused["headers"]]:
        kept = {name: value for name, value in headers.items() if name not in {"Location", "Set-Cookie"}}
        assert kept == PROTECTION
