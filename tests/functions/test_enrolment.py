"""A family sends the form: what they get, and what is kept."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from musicservice.adapters.dynamodb.items import plain
from musicservice.adapters.seals import SdkOpener, private_key_file
from musicservice.domain import reference
from musicservice.ports import SealBrokenError
from tests import examples, faults
from tests.functions.conftest import Product

ONE = {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}
RECEIVED = "/enrolment/received/{receipt}"


def send(app: Any, **changes: Any) -> dict[str, Any]:
    answer: dict[str, Any] = app(examples.event(content=examples.body(**changes)), None)
    return answer


def receipt(app: Any, answer: dict[str, Any]) -> dict[str, Any]:
    key = answer["headers"]["Location"].rpartition("/")[2]
    shown: dict[str, Any] = app(examples.event("GET", RECEIVED, params={"receipt": key}), None)
    return shown


def case(product: Product) -> dict[str, Any]:
    """The one case that is kept."""
    [item] = [plain(item) for item in product.items("cases") if item["sk"]["S"] == "META"]
    return item


def shown(answer: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(answer["body"], "html.parser")


def test_a_good_enrolment_is_sent_on_to_a_receipt_with_a_reference(product: Product) -> None:
    app = product.public()

    answer = send(app)
    page = receipt(app, answer)

    assert answer["statusCode"] == 303
    assert page["statusCode"] == 200
    assert product.counts() == ONE
    assert reference.spoken(case(product)["reference"]) in shown(page).get_text()
    assert reference.parse(case(product)["reference"]) == case(product)["reference"]


def test_the_receipt_lists_what_was_asked_for_and_nobody(product: Product) -> None:
    app = product.public()

    page = shown(receipt(app, send(app)))

    asked = page.find(id="asked").find_next("ul")
    assert [one.get_text() for one in asked.find_all("li")] == ["Violin", "Example Big Band"]
    assert page.find("main").find("a", href="/enrol/form/")
    private = ("Zofia", "李", "Renée", "0123", "2015", "Hearing")
    assert [word for word in private if word in page.get_text()] == []


def test_it_keeps_every_answer_exactly(product: Product) -> None:
    send(product.public())

    kept = case(product)
    assert kept["answers"] == {
        "applicant": "parent",
        "child_given_name": "Zofia Łucja",
        "child_family_name": "O'Neill-Șerban",
        "child_known_as": "李",
        "birth_date": "2015-03-27",
        "year_group": "6",
        "school": "Example Primary, Durham",
        "wants": ["learn-violin", "join-big-band"],
        "experience": "some",
        "contact_name": "Renée ع",
        "email": "renee@family.example",
        "phone": "+441914960123",
        "photos": ["internal", "web"],
        "terms": "2026-09-01",
    }
    assert kept["form"] == "enrolment"
    assert kept["status"] == "received"


def opener(product: Product) -> SdkOpener:
    private = product.settings["MUSICSERVICE_OPEN"].removeprefix("file://")
    with open(private, "rb") as pem:  # noqa: PTH123 - a path inside an address
        return SdkOpener(private_key_file(pem.read()))


def test_it_seals_what_was_said_about_health_and_binds_it_to_the_case(product: Product) -> None:
    app = product.public()
    send(app)
    kept = case(product)
    record = {"record": kept["pk"].removeprefix("CASE#"), "purpose": "answers"}

    opened = json.loads(opener(product).open(kept["sealed"].value, record))

    assert opened == {
        "access_needs": ["hearing", "quiet-space"],
        "access_detail": "Sitting near the front helps.",
        "tell_teacher": "yes",
    }
    with pytest.raises(SealBrokenError):
        opener(product).open(kept["sealed"].value, {**record, "record": "another"})


def test_nothing_kept_in_the_clear_tells_of_health(product: Product) -> None:
    send(product.public())

    everything = repr([product.items(table) for table in ("receipts", "cases", "outbox", "audit")])

    assert "quiet-space" not in everything
    assert "Sitting near" not in everything


def test_only_the_case_itself_names_a_person(product: Product) -> None:
    send(product.public())

    elsewhere = repr([product.items(table) for table in ("receipts", "outbox", "audit")])
    named = ("Zofia", "Neill", "李", "Renée", "renee@family.example", "0123", "Example Primary", "2015-03-27")

    assert [word for word in named if word in elsewhere] == []


def test_the_first_entry_of_the_trail_names_fields_and_begins_the_chain(product: Product) -> None:
    send(product.public())

    [entry] = [plain(item) for item in product.items("audit")]
    assert (entry["number"], entry["action"], entry["actor"]) == (1, "received", "public")
    assert entry["fields"] == [field.name for field in examples.form().fields]
    assert entry["previous"] == "0" * 64
    assert len(entry["digest"]) == 64


def test_staff_find_a_case_by_the_reference_a_person_reads_out(product: Product) -> None:
    send(product.public())
    kept = case(product)

    found = product.database.query(
        TableName=f"{product.prefix}-cases",
        IndexName="reference",
        KeyConditionExpression="#reference = :reference",
        ExpressionAttributeNames={"#reference": "reference"},
        ExpressionAttributeValues={":reference": {"S": kept["reference"]}},
    )

    assert [item["pk"]["S"] for item in found["Items"]] == [kept["pk"]]


def test_a_family_without_email_gets_a_receipt_and_no_message(product: Product) -> None:
    app = product.public()

    assert receipt(app, send(app, email=None))["statusCode"] == 200
    assert product.counts() == {**ONE, "outbox": 0}


def test_nobody_is_stopped_by_what_staff_should_look_at(product: Product) -> None:
    answer = send(product.public(), year_group="1", birth_date_year="2004", applicant="young-person")

    assert answer["statusCode"] == 303
    assert case(product)["warnings"] == ["outside-school-years", "out-of-year"]


def test_a_mistake_gives_the_page_back_with_the_message_and_every_answer(product: Product) -> None:
    answer = send(
        product.public(), child_given_name=None, email="not an address", access_detail="A <b>&</b> C"
    )

    page = shown(answer)
    assert answer["statusCode"] == 422
    links = [link["href"] for link in page.select(".error-summary a")]
    assert links == ["#child_given_name", "#email"]
    assert all(page.find(id=link.removeprefix("#")) for link in links)
    assert page.find(id="email")["value"] == "not an address"
    assert page.find(id="access_detail").get_text().strip() == "A <b>&</b> C"
    assert page.find("input", value="learn-violin").has_attr("checked")
    assert product.counts() == dict.fromkeys(ONE, 0)


def test_photos_that_nobody_allowed_are_kept_as_refused(product: Product) -> None:
    send(product.public(), photos=None)

    assert case(product)["answers"]["photos"] == []


@pytest.mark.parametrize("chosen", [[], ["internal"], ["web", "press"]])
def test_a_mistake_elsewhere_leaves_the_choice_about_photos_alone(
    product: Product, chosen: list[str]
) -> None:
    page = shown(send(product.public(), photos=chosen, terms=None))

    still = [one for one in page.find_all("input", attrs={"name": "photos"}) if one.has_attr("checked")]
    assert [one["value"] for one in still] == chosen


def test_an_address_that_looks_like_a_slip_is_taken_when_it_is_sent_a_second_time(product: Product) -> None:
    app = product.public()

    page = shown(send(app, **{"email": "renee@gmial.com", "email-checked": ""}))
    [link] = page.select(".error-summary a")
    came_back = {name: page.find(id=name)["value"] for name in ("email", "email-checked")}

    assert link.get_text() == "Did you mean renee@gmail.com? If renee@gmial.com is right, send again"
    assert product.counts() == dict.fromkeys(ONE, 0)
    assert send(app, **came_back)["statusCode"] == 303
    assert case(product)["answers"]["email"] == "renee@gmial.com"


def test_a_box_that_robots_fill_in_stops_them_and_lets_a_person_send_again(product: Product) -> None:
    app = product.public()

    stopped = send(app, homepage="https://robot.example")

    assert stopped["statusCode"] == 422
    assert "robot.example" not in stopped["body"]
    assert product.counts() == dict.fromkeys(ONE, 0)
    assert send(app, homepage="")["statusCode"] == 303


def test_whoever_opens_the_address_of_the_form_is_sent_to_its_page(product: Product) -> None:
    answer = product.public()(examples.event("GET"), None)

    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/enrol/form/")


@pytest.mark.parametrize("guess", ["A" * 43, "", "../../etc/passwd", "A" * 42, "%00", "ł" * 43])
def test_a_guessed_receipt_is_a_page_that_is_not_there(
    product: Product, database_address: str, guess: str
) -> None:
    """And the database is asked for nothing that cannot be one."""
    with faults.proxy(database_address) as line:
        app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        answer = app(examples.event("GET", RECEIVED, params={"receipt": guess}), None)

    assert answer["statusCode"] == 404
    assert "<h1" in answer["body"]
    assert [call.operation for call in line.calls] == ["GetItem"] * (guess == "A" * 43)
