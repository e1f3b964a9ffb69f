"""What browsers report of our policy: noted by rule and kind, whatever else it holds."""

import json
from typing import Any

import pytest

from musicservice.web.reply import PROTECTING, REPORTS
from musicservice.web.reports import MOST, TYPES
from tests import examples
from tests.functions.conftest import Product

CODE = "https://music.example/forms/manage/7K4Q2MXW9RTBHC3PV6ND?name=canary"
NEW, OLD = TYPES


def report(rule: str, blocked: str) -> dict[str, Any]:
    """As Chromium sends it, but for what we never look at."""
    body = {"effectiveDirective": rule, "blockedURL": blocked, "documentURL": CODE, "sample": "canary"}
    return {"type": "csp-violation", "age": 1, "url": CODE, "user_agent": "canary", "body": body}


SENT = {
    "several": (
        NEW,
        [report("script-src-elem", "inline"), report("img-src", CODE), report("img-src", CODE)],
        "img-src: an address; script-src-elem: inline",
    ),
    "the older way": (
        OLD,
        {
            "csp-report": {
                "document-uri": CODE,
                "violated-directive": "style-src 'self'",
                "blocked-uri": "inline",
            }
        },
        "style-src: inline",
    ),
    "both names": (
        OLD,
        {
            "csp-report": {
                "effective-directive": "style-src-attr",
                "violated-directive": "x",
                "blocked-uri": 7,
            }
        },
        "style-src-attr: an address",
    ),
    "a rule of their own": (NEW, [report("canary", "canary")], "other: an address"),
    "something else": (NEW, [{"type": "deprecation", "body": {}}, 3, None, []], "other"),
    "a great many": (
        NEW,
        [report("img-src", CODE)] * MOST + [report("font-src", CODE)],
        "img-src: an address",
    ),
}


def send(app: Any, kind: str, content: bytes) -> Any:
    route = REPORTS.removeprefix("/forms")
    return app(examples.event("POST", route, content, {"content-type": f"{kind}; charset=utf-8"}), None)


@pytest.mark.parametrize("what", SENT)
def test_what_a_browser_reports_is_told_by_rule_and_kind_and_nothing_else(
    what: str, product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, sent, told = SENT[what]

    answer = send(product.public(), kind, json.dumps(sent).encode())

    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert PROTECTING.items() <= answer["headers"].items()
    line = json.loads(capsys.readouterr().out)
    assert line.pop("ms", 0) >= 0
    assert line == {"name": "reported", "status": 204, "remark": told}


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("text/html", b"{}", 415),
        (NEW, b"", 400),
        (NEW, b"{", 400),
        (NEW, b"\xff", 400),
        (NEW, b"[" * 60_000, 400),
        (NEW, b" " * 70_000, 413),
    ],
)
def test_what_is_no_report_is_refused(kind: str, content: bytes, status: int, product: Product) -> None:
    assert send(product.public(), kind, content)["statusCode"] == status
