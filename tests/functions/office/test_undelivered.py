"""Letters that did not arrive: who sees them, what is said of them, and that they are ticked off once."""

import json
from datetime import timedelta
from typing import Any

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoOutbox
from musicservice.adapters.dynamodb.items import message_from, plain
from musicservice.domain.office.area import AREAS
from tests import engines, faults
from tests.contract.test_outbox import spoil
from tests.functions.booking import open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.office.officer import SETTINGS, Officer, opened
from tests.functions.office.test_deciding import Case
from tests.functions.policies import SCHEDULED, allowed_tables, database_calls
from tests.functions.visitor import Visitor

LIST = "/queue/undelivered"


@pytest.fixture
def case(product: Product) -> Case:
    return Case(product, needs_help=False)


def given_up(product: Product, reason: str = "BadRequestException") -> str:
    """The one letter that waits is given up; gives its id."""
    now = bootstrap.staff().clock.now()
    outbox = DynamoOutbox(product.database, product.prefix)
    [message] = outbox.due(now + timedelta(days=1), 5)
    outbox.give_up(message, reason, now)  # type: ignore[arg-type]
    return str(message.id)  # type: ignore[union-attr]


def row(product: Product, letter: str) -> dict[str, Any]:
    [item] = [one for one in product.items("outbox") if one["pk"]["S"] == f"OUT#{letter}"]
    return plain(item)


def tile(officer: Officer) -> str:
    """What the front page says of them; "" where nothing."""
    found = officer.get("/").soup.select(f'.tiles a[href="{LIST}"] + b')
    return found[0].get_text() if found else ""


def test_a_letter_that_was_given_up_waits_with_its_case_and_goes_when_it_is_ticked_off_once(
    case: Case,
) -> None:
    officer = case.officer("enrolment-officer")
    assert tile(officer) == "0"
    letter = given_up(case.product)

    assert tile(officer) == "1"
    page = officer.get(LIST)
    assert "Receipt for the form" in page.text
    assert "cannot write to this address" in page.text
    assert case.address in page.links()
    assert "family.example" not in page.text
    assert "It did not arrive".lower() in officer.get(case.address).text.lower()
    tick = f"{case.address}/letter/{letter}/reached"

    for _ in range(2):
        assert officer.post(tick, {}).path == case.address

    assert tile(officer) == "0"
    assert "Every letter arrived" in officer.get(LIST).text
    assert "Reached in another way," in officer.get(case.address).text
    entries = bootstrap.staff().trail.entries(case.name, 9)
    assert [one.fields for one in entries if one.action == "reached them another way"] == [
        ("application-receipt",)
    ]
    assert row(case.product, letter)["settled_by"] == "staff:ada"


def test_who_does_not_work_on_it_neither_sees_it_nor_ticks_it_off(case: Case) -> None:
    letter = given_up(case.product)
    found = bootstrap.staff().cases.case(case.name)
    assert found is not None
    elsewhere = tuple(area for area in AREAS if area not in found.areas)
    for role, areas in (
        ("remission-officer", AREAS),
        ("cpd-officer", AREAS),
        ("enrolment-officer", elsewhere),
    ):
        other = Officer(case.office, (role,), areas, id=role)

        assert tile(other) == "0"
        assert case.name not in str(other.get(LIST).soup)
        assert other.only_post(f"{case.address}/letter/{letter}/reached", {}).status in {403, 404}
        assert other.only_post(f"{LIST}/{letter}/reached", {}).status == 404

    assert row(case.product, letter)["pending"] == "undelivered"
    assert Officer(case.office, ("auditor",)).get(LIST).status == 403


def test_a_letter_is_ticked_off_with_its_own_case_and_no_other(case: Case) -> None:
    letter = given_up(case.product)
    manager = case.officer("manager")
    family = Visitor(case.product.public(), children=1)
    family.fill()
    family.send()
    opened(case.product)
    [other] = {item["pk"]["S"][5:] for item in case.product.items("cases") if item["sk"]["S"] == "META"} - {
        case.name
    }

    assert manager.only_post(f"/case/{other}/letter/{letter}/reached", {}).status == 404
    assert manager.only_post(f"{LIST}/{letter}/reached", {}).status == 404
    assert manager.only_post(f"{LIST}/{'0' * 32}/reached", {}).status == 404
    assert row(case.product, letter)["pending"] == "undelivered"


@pytest.mark.usefixtures("verified_sender")
def test_what_belongs_to_nobody_waits_for_a_manager(product: Product) -> None:
    spoil(product.database, f"{product.prefix}-outbox")
    product.worker()(SCHEDULED, None)
    office = opened(product)
    manager = Officer(office, ("manager",))

    assert tile(Officer(office, ("enrolment-officer",), id="ben")) == "0"
    assert tile(manager) == "1"
    assert "no letter of ours" in manager.get(LIST).text
    for _ in range(2):
        assert manager.post(f"{LIST}/spoilt/reached", {}).path == LIST

    assert tile(manager) == "0"
    actions = [one.action for one in bootstrap.staff().trail.entries("STAFF-ada", 9)]
    assert actions.count("reached them another way") == 1


def test_many_are_paged_through_and_none_is_hidden_behind_those_of_others(case: Case) -> None:
    own = given_up(case.product)
    [item] = case.product.items("outbox")
    table = f"{case.product.prefix}-outbox"
    for number in range(60):
        other = {"pk": {"S": f"OUT#{number:032}"}, "desks": {"L": [{"S": "courses"}]}, "next_at": {"N": "9"}}
        case.product.database.put_item(TableName=table, Item=item | other)
    officer = case.officer("enrolment-officer")

    assert tile(officer) == "0 or more"
    first = officer.get(LIST)
    assert "None of these is yours" in first.text
    [more] = [link for link in first.links() if link.startswith(f"{LIST}?after=")]
    assert f"/letter/{own}/reached" in str(officer.get(more).soup)


def test_the_case_says_what_became_of_each_letter(case: Case) -> None:
    officer = case.officer("enrolment-officer")
    assert "Waits to go out" in officer.get(case.address).text
    outbox = DynamoOutbox(case.product.database, case.product.prefix)
    [item] = case.product.items("outbox")
    outbox.sent(message_from(item), bootstrap.staff().clock.now())

    text = officer.get(case.address).text

    assert "Letter: Receipt for the form" in text
    assert "Sent, " in text


def test_nothing_that_is_sealed_is_even_asked_for(case: Case, database_address: str) -> None:
    from musicservice.adapters.dynamodb.fates import DynamoFates  # noqa: PLC0415 - one use

    given_up(case.product)
    with faults.proxy(database_address) as line:
        client = engines.client("dynamodb", line.address)
        found = DynamoFates(client, client, case.product.prefix).undelivered(5)
        DynamoFates(client, client, case.product.prefix).of([one.id for one in found.fates])
        client.close()
    asked = [call.asked for call in line.calls]

    assert len(asked) == 2
    assert all("ProjectionExpression" in json.dumps(one) for one in asked)
    assert "sealed" not in json.dumps(asked)


def test_a_letter_about_a_booking_is_for_who_runs_courses_with_whom_to_call(
    product: Product, database_address: str
) -> None:
    publish(product, open_now())
    visitor = school(product, booker_phone="0191 498 0123")
    visitor.fill()
    visitor.submit()
    opened(product)
    letter = given_up(product)
    with faults.proxy(database_address) as line:
        bootstrap.staff.cache_clear()
        settings = product.settings | SETTINGS | {"AWS_ENDPOINT_URL_DYNAMODB": line.address}
        office = product.load("office", settings).app
        officer = Officer(office, ("cpd-officer",))
        page = officer.get(LIST)
        done = database_calls(line, product.prefix)

        assert ("dynamodb:BatchGetItem", "bookings") in done
        assert done <= allowed_tables("office")
        assert "Letter about a course" in page.text
        assert "0191 498 0123" in page.text
        assert "/course/choirs" in page.links()
        assert "school.example" not in page.text
        assert tile(Officer(office, ("enrolment-officer",), id="ben")) == "0"
        assert officer.post(f"{LIST}/{letter}/reached", {}).path == LIST
        assert tile(officer) == "0"
