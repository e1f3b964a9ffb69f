"""Pages out of their order, pages and children that are not there: nothing is kept, nothing is sent."""

import pytest

from tests.functions.conftest import DRAFT, NOTHING, Product
from tests.functions.returning import returning
from tests.functions.visitor import Visitor


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Somebody who has answered everything but the last page."""
    return returning(product, product.public(), until="agreement")


OUT_OF_ORDER = ["you", "reach", "language", "emergency", "agreement", "children", "check"]


@pytest.mark.parametrize("step", OUT_OF_ORDER)
def test_a_page_that_is_not_yet_asked_leads_back_and_keeps_nothing(product: Product, step: str) -> None:
    visitor = Visitor(product.public())
    begun = visitor.begin()
    before = product.draft()
    fields = {"children": {"do": "done"}, "check": {"revision": "1"}, "you": {"contact_name": "Early"}}

    looked = visitor.get(f"/forms/enrolment/{step}")
    posted = visitor.post(f"/forms/enrolment/{step}", fields.get(step, {}))

    assert posted.path == begun.path
    assert looked.path == begun.path or step == "children", "whoever was added by mistake can be taken out"
    assert product.draft() == before
    assert product.counts() == DRAFT


@pytest.mark.parametrize("step", ["lessons", "hire", "ensembles", "photos"])
def test_a_childs_page_that_is_not_yet_asked_leads_back_and_keeps_nothing(
    product: Product, step: str
) -> None:
    visitor = Visitor(product.public())
    begun = visitor.begin()
    before = product.draft()
    there = begun.path.replace("/name/", f"/{step}/")

    assert visitor.get(there).path == begun.path
    assert visitor.post(there, {}).path == begun.path
    assert product.draft() == before


STRANGE = [
    ("/forms/enrolment/nonsense", 404),
    ("/forms/enrolment/name", 404),
    ("/forms/enrolment/you/{member}", 404),
    ("/forms/enrolment/name/ffffffff", 404),
    ("/forms/enrolment/name/%00", 404),
    ("/forms/enrolment/remove/ffffffff", 400),
    ("/forms/enrolment/nonsense/{member}", 404),
    ("/forms/enrolment/lessons/..", 404),
    ("/forms/enrolment/name/" + "x" * 5000, 404),
]


@pytest.mark.parametrize(("address", "status"), STRANGE)
def test_a_page_or_a_child_that_is_not_there_keeps_nothing(
    product: Product, visitor: Visitor, address: str, status: int
) -> None:
    before = product.draft()
    there = address.format(member=visitor.members[0])

    assert visitor.post(there, {}).status == status
    assert visitor.get(there).status in {200, 404}
    assert product.draft() == before


@pytest.mark.parametrize("revision", [None, "", "-1", "1.5", "١", "9" * 10, "1 ", "1\n", "x", "0x1"])
def test_nothing_is_sent_without_the_number_of_the_page_that_was_seen(
    product: Product, visitor: Visitor, revision: str | None
) -> None:
    visitor.get("/forms/enrolment/check")
    visitor.go_on()

    page = visitor.post("/forms/enrolment/check", {"revision": revision})

    assert page.status == 400
    assert product.counts() == DRAFT


@pytest.mark.parametrize("revision", ["0", "1", "999999999", "000"])
def test_the_number_of_another_page_than_the_last_sends_nothing(
    product: Product, visitor: Visitor, revision: str
) -> None:
    visitor.get("/forms/enrolment/check")
    visitor.go_on()

    page = visitor.post("/forms/enrolment/check", {"revision": revision})

    assert (page.status, page.told) == (409, "Your answers have changed")
    assert product.counts() == DRAFT


def test_without_a_cookie_no_page_keeps_anything(product: Product) -> None:
    visitor = Visitor(product.public())

    for step in (*OUT_OF_ORDER, "save", "name/ffffffff", "remove/ffffffff"):
        fields = {"check": {"revision": "1"}, "save": {"do": "mail", "link_address": "a@b.example"}}
        buttons = {"children": {"do": "add"}, "remove/ffffffff": {"do": "remove"}}
        page = visitor.post(f"/forms/enrolment/{step}", (fields | buttons).get(step, {}))
        assert (page.status, page.heading) == (404, "We cannot find your form"), step

    assert product.counts() == NOTHING


@pytest.mark.parametrize(
    "fields", [{}, {"do": ""}, {"do": "send"}, {"do": ["mail", "stay"]}, {"do": "mail "}]
)
def test_a_button_that_the_page_of_the_code_does_not_have_is_refused(
    product: Product, visitor: Visitor, fields: dict[str, str | list[str]]
) -> None:
    before = product.draft()

    page = visitor.post("/forms/enrolment/save", fields)

    assert page.status == 400
    assert "Set-Cookie" not in page.headers
    assert product.draft() == before
