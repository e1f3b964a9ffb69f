"""Several children in one form: added, and taken out, also in another window."""

import pytest

from tests.functions.conftest import DRAFT, ONE, Product
from tests.functions.pages import Page
from tests.functions.returning import returning
from tests.functions.visitor import Visitor

CHILDREN = "/forms/enrolment/children"
MOST = 10


def listed(page: Page) -> list[str]:
    return [one.get_text(strip=True) for one in page.soup.select(".members li b")]


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Somebody with two children, at the list of them."""
    parent = returning(product, product.public(), until="emergency", children=2)
    parent.get(CHILDREN)
    return parent


def test_a_child_is_taken_out_after_a_question_and_everybody_else_stays(visitor: Visitor) -> None:
    first, second = listed(visitor.page)

    asked = visitor.get(f"/forms/enrolment/remove/{visitor.members[0]}")
    visitor.press("remove")

    assert asked.heading == f"Take {first} out?"
    assert listed(visitor.get(CHILDREN)) == [second]


def test_looking_at_the_question_takes_nobody_out(product: Product, visitor: Visitor) -> None:
    before = product.draft()

    visitor.get(f"/forms/enrolment/remove/{visitor.members[0]}")

    assert product.draft() == before


@pytest.mark.parametrize("fields", [{}, {"do": ""}, {"do": "keep"}, {"do": "done"}])
def test_nobody_is_taken_out_by_another_button(
    product: Product, visitor: Visitor, fields: dict[str, str]
) -> None:
    before = product.draft()

    page = visitor.post(f"/forms/enrolment/remove/{visitor.members[0]}", fields)

    assert page.status == 400
    assert product.draft() == before


@pytest.mark.parametrize("step", ["name", "wishes", "lessons", "support"])
def test_the_pages_of_a_child_taken_out_in_another_window_say_so(
    product: Product, visitor: Visitor, step: str
) -> None:
    other = visitor.again()
    gone = visitor.members[0]
    there = f"/forms/enrolment/{step}/{gone}"
    form = other.get(there)
    visitor.get(f"/forms/enrolment/remove/{gone}")
    visitor.press("remove")
    before = product.draft()

    other.seen.append(form)
    sent = other.submit()
    looked = other.get(there)

    for page in (sent, looked):
        assert (page.status, page.heading) == (404, "That child is no longer in this form")
        assert "Zofia" not in page.text
    assert product.draft() == before


def test_a_child_taken_out_in_two_windows_is_out(visitor: Visitor) -> None:
    gone = f"/forms/enrolment/remove/{visitor.members[0]}"
    other = visitor.again()
    visitor.post(gone, {"do": "remove"})

    assert other.post(gone, {"do": "remove"}).status == 200
    assert other.get(gone).status == 404
    assert len(listed(visitor.get(CHILDREN))) == 1


def test_whoever_takes_out_the_last_child_is_asked_about_one_afresh(
    product: Product, visitor: Visitor
) -> None:
    """A form about nobody could be sent, and would be about nobody."""
    for member in visitor.members:
        visitor.post(f"/forms/enrolment/remove/{member}", {"do": "remove"})

    assert "/name/" in visitor.page.path
    assert visitor.page.value("child_given_name") == [""]
    assert "/name/" in visitor.get("/forms/enrolment/check").path
    assert product.counts() == DRAFT


def test_a_young_person_cannot_be_taken_out_of_their_own_form(product: Product) -> None:
    visitor = Visitor(product.public())
    visitor.fill(until="you", applicant="young-person")
    before = product.draft()

    visitor.post(f"/forms/enrolment/remove/{visitor.members[0]}", {"do": "remove"})
    visitor.post(CHILDREN, {"do": "add"})

    assert product.draft() == before


def test_thirty_children_are_too_many_for_one_form_and_told_so_kindly(product: Product) -> None:
    visitor = Visitor(product.public(), children=MOST, answers={"wants": ["help-me-choose"]})
    visitor.fill(until="you")
    page = visitor.get(CHILDREN)
    full = product.draft()

    refused = [visitor.post(CHILDREN, {"do": "add"}) for _ in range(20)]

    assert len(listed(page)) == MOST
    assert "One form takes 10" in page.text
    assert {(one.status, one.told) for one in refused} == {(422, "There is a problem")}
    assert "One form takes 10. Send this one first" in refused[0].text
    assert "begin another for the others" in refused[0].text
    assert product.draft() == full
    visitor.get(CHILDREN)
    visitor.press("done")
    visitor.go_on()
    assert visitor.submit().heading == "We have your request"
    assert product.counts() == ONE
    assert len(product.case()["members"]) == MOST


@pytest.mark.parametrize("fields", [{}, {"do": ""}, {"do": "everything"}, {"do": "remove"}])
def test_a_button_that_the_list_does_not_have_is_refused(
    product: Product, visitor: Visitor, fields: dict[str, str]
) -> None:
    before = product.draft()

    assert visitor.post(CHILDREN, fields).status == 400
    assert product.draft() == before


def test_who_was_added_by_mistake_can_be_taken_out_at_once(visitor: Visitor) -> None:
    added = visitor.press("add")
    new = added.path.rpartition("/")[2]

    assert visitor.get(CHILDREN).status == 200
    visitor.post(f"/forms/enrolment/remove/{new}", {"do": "remove"})

    assert len(listed(visitor.get(CHILDREN))) == 2
