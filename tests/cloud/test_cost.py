"""docs/cost.md says what the data say, the sums are right, and what measures them still does."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cloud.cost import page
from cloud.cost.growth import LOADS, SIZES, first_over, limits, met
from cloud.cost.reckoning import Known, forms, idle, total, views
from tests import engines
from tests.bench.product import over
from tests.cost.measure import a_booking
from tests.cost.meter import metered
from tests.functions.conftest import Product

FAMILY = {
    "invocations": 10,
    "ms": 500.0,
    "octets_out": 1_000_000,
    "kms_calls": 4,
    "write_units": 100,
    "read_units": 50,
    "write_units_lockers": 80,
    "write_units_catalogue": 4,
}
SWEEP = {"invocations": 1, "ms": 100.0, "sesv2_calls": 2, "write_units": 20}
SENT = {"family": FAMILY, "sweep": SWEEP, "kept": {"octets": 1_000_000}}
MEASURED = {
    "site": {"first_octets": 40_000, "first_requests": 5, "picture_octets": 0, "html_octets": 4_000},
    "counted": {"keys": 2, "firewalls": 1, "rules": 2, "alarms": 10, "metrics": 0, "dashboards": 1},
    "enrolment": SENT | {"follow": {"ms": 0, "notes": 3}},
    "booking": SENT,
    "idle": {"sweep": {"ms": 10, "read_units": 0.5}, "lapse": {"ms": 20, "read_units": 2}},
}
ASSUMED = {
    "slower": 2.0,
    "memory_gb": 0.5,
    "log_octets": 1_000,
    "log_months": 1,
    "kept_months": 10,
    "staff": 0,
    "first_views": 0.5,
    "views_around_a_form": 0,
    "proofs": 0,
    "proof_octets": 0,
    "proof_calls": 0,
    "busiest_hour": 0.036,
    "burst": 2.0,
    "same_course": 0.06,
    "minutes_a_form": 6,
    "hours_a_month": 100,
}


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(MEASURED, ASSUMED, page.known().prices)


def test_the_page_says_what_the_data_say() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.current(), "make cost measures, and writes it anew"


def test_a_bill_is_what_is_worked_out_by_hand(known: Known) -> None:
    lines = {(line.name, line.what): line for line in forms(known, "enrolment", 1_000)}

    assert lines["DynamoDB", "write units"].amount == 120_000
    assert lines["DynamoDB", "write units"].dollars == pytest.approx(0.089076)
    assert lines["Lambda", "GB-seconds"].amount == 600  # 0.6 s, twice as slow, half a GB, a thousand times
    assert lines["API Gateway", "requests"].amount == 10_000  # what the worker does, nobody asks for
    assert lines["SES", "letters"].dollars == pytest.approx(0.2)
    assert lines["DynamoDB", "GB-months kept"].amount == pytest.approx(10)
    assert lines["CloudFront", "GB sent"].amount == pytest.approx(1)


def test_views_and_quiet_months_are_worked_out_by_hand(known: Known) -> None:
    seen = {(line.name, line.what): line.amount for line in views(known, 1_000_000)}
    quiet = {(line.name, line.what): line for line in idle(known)}

    assert seen["CloudFront", "GB sent"] == pytest.approx(22)
    assert seen["CloudFront", "requests"] == 3_000_000
    assert quiet["Lambda", "runs"].amount == 43_800 + 730
    assert quiet["DynamoDB", "read units"].amount == 43_800 / 2 + 730 * 2
    assert quiet["KMS", "× key"].dollars == 2


def test_twice_as_many_cost_twice_as_much(known: Known) -> None:
    assert total(forms(known, "booking", 2_000)) == pytest.approx(2 * total(forms(known, "booking", 1_000)))


def test_loads_are_worked_out_by_hand(known: Known) -> None:
    loads = {
        name: load(known, 10)
        for name, load in {n: LOADS[n] for n in LOADS if "/" not in n}.items()
        if name not in {"outbox_index_a_second", "queue_index_a_second"}
    }

    assert loads["letters_an_hour"] == pytest.approx(1_440)
    assert loads["letters_a_second"] == pytest.approx(0.8)  # 0.2 forms and bookings a second, 4 letters
    assert loads["requests_a_second"] == pytest.approx(4)
    assert loads["functions_at_once"] == pytest.approx(0.4)
    assert loads["bookings_of_one_course"] == pytest.approx(10)
    assert loads["people"] == pytest.approx(10)


def test_a_limit_is_used_up_where_it_says() -> None:
    found = page.known()
    listed = limits(tomllib.loads((page.HERE / "limits.toml").read_text(encoding="utf-8")))

    for one in listed:
        assert met(found, first_over(found, one), [one])[0].used == pytest.approx(1)
        assert one.then.strip()
    assert {one.load for one in listed} == LOADS.keys()
    shares = [[one.used for one in met(found, size, listed)] for size in SIZES]
    assert all(share == sorted(share, reverse=True) for share in shares)
    assert [sum(used > 1 for used in share) for share in shares] == sorted(
        sum(used > 1 for used in share) for share in shares
    )


def test_another_price_makes_another_page() -> None:
    found = page.known()
    listed = limits(tomllib.loads((page.HERE / "limits.toml").read_text(encoding="utf-8")))
    dearer = json.loads(json.dumps(found.prices, default=str))
    dearer["dynamodb"]["write_units_per_million"] *= 10

    assert page.page(found, listed) == page.current()
    assert page.page(replace(found, prices=dearer), listed) != page.current()


def test_every_price_names_its_page_and_its_day() -> None:
    prices = page.known().prices

    assert [name for name, one in prices.items() if isinstance(one, dict) and not one["source"]] == []
    assert prices["date"]
    assert "check before relying on it" in page.current() or prices["checked"]


def walked(address: str, folder: Path) -> Iterator[Product]:
    """The product of a measurement, without a mail service: the letter waits."""
    for product in over(address, folder, "costs"):
        product.settings["AWS_ENDPOINT_URL_SESV2"] = f"http://127.0.0.1:{engines.free_port()}"
        yield product


def test_what_is_measured_is_about_what_it_was(database_address: str, tmp_path: Path) -> None:
    """Half as much again, or half, and `make cost` has to be run: the page would mislead."""
    before = page.known().measured["booking"]["family"]

    with metered() as meter:
        [now] = [a_booking(product, meter)["family"] for product in walked(database_address, tmp_path)]

    for name in ("invocations", "write_units", "read_units"):
        assert 0.5 < now[name] / before[name] < 1.5, name
