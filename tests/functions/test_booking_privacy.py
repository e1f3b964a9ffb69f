"""Where nothing that was typed for a booking may turn up: log, addresses, headers, letters, what is kept."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from tests.functions.booking import follow, open_now, publish, school
from tests.functions.canaries import BOOKING, BOOKING_SEALED, leaks
from tests.functions.conftest import TABLES, Product


@pytest.fixture
def library_log() -> Iterator[io.StringIO]:
    """What libraries would write to Lambda's log, down to the last detail."""
    written = io.StringIO()
    listener = logging.StreamHandler(written)
    root = logging.getLogger()
    before = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.removeHandler(listener)


def test_a_booking_leaves_nothing_in_log_headers_or_addresses(
    product: Product, capsys: pytest.CaptureFixture[str], library_log: io.StringIO
) -> None:
    publish(product, open_now(fed=True))
    visitor = school(product, **BOOKING)
    check = visitor.fill()
    sung = [one for one in BOOKING.values() if isinstance(one, str) and one.startswith("Canary")]
    assert [one for one in sung if one not in check.text] == []
    code = visitor.code
    booked = visitor.submit()
    assert booked.heading == "Your places are booked"
    visitor.get(next(link for link in booked.links() if "/manage/" in link))
    visitor.submit(delegate_name="Canaryother", delegate_later=None)
    calendar = visitor.get("/forms/booking/calendar")
    visitor.get("/forms/booking/cancel")
    visitor.press("cancel")
    follow(product, "promote")
    follow(product, "remind")

    written = capsys.readouterr()
    log = written.out + written.err + library_log.getvalue()
    assert leaks(log) == []
    assert [part for part in (code, code[:4] + "-") if part in log] == []
    for page in [*visitor.seen, *visitor.sent]:
        assert leaks(page.path + json.dumps(dict(page.headers))) == []
    assert leaks(calendar.body) == []


def test_what_somebody_needs_is_kept_where_nobody_can_read_it(product: Product) -> None:
    publish(product, open_now(fed=True))
    school(product, **BOOKING).send()
    tables = (*TABLES, "bookings", "catalogue")
    kept = repr([product.items(table) for table in tables]).lower()

    assert "canarydelegate" in repr(product.items("bookings")).lower(), "or nothing would be proved"
    assert [one for one in BOOKING_SEALED if one in kept] == []
    for table in {*tables} - {"bookings"}:
        assert leaks(repr(product.items(table))) == [], table
