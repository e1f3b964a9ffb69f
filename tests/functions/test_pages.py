"""One page of the form: what comes back for a mistake, and how its answers stay."""

import pytest

from tests.functions.conftest import DRAFT, NOTHING, Product
from tests.functions.visitor import Visitor


def at(product: Product, step: str, **changes: str) -> Visitor:
    """Somebody with one child who has come as far as that page."""
    visitor = Visitor(product.public(), children=1)
    visitor.fill(until=step, **changes)
    return visitor


def test_a_mistake_gives_the_page_back_with_the_message_and_every_answer(product: Product) -> None:
    visitor = at(product, "reach")

    page = visitor.submit(
        email="not an address", phone="ring me", safe_ways=None, safe_detail="A <b>&</b> C\n\nD"
    )

    assert page.status == 422
    assert page.wrong == ["email", "phone", "safe_ways"]
    assert all(page.soup.find(id=name) for name in page.wrong)
    assert page.value("email") == ["not an address"]
    assert page.value("phone") == ["ring me"]
    assert page.value("safe_detail") == ["A <b>&</b> C\n\nD"]
    assert page.soup.title.get_text().startswith("Error: ")


def test_a_mistaken_page_is_not_kept_and_the_one_before_stays(product: Product) -> None:
    visitor = at(product, "reach")
    visitor.submit()

    visitor.get("/forms/enrolment/reach")
    assert visitor.submit(email="not an address").status == 422

    assert visitor.get("/forms/enrolment/reach").value("email") == ["renee@family.example"]


def test_a_mistake_on_the_first_page_begins_nothing(product: Product) -> None:
    visitor = Visitor(product.public())

    page = visitor.begin(applicant=None)

    assert (page.status, page.wrong) == (422, ["applicant"])
    assert product.counts() == NOTHING
    assert visitor.cookies == {}


def test_a_box_that_robots_fill_in_stops_them_and_lets_a_person_send_again(product: Product) -> None:
    visitor = Visitor(product.public())

    stopped = visitor.begin(homepage="https://robot.example")

    assert stopped.status == 422
    assert "robot.example" not in stopped.body
    assert product.counts() == NOTHING
    assert visitor.submit().status == 200
    assert product.counts() == DRAFT


def test_an_address_that_looks_like_a_slip_is_taken_when_it_is_sent_a_second_time(product: Product) -> None:
    visitor = at(product, "reach")

    page = visitor.submit(**{"email": "renee@gmial.com", "email-checked": ""})
    [said] = [link.get_text() for link in page.soup.select(".error-summary a")]
    came_back = {name: page.value(name)[0] for name in ("email", "email-checked")}

    assert said == "Did you mean renee@gmail.com? If renee@gmial.com is right, send again"
    assert visitor.submit(**came_back).status == 200
    assert visitor.get("/forms/enrolment/reach").value("email") == ["renee@gmial.com"]


@pytest.mark.parametrize("chosen", [[], ["internal"], ["web", "press"]])
def test_boxes_stay_as_they_were_ticked(product: Product, chosen: list[str]) -> None:
    visitor = at(product, "photos")
    there = visitor.page.path

    visitor.submit(photos=chosen)

    assert visitor.get(there).value("photos") == chosen


def test_photos_that_nobody_allowed_are_kept_as_refused(product: Product) -> None:
    visitor = Visitor(product.public(), children=1, answers={"photos": None})

    visitor.send()

    assert product.case()["members"][0]["photos"] == []


def test_what_may_be_the_same_again_is_offered_for_the_next_child_and_nothing_else(product: Product) -> None:
    visitor = at(product, "children")

    page = visitor.press("add")

    assert page.value("child_family_name") == ["O'Neill-Șerban"]
    assert page.value("child_given_name") == [""]
    assert page.value("birth_date-year") == [""]


def test_the_way_back_leads_from_page_to_page_as_far_as_the_beginning(product: Product) -> None:
    visitor = at(product, "agreement")
    begin, *asked = [page.path for page in visitor.seen]

    walked = [visitor.page.path]
    while visitor.page.path.startswith("/forms"):
        [back] = visitor.page.soup.select(".ways-out__back")
        walked.append(visitor.get(str(back["href"])).path)

    assert walked[::-1] == [begin, "/forms/enrolment/who", *asked]


def test_a_page_that_is_no_longer_asked_is_left_out_and_asked_again_with_its_answers(
    product: Product,
) -> None:
    """Whoever takes a choice back and then chooses it again types nothing twice."""
    visitor = at(product, "support")
    wishes = visitor.page.path.replace("support", "wishes")
    lessons = visitor.page.path.replace("support", "lessons")

    visitor.get(wishes)
    visitor.submit(wants=["help-me-choose"])
    assert visitor.get(lessons).path != lessons
    visitor.get(wishes)
    visitor.submit(wants=["lessons"])

    assert visitor.get(lessons).value("lesson_type") == ["pair"]
