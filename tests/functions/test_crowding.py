"""Too many forms from one source: who is held off, by what they are told, and who is not."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from musicservice.domain.pace import Pace
from musicservice.settings import MisconfiguredError
from musicservice.web.crowding import SOURCES, Crowding
from musicservice.web.request import RefusedError, Request
from tests import examples
from tests.functions.conftest import NOTHING, Product
from tests.functions.test_bad_input import FORM, assert_is_our_page, good
from tests.functions.visitor import Visitor

FEW = {"MUSICSERVICE_PACE": "3 0.01"}
AT_THE_EDGE = {**FEW, "MUSICSERVICE_BEHIND": "cloudfront"}
EDGE = "130.176.1.1"
PAGE = {"route": "/enrolment/{step}/{member}", "params": {"step": "name", "member": f"{1:08x}"}}


def asked(
    peer: str = "192.0.2.1", forwarded: str | list[str] = "", method: str = "POST", **about: Any
) -> dict[str, Any]:
    """A page of a form, from somebody; the form is none of theirs."""
    made = examples.event(method, content=good("name") if method == "POST" else None, **{**PAGE, **about})
    made["requestContext"]["identity"] = {"sourceIp": peer}
    if forwarded:
        made["multiValueHeaders"]["X-Forwarded-For"] = (
            [forwarded] if isinstance(forwarded, str) else forwarded
        )
    return made


def statuses(app: Any, *events: dict[str, Any]) -> list[int]:
    return [app(one, None)["statusCode"] for one in events]


def test_who_sends_too_many_is_told_to_wait_and_keeps_what_was_typed(product: Product) -> None:
    app = product.public(**FEW)
    assert statuses(app, *[asked()] * 3) == [404] * 3

    answer = app(asked(), None)

    assert answer["statusCode"] == 429
    assert int(answer["headers"]["Retry-After"]) == 100
    assert_is_our_page(answer)
    assert "load this page again" in answer["body"]
    assert product.counts() == NOTHING


def test_a_form_that_was_held_off_is_kept_once_the_page_is_loaded_again(
    product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, now = product.public(), [0.0]
    visitor = Visitor(app)
    visitor.begin()
    fields, action = visitor.filled(), visitor.page.form().action
    hasty = Crowding(Pace(1, 0.1), clock=lambda: now[0])
    monkeypatch.setitem(app._view.__globals__, "crowding", hasty)
    visitor.only_post("/forms/return", {"code": "no code"})
    before = product.draft()

    held = visitor.only_post(action, fields)
    now[0] += float(held.headers["Retry-After"])
    again = visitor.only_post(action, fields)

    assert (held.status, again.status) == (429, 303)
    assert product.draft() != before


def test_whoever_only_looks_is_never_held_off(product: Product) -> None:
    app = product.public(**FEW)

    assert set(statuses(app, *[asked(method="GET")] * 9)) == {404}


def test_another_source_is_served_all_the_while(product: Product) -> None:
    app = product.public(**FEW)
    assert statuses(app, *[asked("192.0.2.1")] * 4)[-1] == 429

    assert statuses(app, asked("192.0.2.2"), asked("2001:db8::1")) == [404, 404]


@pytest.mark.parametrize(
    "forged",
    [
        lambda n: {"forwarded": f"198.51.100.{n}"},
        lambda n: {"headers": {"content-type": FORM, "cloudfront-viewer-address": f"198.51.100.{n}:443"}},
        lambda n: {"headers": {"content-type": FORM, "forwarded": f"for=198.51.100.{n}"}},
        lambda n: {"headers": {"content-type": FORM, "x-real-ip": f"198.51.100.{n}"}},
    ],
)
def test_no_header_makes_a_new_source_where_nothing_stands_before_us(product: Product, forged: Any) -> None:
    app = product.public(**FEW)

    assert statuses(app, *(asked(**forged(n)) for n in range(4))) == [404, 404, 404, 429]


@pytest.mark.parametrize(
    "line",
    [
        lambda n: f"198.51.100.{n}, 192.0.2.1, {EDGE}",
        lambda n: f"198.51.100.{n},192.0.2.1,{EDGE}",
        lambda n: f"198.51.100.{n}, 192.0.2.1",  # a gateway that adds nothing of its own
        lambda n: [f"198.51.100.{n}", f"192.0.2.1, {EDGE}"],
        lambda n: f"{EDGE}, 198.51.100.{n}, {EDGE}, 192.0.2.1, {EDGE}",
        lambda n: f"{', ' * n}, 192.0.2.1, {EDGE}",
    ],
)
def test_behind_cloudfront_only_what_it_wrote_down_itself_counts(product: Product, line: Any) -> None:
    app = product.public(**AT_THE_EDGE)

    found = statuses(app, *(asked(EDGE, line(n)) for n in range(4)))

    assert found == [404, 404, 404, 429]
    assert statuses(app, asked(EDGE, f"192.0.2.1, 192.0.2.7, {EDGE}")) == [404]


def test_all_that_a_household_can_call_itself_is_one_source(product: Product) -> None:
    app = product.public(**FEW)
    newer = [asked(f"2001:db8:0:1:{n:x}::{n:x}") for n in range(4)]
    older = [asked(one) for one in ("192.0.2.9", "::ffff:192.0.2.9", "::ffff:c000:209", "192.0.2.9")]

    assert statuses(app, *newer) == [404, 404, 404, 429]
    assert statuses(app, *older) == [404, 404, 404, 429]


def test_what_says_no_address_is_one_source_and_not_let_off(product: Product) -> None:
    app = product.public(**FEW)
    nameless = asked()
    del nameless["requestContext"]["identity"]

    assert statuses(app, nameless, asked("?"), asked("x" * 9999), asked("\0")) == [404, 404, 404, 429]


def test_what_browsers_report_by_themselves_uses_up_nothing(product: Product) -> None:
    app = product.public(**FEW)
    report = asked(route="/reports", params=None, headers={"content-type": "application/csp-report"})

    assert statuses(app, *[report] * 4)[-1] == 429
    assert statuses(app, asked()) == [404]


def test_it_is_noted_that_somebody_was_held_off_and_not_who(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    app = product.public(**AT_THE_EDGE)

    statuses(app, *[asked(EDGE, f"192.0.2.1, {EDGE}")] * 4)

    said = capsys.readouterr().out
    assert "192.0.2" not in said
    assert EDGE not in said
    last = json.loads(said.splitlines()[-1])
    assert (last["status"], last["remark"]) == (429, "too-many")


def test_it_remembers_so_many_sources_and_no_more() -> None:
    few = Crowding(Pace(1, 0.001))
    sources = [f"10.{n >> 8}.{n & 255}.1" for n in range(SOURCES + 100)]

    for one in sources:
        few.admit(sent_by(one))

    assert len(few.seen) == SOURCES
    with pytest.raises(RefusedError):
        few.admit(sent_by(sources[-1]))
    few.admit(sent_by(sources[0]))


def sent_by(peer: str) -> Request:
    return Request("POST", "/enrolment", {}, {}, "", encoded=False, query={}, peer=peer)


def test_two_threads_never_get_more_than_there_is() -> None:
    few = Crowding(Pace(500, 0.001))

    def ask(_: int) -> bool:
        try:
            few.admit(sent_by("192.0.2.1"))
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(2000))) == 500


def test_a_function_that_was_told_nothing_holds_off_all_the_same(product: Product) -> None:
    app = product.public(MUSICSERVICE_PACE="")

    assert statuses(app, *[asked()] * 300)[-1] == 429


@pytest.mark.parametrize("said", ["many", "1", "0 1", "1 0", "1 -1", "1 nan", "1 inf", "-1 1"])
def test_a_pace_that_would_hold_off_nobody_or_everybody_is_refused(product: Product, said: str) -> None:
    with pytest.raises(MisconfiguredError):
        product.public(MUSICSERVICE_PACE=said)
