"""A household asks for everything in one sitting: what they get, and what is kept."""

import json

import pytest

from musicservice.adapters.dynamodb.items import plain
from musicservice.domain import reference
from musicservice.forms.application import application
from musicservice.forms.reading import read
from musicservice.ports import SealBrokenError
from tests import examples, faults
from tests.functions.conftest import DRAFT, NOTHING, ONE, Product
from tests.functions.returning import about_to_send
from tests.functions.visitor import BEGIN, Visitor


def test_a_household_of_three_gets_one_receipt_with_one_reference(product: Product) -> None:
    page = Visitor(product.public()).send()

    assert (page.status, page.heading) == (200, "We have your request")
    assert product.counts() == ONE
    kept = product.case()["reference"]
    assert reference.spoken(kept) in page.text
    assert reference.parse(kept) == kept


def test_the_receipt_lists_what_was_asked_for_and_nobody(product: Product) -> None:
    page = Visitor(product.public()).send()

    asked = page.soup.find(id="asked").find_all_next("ul")
    assert [one.get_text(" ", strip=True) for one in asked[:3]] == [
        "Lessons Violin Cornet With one other A hired instrument",
        "An ensemble Example Big Band Not sure which yet",
        "Help me choose",
    ]
    private = ("Zofia", "Nguyễn", "李", "Renée", "0123", "2015", "Hearing", "Asthma", "rain")
    assert [word for word in private if word in page.text] == []


def test_it_keeps_every_answer_of_everybody_as_the_form_stores_it(product: Product) -> None:
    """What the form itself makes of the same answers is tested with the form."""
    about_to_send(product).submit()

    form, kept = examples.journey(), product.case()
    whole = application(read(form, examples.filled(form, examples.begun(form)), examples.NOW.date()))
    stored = json.loads(json.dumps(whole.stored(sealed=False)))
    assert {"answers": kept["answers"], "members": kept["members"]} == stored
    assert (kept["form"], kept["form_version"], kept["status"]) == ("enrolment", form.version, "received")
    assert kept["answers"]["phone"] == "+441914960123"
    assert [child["child_given_name"] for child in kept["members"]] == [
        one["child_given_name"] for one in examples.MEMBERS
    ]


def test_it_seals_what_was_said_about_health_and_binds_it_to_the_case(product: Product) -> None:
    about_to_send(product).submit()
    kept = product.case()
    record = {"record": kept["pk"].removeprefix("CASE#"), "purpose": "answers"}

    opened = json.loads(product.opener().open(kept["sealed"].value, record))

    first, second, third = opened["members"]
    assert first["access_needs"] == ["hearing", "quiet-space"]
    assert first["access_detail"] == "Sitting near the front helps."
    assert second["medical"] == "Asthma: blue inhaler, in the bag."
    assert third["own_words_young"] == "The rain on the roof!"
    assert opened["answers"]["safe_detail"] == "Not before four o'clock."
    with pytest.raises(SealBrokenError):
        product.opener().open(kept["sealed"].value, {**record, "record": "another"})


def test_only_the_case_itself_names_a_person(product: Product) -> None:
    about_to_send(product).submit()

    elsewhere = repr([product.items(table) for table in ("receipts", "outbox", "audit", "drafts")])
    named = ("Zofia", "Neill", "李", "Renée", "renee@family.example", "0123", "Example Primary", "2015-03-27")
    assert [word for word in named if word in elsewhere] == []


def test_the_first_entry_of_the_trail_names_fields_and_begins_the_chain(product: Product) -> None:
    about_to_send(product).submit()

    [entry] = [plain(item) for item in product.items("audit")]
    assert (entry["number"], entry["action"], entry["actor"]) == (1, "received", "public")
    assert set(entry["fields"]) <= {field.name for field in examples.journey().fields}
    assert {"applicant", "child_given_name", "medical", "own_words_young"} <= set(entry["fields"])
    assert entry["previous"] == "0" * 64
    assert len(entry["digest"]) == 64


def test_staff_find_a_case_by_the_reference_a_person_reads_out(product: Product) -> None:
    about_to_send(product).submit()
    kept = product.case()

    found = product.database.query(
        TableName=f"{product.prefix}-cases",
        IndexName="reference",
        KeyConditionExpression="#reference = :reference",
        ExpressionAttributeNames={"#reference": "reference"},
        ExpressionAttributeValues={":reference": {"S": kept["reference"]}},
    )

    assert [item["pk"]["S"] for item in found["Items"]] == [kept["pk"]]


@pytest.mark.parametrize(
    "changes",
    [{"email": None}, {"safe_ways": "phone-only"}, {"safe_ways": "ask"}],
    ids=["no address", "by phone only", "not before we talked"],
)
def test_nobody_is_mailed_who_gave_no_address_or_said_that_it_is_not_safe(
    product: Product, changes: dict[str, str | None]
) -> None:
    visitor = Visitor(product.public(), children=1, answers={**changes})

    assert visitor.send().heading == "We have your request"
    assert product.counts() == {**ONE, "outbox": 0}


def test_a_young_person_is_asked_of_themselves_and_gets_no_list_of_children(product: Product) -> None:
    visitor = Visitor(product.public(), children=1)

    visitor.send(applicant="young-person")

    assert not [page for page in visitor.seen if page.path.endswith("/children")]
    assert "What would you like to do?" in " ".join(page.text for page in visitor.seen)
    assert product.case()["answers"]["applicant"] == "young-person"
    assert len(product.case()["members"]) == 1


def test_what_contradicts_itself_is_told_on_the_check_page_and_stops_nobody(product: Product) -> None:
    visitor = Visitor(product.public(), children=1)

    page = visitor.fill(applicant="young-person", year_group="2", birth_date_year="2014")
    told = [one.get_text() for one in page.soup.select(".answers .notice")]
    receipt = visitor.submit()

    assert len(told) == 2
    assert "another school year" in told[0]
    assert "under 16" in told[1]
    assert receipt.heading == "We have your request"
    assert product.case()["warnings"] == ["out-of-year", "applies-alone-under-16"]


def test_the_check_page_shows_every_answer_with_a_way_to_change_it(product: Product) -> None:
    visitor = about_to_send(product)

    questions = [one.get_text() for one in visitor.page.soup.select(".answers dt")]
    changes = [str(link["href"]) for link in visitor.page.soup.select(".answers dd a")]

    assert len(questions) == len(changes)
    assert "Is there anything about health that staff must know in an emergency?" in questions
    for link in changes:
        place, _, anchor = link.partition("#")
        assert visitor.get(place).soup.find(id=anchor), link


def test_an_answer_changed_from_the_check_page_leads_back_there_and_is_what_is_kept(product: Product) -> None:
    visitor = about_to_send(product, children=1)

    visitor.get("/forms/enrolment/you")
    page = visitor.submit(contact_name="Renée Changed")
    visitor.submit()

    assert page.path == "/forms/enrolment/check"
    assert product.case()["answers"]["contact_name"] == "Renée Changed"


def test_the_page_that_begins_the_form_is_shown_again_with_its_answer(product: Product) -> None:
    visitor = Visitor(product.public())
    visitor.begin(applicant="foster")

    assert visitor.get("/forms/enrolment/who").value("applicant") == ["foster"]
    assert product.counts() == DRAFT


def test_whoever_opens_the_address_of_the_form_is_sent_to_its_page(product: Product) -> None:
    assert Visitor(product.public()).get("/forms/enrolment").path == BEGIN


@pytest.mark.parametrize("guess", ["A" * 43, "", "../../etc/passwd", "A" * 42, "%00", "ł" * 43])
def test_a_guessed_receipt_is_a_page_that_is_not_there(
    product: Product, database_address: str, guess: str
) -> None:
    """And the database is asked for nothing that cannot be one."""
    with faults.proxy(database_address) as line:
        app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
        route = "/enrolment/received/{receipt}"
        answer = app(examples.event("GET", route, params={"receipt": guess}), None)

    assert answer["statusCode"] == 404
    assert "<h1" in answer["body"]
    assert [call.operation for call in line.calls] == ["GetItem"] * (guess == "A" * 43)
    assert product.counts() == NOTHING
