"""What the mail service says, read and weighed: bad records, every kind of bounce, every order."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicservice.domain.fate import Fate, Report
from musicservice.domain.reports import OTHER, UNREADABLE, report_from
from tests.examples import NOW
from tests.mail_events import LETTER, bounce, record

SENT = Fate(LETTER, "sent", sent=NOW)


@pytest.mark.parametrize(
    ("told", "heard", "reason"),
    [
        (record("Delivery", smtpResponse="250 ok"), "delivered", ""),
        (record("Complaint"), "complaint", "complaint"),
        (record("Complaint", complaintSubType="OnAccountSuppressionList"), "bounced", "held-back"),
        (record("Reject", reason="Bad content"), "refused", "refused"),
        (bounce(), "bounced", "no-such-address"),
        (bounce(status="5.7.1"), "bounced", "not-accepted"),
        (bounce(detail="NoEmail"), "bounced", "no-such-address"),
        (bounce(detail="OnAccountSuppressionList"), "bounced", "held-back"),
        (bounce("Transient", "MailboxFull"), "bounced", "mailbox-full"),
        (bounce("Transient", "MessageTooLarge"), "bounced", "too-large"),
        (bounce("Transient", "General"), "held up", "held-up"),
        (bounce("Undetermined", "Undetermined"), "bounced", "came-back"),
    ],
)
def test_a_record_is_read(told: dict[str, Any], heard: str, reason: str) -> None:
    at = datetime(2026, 3, 14, 10, 0, 0, 669000, UTC)

    assert report_from(json.dumps(told)) == Report(LETTER, heard, at, reason)  # type: ignore[arg-type]


def spoilt() -> list[Any]:
    whole = bounce()
    mail = whole["mail"]
    tags = [{}, {"message": []}, {"message": "x"}, {"message": [LETTER, LETTER]}, {"message": ["../x"]}]
    return [
        *("", "[]", "null", "nonsense", "7", "[" * 100_000),
        *({**whole, "mail": {**mail, "tags": tag}} for tag in tags),
        {**whole, "mail": None},
        {**whole, "bounce": {}},
        {**whole, "bounce": {**whole["bounce"], "timestamp": "yesterday"}},
        {**whole, "bounce": {**whole["bounce"], "timestamp": "2026-03-14T10:00:00"}},
        {**whole, "bounce": {**whole["bounce"], "bounceType": ["Permanent"]}},
        {**whole, "bounce": {**whole["bounce"], "bouncedRecipients": 7}},
        {**whole, "eventType": "Explosion"},
        {**whole, "eventType": {}},
        {"Type": "Notification", "Message": "Successfully validated SNS topic"},
    ]


@pytest.mark.parametrize("one", spoilt())
def test_what_is_no_record_is_said_to_be_none(one: Any) -> None:
    assert report_from(one if isinstance(one, str) else json.dumps(one)) == UNREADABLE


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3))
)
def test_nothing_in_a_record_breaks_the_reading(wild: Any) -> None:
    whole = bounce()
    for name in ("mail", "bounce", "eventType"):
        report_from(json.dumps({**whole, name: wild}))
    for name in whole["bounce"]:
        report_from(json.dumps({**whole, "bounce": {**whole["bounce"], name: wild}}))


@pytest.mark.parametrize("sort", ["Send", "DeliveryDelay", "Open"])
def test_what_tells_nothing_is_passed_over(sort: str) -> None:
    assert report_from(json.dumps(record(sort))) == OTHER


def report(heard: str, minutes: int = 1) -> Report:
    return Report(LETTER, heard, NOW + timedelta(minutes=minutes), heard)  # type: ignore[arg-type]


def after(fate: Fate, *heard: str) -> Fate:
    for one in heard:
        fate = fate.after(report(one))
    return fate


@pytest.mark.parametrize(
    "order", set(permutations(["delivered", "bounced", "held up", "delivered", "bounced"]))
)
def test_a_letter_that_came_back_stays_so_in_whatever_order_it_is_told(order: tuple[str, ...]) -> None:
    for start in (SENT, replace(SENT, state="pending", sent=None)):
        fate = after(start, *order)

        assert (fate.state, fate.waits, fate.reason) == ("failed", True, "bounced")
        assert fate.delivered


@pytest.mark.parametrize("order", set(permutations(["delivered", "held up", "held up"])))
def test_an_answering_machine_hides_no_delivery(order: tuple[str, ...]) -> None:
    fate = after(SENT, *order)

    assert (fate.state, fate.waits, fate.reason) == ("delivered", False, "")


@pytest.mark.parametrize("order", set(permutations(["delivered", "complaint", "held up"])))
def test_a_complaint_waits_for_somebody_although_it_arrived(order: tuple[str, ...]) -> None:
    fate = after(SENT, *order)

    assert (fate.state, fate.waits, fate.reason) == ("delivered", True, "complaint")


@pytest.mark.parametrize("heard", ["delivered", "bounced", "held up", "refused", "complaint"])
def test_what_is_told_twice_changes_nothing(heard: str) -> None:
    once = after(SENT, heard)

    assert once.after(report(heard, minutes=9)) == once


@pytest.mark.parametrize("heard", ["bounced", "complaint", "refused"])
def test_what_somebody_saw_to_does_not_come_back(heard: str) -> None:
    settled = replace(SENT, state="failed", failed=NOW, reason="Unknown", settled=NOW)

    assert not after(settled, heard, "delivered", heard).waits


def test_a_letter_given_up_as_unknown_that_arrived_waits_no_more() -> None:
    given_up = replace(SENT, state="failed", sent=None, failed=NOW, reason="Unknown", waits=True)

    fate = after(given_up, "delivered")

    assert (fate.state, fate.waits, fate.failed, fate.reason) == ("delivered", False, None, "")
