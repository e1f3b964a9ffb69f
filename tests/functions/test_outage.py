"""What a family is told while the database or the key service is not there at all."""

import pytest

from tests import engines
from tests.functions.conftest import DRAFT, NOTHING, Product
from tests.functions.returning import returning
from tests.functions.visitor import Visitor

KEY = "kms:arn:aws:kms:eu-west-2:000000000000:key/00000000-0000-0000-0000-000000000000"


def nowhere() -> str:
    return f"http://127.0.0.1:{engines.free_port()}"


def test_a_form_cannot_be_begun_without_a_database_and_the_page_says_so(product: Product) -> None:
    visitor = Visitor(product.public(AWS_ENDPOINT_URL_DYNAMODB=nowhere()))

    page = visitor.begin(applicant="foster")

    assert (page.status, page.told) == (503, "Your answers were not saved")
    assert page.value("applicant") == ["foster"]
    assert visitor.cookies == {}


def test_a_page_comes_back_with_what_was_typed_on_it(product: Product) -> None:
    visitor = returning(product, product.public())
    visitor.get("/forms/enrolment/you")
    visitor.app = product.public(AWS_ENDPOINT_URL_DYNAMODB=nowhere())

    page = visitor.submit(contact_name="Typed just now")

    assert (page.status, page.told) == (503, "Your answers were not saved")
    assert page.value("contact_name") == ["Typed just now"]


@pytest.mark.parametrize("place", ["check", "save", "children", "you", "received/" + "A" * 43])
def test_nothing_can_be_looked_at_while_the_database_is_away_and_nothing_is_said_to_be_gone(
    product: Product, place: str
) -> None:
    visitor = returning(product, product.public(AWS_ENDPOINT_URL_DYNAMODB=nowhere()))

    page = visitor.get(f"/forms/enrolment/{place}")

    assert (page.status, page.heading) == (503, "We are not able to do that just now")
    assert "not saved" not in page.text
    assert visitor.cookies, "whoever looks again later finds the form"


def test_a_code_is_not_called_wrong_while_nobody_can_look(product: Product) -> None:
    code = returning(product, product.public()).code

    page = Visitor(product.public(AWS_ENDPOINT_URL_DYNAMODB=nowhere())).post("/forms/return", {"code": code})

    assert page.status == 503


def test_whoever_begins_where_a_form_is_that_cannot_be_looked_up_keeps_its_code(product: Product) -> None:
    visitor = returning(product, product.public(AWS_ENDPOINT_URL_DYNAMODB=nowhere()))
    code = visitor.code

    page = visitor.begin()

    assert (page.status, visitor.code) == (503, code)


def test_nothing_is_sent_while_the_key_service_is_away_and_all_answers_are_still_there(
    product: Product,
) -> None:
    visitor = returning(product, product.public(AWS_ENDPOINT_URL_KMS=nowhere(), MUSICSERVICE_SEAL=KEY))
    visitor.get("/forms/enrolment/check")

    page = visitor.submit()

    assert (page.status, page.told) == (503, "Your answers were not saved")
    assert "O'Neill-Șerban" in page.text
    assert product.counts() == DRAFT
    visitor.app = product.public(MUSICSERVICE_SEAL=product.settings["MUSICSERVICE_SEAL"])
    assert visitor.submit().heading == "We have your request"


def test_a_link_cannot_be_sent_while_the_key_service_is_away_and_the_page_says_so(product: Product) -> None:
    visitor = returning(product, product.public(AWS_ENDPOINT_URL_KMS=nowhere(), MUSICSERVICE_SEAL=KEY))
    visitor.get("/forms/enrolment/save")

    page = visitor.press("mail", link_address="typed@family.example")

    assert page.status == 503
    assert "We could not send the link just now" in page.text
    assert page.value("link_address") == ["typed@family.example"]
    assert product.counts() == {**NOTHING, "drafts": 1}
