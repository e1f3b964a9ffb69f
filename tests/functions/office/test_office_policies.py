"""What the office and the round that follows it may do, read from their policies, against what they do."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoSubmissions
from musicservice.adapters.dynamodb.fates import OPEN
from musicservice.adapters.dynamodb.items import plain
from musicservice.adapters.dynamodb.office.due import DynamoDue
from tests import faults
from tests.contract.test_office_cases import sent
from tests.functions.booking import open_now, publish
from tests.functions.conftest import Product
from tests.functions.office.keyer import keyed_in
from tests.functions.office.officer import SETTINGS, Officer, opened
from tests.functions.office.test_deciding import OFFER, Case
from tests.functions.office.test_undelivered import given_up
from tests.functions.policies import SCHEDULED, actions, allowed, allowed_tables, database_calls, statements

FOLLOW = "policy-follow.json"
PROOFS = {("dynamodb:GetItem", "uploads")}
"""What is for files shown as proof: test_evidence.py holds it against what is done."""
ON_THE_DAY = {("dynamodb:UpdateItem", "bookings")}
"""What is for recording who came: test_courses.py holds it against what is done."""
WHOSE = {("dynamodb:BatchGetItem", "bookings")}
"""What is for whose letter did not arrive: test_undelivered.py holds it against what is done."""


def a_day_in_the_office(office: Any, name: str) -> None:
    """Everything that the office can do to a family's form, once."""
    case = f"/case/{name}"
    officer = Officer(office, ("enrolment-officer",))
    for address in ("/", "/queue/enrolment", "/find", case):
        officer.get(address)
    officer.submit(note="A note.")
    officer.post(f"{case}/private", {})
    officer.get("/find")
    officer.submit(words="DMS-222-22")
    officer.submit(words="Zo")
    officer.get("/find")
    officer.submit(words=str(case_reference(name)))
    officer.get(f"{case}/offer/1")
    officer.submit(**OFFER)
    officer.submit(sure="yes")
    manager = Officer(office, ("manager",), id="grace")
    for letter in did_not_arrive():
        officer.get("/queue/undelivered")
        officer.post(f"{case}/letter/{letter}/reached", {})
    for address in ("/courses", "/course/choirs"):
        manager.get(address)
    keyed_in(office)
    what_is_kept(manager, case)
    manager.post("/staff/sign-out", {"staff": "ada"})
    bootstrap.staff().sessions.seen(manager_session(manager))
    manager.post("/sign-out", {})


def did_not_arrive() -> list[str]:
    """The receipt was given up: its id."""
    fates = bootstrap.staff().seeing.fates
    return [one.id for one in fates.undelivered(5).fates]


def what_is_kept(manager: Officer, case: str) -> None:
    """A table, what is deleted when, a hold and its end, somebody's data, and an erasure."""
    manager.get("/exports")
    month = f"month:{datetime.now(UTC):%Y-%m}"
    asked = {"kind": "enrolment", "columns": ["reference", "contact_name"], "why": "For the policies"}
    manager.post("/exports", asked | {"which": month})
    manager.only_post(f"{manager.page.path}/file", {})
    manager.get("/retention")
    for held in ("no", "yes"):
        manager.post(f"{case}/hold", {"held": held, "reason": "For the policies"})
    name = case.removeprefix("/case/")
    manager.post(f"/subject/case/{name}", {})
    sure = {"cause": "asked", "why": "For the policies", "again": case_reference(name)}
    manager.post(f"/subject/erase/{name}", sure)
    asked_for = next(one for one in bootstrap.staff().rights.requests.latest(5) if one.sort == "erasure")
    other = Officer(manager.app, ("manager",), id="ben")
    other.post(f"/subject/erase/{name}/agree/{asked_for.id}", {})


def case_reference(name: str) -> str:
    found = bootstrap.staff().cases.case(name)
    assert found is not None
    return found.reference


def manager_session(officer: Officer) -> Any:
    session = bootstrap.staff().signing_in.look(officer.cookies["__Host-office"])
    assert session is not None
    return session


def test_what_the_office_does_is_what_it_may_do(product: Product, line: faults.Proxy) -> None:
    case = Case(product, needs_help=False)
    given_up(product)
    publish(product, open_now(seats=1, minimum=1))
    settings = product.settings | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
    bootstrap.staff.cache_clear()
    office = product.load("office", settings).app

    a_day_in_the_office(office, case.name)
    bootstrap.staff().numbers.between("2026-W01", "2026-W53")
    bootstrap.staff().trail.entries(case.name, 5)

    assert database_calls(line, product.prefix) == allowed_tables("office") - PROOFS - WHOSE


def test_the_round_that_takes_away_does_what_it_may_do(product: Product, line: faults.Proxy) -> None:
    kept = sent({}, {"kind": "remission"})
    gone = sent({"status": "withdrawn"})
    long_gone = sent({"status": "withdrawn"}, minutes=-2 * 365 * 24 * 60)
    store = DynamoSubmissions(product.database, product.database, product.prefix)
    for one in (kept, gone, long_gone):
        store.keep(one, time.monotonic() + 5)
    opened(product)
    rights = bootstrap.staff().rights
    rights.bury(kept.case, "staff:ada", "asked")
    day = datetime.now(UTC).date()
    due = DynamoDue(product.database, product.database, product.prefix)
    due.again(gone.case, "planned", day, ("sealed",))
    due.again(long_gone.case, "planned", day, ("case",))

    product.round("keep", AWS_ENDPOINT_URL_DYNAMODB=line.address)(SCHEDULED, None)

    done = database_calls(line, product.prefix)
    lockers = {("dynamodb:DeleteItem", table) for table in ("lockers", "uploads")}
    lockers |= {("dynamodb:UpdateItem", "uploads")}
    assert done | lockers == allowed_tables("worker", "policy-keep.json")


def test_the_office_may_never_look_at_everything_nor_rewrite_what_was_noted() -> None:
    assert "dynamodb:Scan" not in actions("office")
    changes = {"dynamodb:UpdateItem", "dynamodb:DeleteItem"}
    assert {table for action, table in allowed_tables("office") if action in changes} == {
        "sessions",
        "bookings",
        "outbox",
        "lockers",
        "catalogue",
    }


def test_of_letters_the_office_may_read_what_became_of_them_and_never_what_is_sealed() -> None:
    about_letters = [
        one
        for one in statements("office")
        if any("-outbox" in where["Fn::Sub"] for where in one["Resource"] if "Fn::Sub" in where)
        and "dynamodb:PutItem" not in one["Action"]
    ]

    assert [one["Action"] for one in about_letters] == [
        ["dynamodb:Query"],
        ["dynamodb:BatchGetItem"],
        ["dynamodb:UpdateItem"],
    ]
    named = [one["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"] for one in about_letters]
    assert {"pk", "sk", "next_at", *OPEN} == set(named[0]) == set(named[1])
    assert set(named[2]) == {"heard", "pending", "pk", "settled_at", "settled_by", "sk"}
    assert about_letters[0]["Condition"]["ForAllValues:StringEquals"]["dynamodb:LeadingKeys"] == [
        "undelivered"
    ]
    assert "dynamodb:EnclosingOperation" in str(about_letters[2]["Condition"])


@pytest.mark.parametrize(("function", "policy"), [("office", ""), ("worker", FOLLOW)])
def test_there_are_no_wildcards_but_for_their_own_logs(function: str, policy: str) -> None:
    assert all(one["Effect"] == "Allow" for one in statements(function, policy))
    wild = {one for one in allowed(function, policy) if "*" in "".join(one)}
    files = {
        one for one in wild if one[0] == "s3:GetObject" and "-evidence-${AWS::AccountId}/proofs/*" in one[1]
    }
    assert len(files) == (function == "office")
    assert all(action.startswith("logs:") for action, _ in wild - files)


def test_what_is_opened_and_sealed_is_named(product: Product) -> None:
    del product
    purposes = {
        one["Action"][0]: set(one["Condition"]["StringEquals"].get("kms:EncryptionContext:purpose", ()))
        for one in statements("office")
        if one["Action"][0].startswith("kms:")
    }

    assert purposes == {
        "kms:Decrypt": {"answers", "confirmation", "notes", "recipient", "reply"},
        "kms:GenerateDataKey": {"answers", "notes", "recipient"},
        "kms:GenerateMac": set(),
    }


def test_an_answer_is_followed_up_and_counted_once_with_what_the_round_may_do(
    product: Product, line: faults.Proxy
) -> None:
    case = Case(product, needs_help=False)
    officer = Officer(opened(product), ("enrolment-officer",))
    officer.get(f"{case.address}/offer/1")
    officer.submit(**OFFER)
    officer.submit(sure="yes")
    [code] = case.letters("offer")
    assert case.letters("offer-reminder") == [code]
    family = case.visitor()
    family.get(f"/forms/offer/{code}")
    family.press("yes")
    settings = {"AWS_ENDPOINT_URL_DYNAMODB": line.address}

    for _ in range(2):
        product.round("follow", **settings)(SCHEDULED, None)
    product.round("lapse", **settings)(SCHEDULED, None)

    office = opened(product)
    assert case.status("enrolment") == "accepted"
    [called_off] = [one for one in map(plain, product.items("outbox")) if one["state"] == "called off"]
    assert called_off.keys().isdisjoint({"sealed", "pending"})
    assert "not needed any more" in Officer(office, ("enrolment-officer",)).get(case.address).text
    counted = {count.what: count.sums for count in bootstrap.staff().numbers.between("2026-W01", "2099-W01")}
    assert counted["offer-accepted"]["times"] == 1
    assert counted["enrolment-received"] == {"times": 1, "children": 1}
    assert counted["enrolment-offered"] == {"times": 1, "within_5": 1}
    assert product.items("happenings") == []
    aside = {("dynamodb:GetItem", "happenings"), ("dynamodb:PutItem", "happenings")}
    may = allowed_tables("worker", FOLLOW) - aside
    assert database_calls(line, product.prefix) == may
