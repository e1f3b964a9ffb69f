"""Somebody's data, through the office's own door: handed out, held, erased; and what is due."""

import json
import time
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.domain.uploads import LONGEST_KEPT
from tests.contract.test_office_cases import sent
from tests.erasing import Hunter
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened
from tests.functions.policies import SCHEDULED
from tests.functions.visitor import Visitor

WHY = "They wrote to us and asked for it"


@pytest.fixture
def office(product: Product) -> Any:
    return opened(product)


def kept(product: Product, *works: dict[str, Any], **changes: Any) -> str:
    """A case that another family sent."""
    one = replace(sent(*(works or ({},))), **changes)
    DynamoSubmissions(product.database, product.database, product.prefix).keep(one, time.monotonic() + 5)
    return one.case


def actions(product: Product, case: str) -> list[str]:
    found = [one for one in product.items("audit") if one["pk"]["S"] == f"AUD#{case}"]
    return [one["action"]["S"] for one in found]


def test_everything_of_a_family_is_handed_out_without_what_is_taken_out(
    product: Product,
) -> None:
    family = Visitor(product.public(), needs_help=True)
    family.fill()
    family.send()
    case = product.case()
    manager = Officer(opened(product), ("manager",))
    manager.get("/subject")
    manager.submit(words="RENEE@family.example ")
    assert case["reference"] in manager.page.text
    manager.get(next(link for link in manager.page.links() if "/subject/case/" in link))

    page = manager.submit()

    for said in ("Sitting near the front helps.", "renee@family.example", "Zofia Łucja", "The boiler broke"):
        assert said in page.text
    form = page.forms()[-1]
    stamp = page.body.split('name="stamp" value="')[1].split('"')[0]
    fetched = manager.only_post(form.action, {"stamp": stamp, "as": "json", "out": []})
    told = json.loads(b64decode(fetched.body))
    titles = [one["title"] for one in told["kept"]]
    taken = [n for n, one in enumerate(told["kept"]) if one["about"]]
    assert taken
    fewer = manager.only_post(form.action, {"stamp": stamp, "as": "page", "out": [str(n) for n in taken]})
    text = b64decode(fewer.body).decode()
    assert "Zofia Łucja" not in text
    assert "renee@family.example" in text
    assert "Letters, and when they were due" in titles
    assert actions(product, product.case()["pk"].removeprefix("CASE#"))[1:] == [
        "gathered",
        "released",
        "released",
    ]
    assert manager.only_post(form.action, {"stamp": "0" * 16, "as": "page"}).status == 409


def test_a_case_on_hold_cannot_be_erased_until_somebody_lifts_it(office: Any, product: Product) -> None:
    case = kept(product)
    manager = Officer(office, ("manager",))
    assert manager.post(f"/case/{case}/hold", {"held": "no", "reason": ""}).status == 422
    manager.get(f"/case/{case}/hold")
    assert "Nothing of this case is deleted" in manager.submit(reason="A court has asked").text

    assert "on hold" in manager.get(f"/subject/erase/{case}").text
    assert "was not erased" in erases(manager, case).text
    manager.get(f"/case/{case}/hold")
    manager.submit(reason="The court is done")

    assert "gone within a few minutes" in erases(manager, case).text
    assert actions(product, case) == ["received", "held", "let go", "erased"]


def test_files_of_a_case_on_hold_outlast_the_longest_that_a_file_is_kept(
    office: Any, product: Product
) -> None:
    case, upload = kept(product), "f" * 32
    shown_as_proof(product, case, upload)
    manager = Officer(office, ("manager",))
    manager.get(f"/case/{case}/hold")
    manager.submit(reason="A court has asked")

    bring_forward(product, case)
    product.round("keep")(SCHEDULED, None)

    states = bootstrap.staff().uploads
    assert states.due(datetime.now(UTC) + LONGEST_KEPT - timedelta(days=1), 10) == []
    assert [one.id for one in states.due(datetime.now(UTC) + LONGEST_KEPT + timedelta(days=1), 10)] == [
        upload
    ]


def shown_as_proof(product: Product, case: str, upload: str) -> None:
    """As if a family had sent a file with its form."""
    bootstrap.staff().uploads.open(upload, datetime.now(UTC))
    product.database.update_item(
        TableName=f"{product.prefix}-cases",
        Key={"pk": {"S": f"CASE#{case}"}, "sk": {"S": "META"}},
        UpdateExpression="SET uploads = :uploads",
        ExpressionAttributeValues={":uploads": {"L": [{"S": upload}]}},
    )


def erases(officer: Officer, case: str, **changes: str) -> Any:
    reference = bootstrap.staff().cases.case(case).reference  # type: ignore[union-attr]
    return officer.post(
        f"/subject/erase/{case}", {"cause": "asked", "why": WHY, "again": reference, **changes}
    )


def test_the_worker_takes_away_what_staff_had_erased(office: Any, product: Product) -> None:
    case, other = kept(product), kept(product)
    manager = Officer(office, ("manager",))
    assert erases(manager, case, again="DMS-2222-22").status == 422
    assert erases(manager, case, why="no").status == 422
    assert "gone within" in erases(manager, case).text
    assert "gone within" in erases(manager, case).text

    product.round("keep")(SCHEDULED, None)

    assert bootstrap.staff().cases.case(case) is None
    assert bootstrap.staff().cases.case(other) is not None
    assert Hunter(product.database, product.prefix).found([case])[case] == {
        "audit",
        "heads",
        "happenings",
        "office",
        "tombstones",
    }
    page = manager.get("/retention")
    assert "because somebody had it erased: 1" in page.text


def test_where_money_is_owed_a_second_person_agrees(office: Any, product: Product) -> None:
    case = kept(product, {"status": "accepted"})
    ada, ben = Officer(office, ("manager",)), Officer(office, ("manager",), id="ben")
    assert "Somebody else has to agree" in erases(ada, case).text
    page = ada.get(f"/subject/erase/{case}")
    assert page.forms() == []
    ben.get("/subject")
    page = ben.get(next(link for link in ben.page.links() if "/subject/erase/" in link))
    agree = next(form.action for form in page.forms() if "/agree/" in form.action)

    assert ada.only_post(agree, {}).status == 409
    assert "gone within" in ben.post(agree, {}).text

    assert actions(product, case) == ["received", "erased"]
    [erased] = [one for one in product.items("audit") if one["action"]["S"] == "erased"]
    fields = [field["S"] for field in erased["fields"]["L"]]
    assert "second=ben" in fields


def test_what_is_due_is_announced_first_and_then_goes(office: Any, product: Product) -> None:
    """A year and a day after a family withdrew; and nothing of one that waits."""
    old = datetime.now(UTC) - timedelta(days=366)
    case = kept(product, {"status": "withdrawn"})
    waits = kept(product)
    set_since(product, case, old)
    keep = product.round("keep")
    manager = Officer(office, ("manager",))

    keep(SCHEDULED, None)

    page = manager.get("/retention")
    assert "The whole case: 1 case" in page.text
    assert "What is sealed: needs, safety, reasons for help: 1 case" in page.text
    keep(SCHEDULED, None)
    assert bootstrap.staff().cases.case(case) is not None

    bring_forward(product, case)
    keep(SCHEDULED, None)

    assert bootstrap.staff().cases.case(case) is None
    assert bootstrap.staff().cases.case(waits) is not None
    assert "The whole case: 1" in manager.get("/retention").text


def set_since(product: Product, case: str, at: datetime) -> None:
    """As if its only work had come to where it is at that time."""
    product.database.update_item(
        TableName=f"{product.prefix}-cases",
        Key={"pk": {"S": f"CASE#{case}"}, "sk": {"S": "WORK#enrolment#00"}},
        UpdateExpression="SET since = :at",
        ExpressionAttributeValues={":at": {"S": f"{at:%Y-%m-%dT%H:%M:%SZ}"}},
    )


def bring_forward(product: Product, case: str) -> None:
    """As if the week of notice were over."""
    product.database.update_item(
        TableName=f"{product.prefix}-cases",
        Key={"pk": {"S": f"CASE#{case}"}, "sk": {"S": "META"}},
        UpdateExpression="SET due_on = :day",
        ExpressionAttributeValues={":day": {"S": datetime.now(UTC).date().isoformat()}},
    )
