"""Tables of cases, through the office's own door: who gets which, what stands in them, and who agreed."""

import csv
import io
import time
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest

from musicservice.adapters.dynamodb import DynamoSubmissions
from tests.contract.test_office_cases import sent
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.visitor import Visitor

MONTH = f"month:{datetime.now(UTC):%Y-%m}"
WHY = "For the meeting on places in spring"


@pytest.fixture
def office(product: Product) -> Any:
    many(product, 3)
    return opened(product)


def many(product: Product, count: int) -> None:
    """So many things to decide that wait, of other families."""
    for _ in range(count):
        one = sent({})
        DynamoSubmissions(product.database, product.database, product.prefix).keep(one, time.monotonic() + 5)


def asks(officer: Officer, *columns: str, which: str = "queue:open", why: str = WHY) -> Any:
    officer.get("/exports")
    return officer.submit(kind="enrolment", which=which, columns=list(columns), why=why)


def rows_of(page: Any) -> list[dict[str, str]]:
    assert page.status == 200
    assert page.headers["Content-Disposition"].startswith("attachment")
    content = b64decode(page.body)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def trail(product: Product, who: str) -> list[tuple[str, list[str]]]:
    found = [one for one in product.items("audit") if one["pk"]["S"] == f"AUD#STAFF-{who}"]
    return [(one["action"]["S"], [field["S"] for field in one["fields"]["L"]]) for one in found]


def test_a_short_table_is_fetched_alone_and_once(product: Product) -> None:
    family = Visitor(product.public(), needs_help=True)
    family.fill()
    family.send()
    officer = Officer(opened(product), ("enrolment-officer",))
    columns = ("reference", "child_given_name", "received_on", "school_number", "contact_name")
    page = asks(officer, *columns, which=MONTH)

    rows = rows_of(officer.only_post(f"{page.path}/file", {}))

    case = product.case()
    given = [one["child_given_name"] for one in case["members"]]
    assert [row["child_given_name"] for row in rows] == given
    assert {row["reference"] for row in rows} == {case["reference"]}
    assert {row["received_on"] for row in rows} == {datetime.now(UTC).date().isoformat()}
    assert rows[0]["school_number"] == "900001"
    assert {row["contact_name"] for row in rows} == {"Renée ع"}
    assert officer.only_post(f"{page.path}/file", {}).status == 409
    asked, fetched = (one for one in trail(product, "ada") if "export" in one[0] or "table" in one[0])
    assert asked[0] == "asked-table"
    assert fetched[0] == "exported"
    assert fetched[1][1] == f"rows={len(given)}"
    assert sorted(fetched[1][2:]) == sorted(columns)


def test_more_than_fifty_rows_need_another_person(office: Any, product: Product) -> None:
    many(product, 50)
    ada, ben = Officer(office, ("enrolment-officer",)), Officer(office, ("manager",), id="ben")
    page = asks(ada, "reference")
    assert "53 rows" in page.text

    assert ada.only_post(f"{page.path}/file", {}).status == 409
    assert ada.only_post(f"{page.path}/agree", {}).status == 409
    assert Officer(office, ("cpd-officer",), id="cyd").only_post(f"{page.path}/agree", {}).status == 409
    assert WHY in ben.get(page.path).text
    ben.submit()
    assert ben.only_post(f"{page.path}/file", {}).status == 409

    assert len(rows_of(ada.only_post(f"{page.path}/file", {}))) == 53
    told = [(action, fields[1]) for action, fields in trail(product, "ben") if len(fields) > 1]
    assert ("agreed-table", "rows=53") in told


def test_what_came_since_it_was_counted_is_not_handed_out(office: Any, product: Product) -> None:
    officer = Officer(office, ("enrolment-officer",))
    page = asks(officer, "reference")
    many(product, 1)

    assert officer.only_post(f"{page.path}/file", {}).status == 409


def test_nothing_sealed_can_be_chosen(office: Any) -> None:
    officer = Officer(office, ("manager",))
    page = officer.get("/exports")

    for column in ("access_needs", "medical", "family_grounds", "hardship_words", "sealed", "nonsense"):
        sent_in = {"kind": "enrolment", "which": MONTH, "columns": [column], "why": WHY}
        assert officer.only_post("/exports", sent_in).status == 422
        assert column not in page.body


def test_a_table_has_only_what_is_of_ones_own_areas(office: Any) -> None:
    officer = Officer(office, ("enrolment-officer",), areas=("darlington",))

    page = asks(officer, "reference", which=MONTH)

    assert page.status == 422
    assert "nothing of that" in page.text


def test_a_name_that_looks_like_a_formula_is_text(office: Any, product: Product) -> None:
    one = sent({"name": '=HYPERLINK("https://x.example")', "area": "elsewhere"})
    store = DynamoSubmissions(product.database, product.database, product.prefix)
    store.keep(one, time.monotonic() + 5)
    officer = Officer(office, ("enrolment-officer",), areas=("elsewhere",))
    page = asks(officer, "name")

    rows = rows_of(officer.only_post(f"{page.path}/file", {}))

    assert "'=HYPERLINK" in str(rows)


def test_a_reason_has_to_be_given(office: Any) -> None:
    officer = Officer(office, ("enrolment-officer",))

    assert [asks(officer, "reference", why=why).status for why in ("", "because", "x" * 301)] == [422] * 3
