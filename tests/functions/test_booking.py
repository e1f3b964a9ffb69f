"""Booking places without script: what is booked, what is not and why, and what can be changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musicservice.domain.training import Course, Session
from tests.functions.booking import SLUG, open_now, publish, school, seats
from tests.functions.conftest import Product


@pytest.fixture
def course(product: Product) -> Course:
    made = open_now()
    publish(product, made)
    return made


@pytest.mark.usefixtures("course")
def test_places_are_counted_on_a_page_of_their_own(product: Product) -> None:
    visitor = school(product)
    before = visitor.get(f"/forms/booking/course/{SLUG}")
    visitor.send()
    after = visitor.get(f"/forms/booking/course/{SLUG}")

    assert "6 left of 6" in before.text
    assert "5 left of 6" in after.text
    assert f'href="/training/{SLUG}/book/"' in after.body
    assert visitor.get("/forms/booking/course/nowhere").status == 404


def test_a_booking_has_a_reference_and_says_what_was_booked(product: Product, course: Course) -> None:
    visitor = school(product, people=3)
    check = visitor.fill()
    booked = visitor.submit()

    assert "£60 for each person, £180 in all" in check.text
    assert "Whether VAT is added is to be confirmed" in check.text
    assert booked.path == "/forms/booking/manage"
    assert booked.heading == "Your places are booked"
    assert [name for name in ("Person1a", "Person1b", "Person1c") if name not in booked.text] == []
    assert course.title in booked.text
    assert seats(product) == {"capacity": 6, "confirmed": 3, "held": 0, "remaining": 3}
    assert product.messages() == ["booking-confirmed"]
    assert product.items("drafts") == []


@pytest.mark.usefixtures("course")
def test_sending_it_twice_books_once(product: Product) -> None:
    visitor = school(product, people=2)
    visitor.fill()
    other = visitor.again()
    first = visitor.submit()
    second = other.submit()

    assert (first.heading, second.heading) == ("Your places are booked", "Your places are booked")
    assert seats(product)["confirmed"] == 2
    assert product.messages() == ["booking-confirmed"]


@pytest.mark.usefixtures("course")
def test_somebody_may_be_named_later(product: Product) -> None:
    visitor = school(product, delegate_name=None, delegate_email=None, delegate_later="yes")
    booked = visitor.send()

    assert "First person, to be named" in booked.text
    assert "Name everybody by" in booked.text


@pytest.mark.usefixtures("course")
def test_a_name_that_is_a_formula_is_a_name(product: Product) -> None:
    booked = school(product, delegate_name='=HYPERLINK("http://x")').send()

    assert '=HYPERLINK("http://x")' in booked.text


@pytest.mark.usefixtures("course")
def test_an_order_number_is_no_longer_than_thirty_characters(product: Product) -> None:
    visitor = school(product, setting="academy", order_number="9" * 5000)
    visitor.begin()
    while "order_number" not in visitor.page.body:
        visitor.step()
    wrong = visitor.submit()

    assert wrong.status == 422
    assert "Order number must be 30 characters or fewer" in wrong.text
    assert visitor.submit(order_number="9" * 30).status == 200


@pytest.mark.usefixtures("course")
def test_an_eleventh_person_is_not_taken(product: Product) -> None:
    visitor = school(product, people=10)
    visitor.fill(until="people")
    while len(visitor.members) < 10:
        visitor.press("add")
        visitor.go_on(until="people")
    refused = visitor.post(visitor.page.path, {"do": "add"})

    assert refused.status == 422
    assert "One form takes 10" in refused.text


def test_a_full_course_offers_the_waiting_list_and_loses_nothing(product: Product) -> None:
    publish(product, open_now(seats=2))
    late = school(product, 2, people=2)
    late.fill()
    school(product, 1).send()
    told = late.submit()

    assert told.status == 409
    assert "One place is left, and you asked for 2." in told.text
    assert "Person2b" in told.text
    late.get("/forms/booking/if-full")
    assert late.submit(if_full="all-or-none").heading == "Check your answers"
    waiting = late.submit()
    assert waiting.heading == "You are on the waiting list"
    assert "all of you together" in waiting.text
    assert seats(product) == {"capacity": 2, "confirmed": 1, "held": 0, "remaining": 1}


def test_more_people_than_a_course_has_places_do_not_wait_for_ever(product: Product) -> None:
    publish(product, open_now(seats=1))
    told = school(product, people=2, if_full="all-or-none").send()

    assert told.status == 409
    assert "waiting for all of you together would not help" in told.text


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "closed": ({"closes": datetime.now(UTC) - timedelta(minutes=1)}, "Booking has closed"),
    "cancelled": ({"state": "cancelled", "reason": "Ill."}, "The course is cancelled"),
    "not open": ({"opens": datetime.now(UTC) + timedelta(days=9)}, "Booking is not open yet"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_course_that_changed_while_the_form_was_open_is_told(
    product: Product, course: Course, change: str
) -> None:
    changes, said = CHANGES[change]
    visitor = school(product)
    visitor.fill()
    publish(product, replace(course, **changes))
    told = visitor.submit()

    assert told.status == 409
    assert said in told.text
    assert "Your answers are kept" in told.text
    assert seats(product)["confirmed"] == 0


def test_a_course_that_moved_is_shown_anew_and_can_be_booked(product: Product, course: Course) -> None:
    visitor = school(product)
    visitor.fill()
    later = course.starts + timedelta(days=7)
    moved = (Session(later, later + timedelta(hours=3), "Another Room"),)
    publish(product, replace(course, sessions=moved, state="moved", reason="A burst pipe."))
    told = visitor.submit()

    assert (told.status, "The course has moved" in told.text, "Another Room" in told.text) == (
        409,
        True,
        True,
    )
    assert visitor.submit().heading == "Your places are booked"


def test_a_course_that_vanished_is_told_on_the_page_that_named_it(product: Product, course: Course) -> None:
    visitor = school(product)
    visitor.fill()
    publish(product)
    told = visitor.submit()

    assert "We do not have this course any more" in told.text
    assert visitor.get("/forms/booking/check").path == told.path
    publish(product, course)
    assert visitor.get("/forms/booking/check").heading == "Check your answers"


@pytest.mark.usefixtures("course")
def test_somebody_who_is_booked_already_is_told_by_name(product: Product) -> None:
    school(product, 1).send()
    again = school(product, 2, delegate_email="PERSON1A@school.example")
    told = again.send()

    assert told.status == 409
    assert "Somebody is booked already" in told.text
    assert "Change Person2a" in told.text
    assert seats(product)["confirmed"] == 1


@pytest.mark.usefixtures("course")
def test_the_same_address_twice_is_told_by_name(product: Product) -> None:
    told = school(product, people=2, delegate_email="both@school.example").send()

    assert told.status == 409
    assert "Two people have the same email address" in told.text
    assert "Change Person1a" in told.text
    assert "Change Person1b" in told.text
