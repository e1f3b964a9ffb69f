"""Keying in what came on paper or by phone: the public's own forms, in the office's frame."""

from datetime import UTC, datetime, timedelta

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import plain
from musicservice.services.drafting import HERE
from tests import examples
from tests.functions.booking import SLUG, open_now, publish, seats
from tests.functions.conftest import Product
from tests.functions.office.keyer import CAME, KEYING, Keyer
from tests.functions.office.officer import Officer, opened
from tests.functions.visitor import Visitor


@pytest.fixture
def keyer(product: Product) -> Keyer:
    return Keyer(opened(product), ("enrolment-officer",))


def test_a_paper_form_becomes_a_case_as_if_the_family_had_sent_it(product: Product, keyer: Keyer) -> None:
    page = keyer.fill()

    assert page.heading == "Check your answers"
    assert "County" not in page.told
    receipt = keyer.submit()

    assert receipt.heading == "We have your request"
    assert "A receipt goes to the email address in the form" in receipt.text
    case = product.case()
    assert (case["channel"], case["keyed_by"]) == ("paper", "Ada Example")
    assert case["received_at"].startswith(CAME.isoformat())
    assert "channel" not in case["answers"]
    assert "declared" not in case["answers"]
    assert product.messages() == ["application-receipt"]
    [first] = [
        plain(one) for one in product.items("audit") if one["pk"]["S"] == case["pk"].replace("CASE", "AUD")
    ]
    assert (first["actor"], first["action"]) == ("staff:ada", "keyed in")
    assert first["fields"][0] == "channel=paper"
    assert datetime.fromisoformat(first["at"]).date() == datetime.now(UTC).date()
    assert not product.items("drafts")


def test_it_waits_since_the_day_it_came_and_says_who_keyed_it_in(product: Product, keyer: Keyer) -> None:
    keyer.fill()
    keyer.submit()
    told = "keyed in by Ada Example from a paper form"

    assert told in keyer.get("/queue/enrolment").text
    row = keyer.page.soup.select_one("td[data-label=Waiting]")
    assert row is not None
    assert "working days" in row.get_text()
    case = product.case()["pk"].removeprefix("CASE#")
    assert told in keyer.get(f"/case/{case}").text
    keyer.get(f"/case/{case}/trail")


def test_sent_twice_or_opened_again_it_is_one_case_and_one_receipt(product: Product, keyer: Keyer) -> None:
    keyer.fill()
    form = keyer.page.form()
    first = keyer.post(form.action, form.filled)
    again = keyer.post(form.action, form.filled)

    assert first.path == again.path
    assert again.status == 200
    assert product.counts()["cases"] == 2  # itself and its reference
    assert keyer.get("/key/enrolment/check").path == first.path
    assert keyer.get("/key/enrolment").heading == "Ask for a place"


def test_without_an_address_that_is_safe_there_is_a_receipt_to_print(product: Product, keyer: Keyer) -> None:
    keyer.answers = {"safe_ways": "phone-only", "channel": "phone"}
    keyer.fill()

    page = keyer.submit()

    assert "No email goes out: print this page" in page.text
    assert product.case()["reference"] in "".join(page.text.split())
    assert product.messages() == []
    assert page.soup.select_one(".office-aside + .wrap .receipt, .office-aside ~ .wrap .receipt") is not None


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(keyer: Keyer) -> None:
    keyer.fill(until="keying")
    tomorrow = datetime.now(HERE).date() + timedelta(days=1)
    wrong = {
        **KEYING,
        "came_on-day": str(tomorrow.day),
        "came_on-month": str(tomorrow.month),
        "declared": None,
    }
    wrong |= {"came_on-year": str(tomorrow.year)}

    page = keyer.post(keyer.page.form().action, keyer.page.form().answered(wrong))

    assert page.status == 422
    assert page.wrong == ["came_on-day", "declared"]
    assert page.value("came_on-day") == [str(tomorrow.day)]
    assert page.value("channel") == ["paper"]
    assert page.soup.select_one(".office-nav") is not None


def test_a_child_of_another_area_is_refused_as_soon_as_its_school_is_known_and_at_the_end(
    product: Product,
) -> None:
    other = Keyer(opened(product), ("enrolment-officer",), ("darlington", "elsewhere"))
    other.fill(until="wishes")
    assert "belongs to County Durham, no area of yours" in other.page.text
    page = other.go_on()

    refused = other.submit()

    assert (page.heading, refused.status, refused.told) == (
        "Check your answers",
        409,
        "This is not yours to key in",
    )
    assert product.counts()["cases"] == 0
    assert len(product.items("drafts")) == 1


def test_a_draft_is_its_keyers_alone_and_no_form_of_the_publics(product: Product, keyer: Keyer) -> None:
    keyer.fill(until="keying")
    code = keyer.cookies["__Host-key-enrolment"]
    other = Keyer(keyer.app, ("enrolment-officer",), id="ben")
    other.cookies["__Host-key-enrolment"] = code
    assert other.get("/key/enrolment/keying").status == 404
    assert other.page.heading == "No form is begun here"

    family = Visitor(product.public())
    family.cookies["__Host-enrolment"] = code
    assert family.get("/forms/enrolment/check").status == 404


def test_a_booking_by_phone_is_a_booking_marked_as_such(product: Product) -> None:
    publish(product, open_now())
    somebody = Keyer(opened(product), ("cpd-officer",), form="booking")
    somebody.fill(begins=f"/key/booking/course/{SLUG}")

    kept = somebody.submit()

    assert kept.heading == "The places are booked"
    assert seats(product)["confirmed"] == 1
    assert product.messages() == ["booking-confirmed"]
    [booked] = [plain(one) for one in product.items("bookings") if one["sk"]["S"].startswith("BOOK#")]
    assert (booked["channel"], booked["keyed_by"]) == ("paper", "Ada Example")
    assert "channel" not in booked["answers"]
    assert somebody.get("/key/booking/check").path == kept.path
    assert "keyed in by Ada Example from a paper form" in somebody.get(f"/course/{SLUG}").text
    [entry] = [one for one in product.items("audit") if one["action"]["S"] == "booked"]
    assert entry["actor"]["S"] == "staff:ada"


@pytest.mark.parametrize(
    ("role", "own"), [("remission-officer", "remission"), ("cpd-officer", "booking"), ("manager", "")]
)
def test_each_role_keys_in_its_own_form_alone(product: Product, role: str, own: str) -> None:
    somebody = Officer(opened(product), (role,))

    found = {
        name: somebody.get(f"/key/{name}/check").status for name in ("enrolment", "remission", "booking")
    }

    assert found == {name: 404 if name == own else 403 for name in found}
    assert bootstrap.staff().trail.entries("STAFF-ada", 10)


def test_what_leads_to_the_site_leads_out_of_the_office(keyer: Keyer) -> None:
    keyer.fill()
    keyer.submit()
    inside = (
        "/key",
        "/case/",
        "/theme/",
        "/queue/",
        "/find",
        "/exports",
        "#",
        "tel:",
        "mailto:",
        examples.ORIGIN,
    )

    links = {link for page in keyer.seen for link in page.links()} - {"/"}

    assert {link for link in links if not link.startswith(inside)} == set()
    assert any(link.startswith(examples.ORIGIN) for link in links)


def test_proof_on_paper_is_looked_at_and_not_copied(product: Product) -> None:
    somebody = Keyer(opened(product), ("remission-officer",), form="remission")
    somebody.answers = {"family_grounds": ["hardship"], "proof_by": "upload"}
    page = somebody.fill(until="uploads")

    assert page.heading == "Proof that came with the form"
    assert "It is not copied here" in page.text
    receipt = somebody.go_on()
    assert receipt.heading == "Check your answers"
    assert somebody.submit().heading == "We have your request"

    case = product.case()
    assert (case["form"], case["channel"], case["uploads"]) == ("remission", "paper", [])
    assert "keyed in by Ada Example from a paper form" in somebody.get("/queue/remission").text
