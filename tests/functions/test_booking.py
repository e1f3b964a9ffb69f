"""Booking places without script: what is booked, what is not and why, and what can be changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from musicservice.domain.training import Course, Session
from tests.functions.booking import SLUG, follow, open_now, publish, school
from tests.functions.conftest import Product
from tests.functions.visitor import Visitor


@pytest.fixture
def course(product: Product) -> Course:
    made = open_now()
    publish(product, made)
    return made


def seats(product: Product) -> dict[str, int]:
    [item] = [one for one in product.items("catalogue") if one["sk"]["S"] == "SEATS"]
    return {name: int(item[name]["N"]) for name in ("capacity", "confirmed", "held", "remaining")}


def mail_link(visitor: Visitor) -> str:
    return f"/forms/manage/{visitor.cookies['__Host-manage']}"


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


@pytest.mark.usefixtures("course")
def test_people_are_named_and_taken_out_and_the_booking_is_cancelled(product: Product) -> None:
    visitor = school(product, people=3)
    visitor.send()
    change, leave = (
        next(link for link in visitor.page.links() if f"/{act}/" in link) for act in ("manage", "leave")
    )
    visitor.get(change)
    changed = visitor.submit(
        delegate_name="New Person", delegate_email="new@school.example", delegate_later=None
    )
    assert changed.heading == "Your places are booked"
    assert "New Person" in changed.text
    assert "Person1a" not in changed.text

    asked = visitor.get(leave)
    assert "This costs you nothing." in asked.text
    fewer = visitor.press("leave")
    assert "New Person" not in fewer.text
    assert seats(product) == {"capacity": 6, "confirmed": 2, "held": 0, "remaining": 4}

    visitor.get("/forms/booking/cancel")
    gone = visitor.press("cancel")
    assert gone.heading == "This booking is cancelled"
    assert seats(product)["remaining"] == 6
    assert visitor.get("/forms/booking/cancel").heading == "This booking is cancelled"
    again = visitor.post("/forms/booking/cancel", {"do": "cancel"})
    assert again.heading == "This booking is cancelled"


def test_what_leaving_late_costs_is_said_before(product: Product, course: Course) -> None:
    visitor = school(product, people=2)
    visitor.send()
    soon = datetime.now(UTC) + timedelta(days=1)
    publish(
        product, replace(course, sessions=(Session(soon, soon + timedelta(hours=3), "Here"),), closes=soon)
    )
    asked = visitor.get("/forms/booking/cancel")

    assert "You still pay £60." in asked.text


@pytest.mark.usefixtures("course")
def test_somebody_who_is_booked_cannot_come_instead(product: Product) -> None:
    school(product, 1).send()
    visitor = school(product, 2)
    visitor.send()
    visitor.get(next(link for link in visitor.page.links() if "/manage/" in link))
    told = visitor.submit(delegate_name="A", delegate_email="person1a@school.example", delegate_later=None)

    assert told.status == 422
    assert "Somebody has a place on this course already" in told.text


def test_an_offer_is_accepted_or_declined(product: Product) -> None:
    publish(product, open_now(seats=2))
    first = school(product, 1, people=2)
    first.send()
    party = school(product, 2, people=2, if_full="all-or-none")
    assert party.send().heading == "You are on the waiting list"
    single = school(product, 3, if_full="all-or-none")
    assert single.send().heading == "You are on the waiting list"

    first.get(next(link for link in first.page.links() if "/leave/" in link))
    first.press("leave")
    follow(product, "promote")
    assert party.get("/forms/booking/manage").heading == "You are on the waiting list"
    assert single.get("/forms/booking/manage").heading == "There are places for you"
    single.get("/forms/booking/offer")
    assert single.submit().heading == "Your places are booked"

    first.get("/forms/booking/cancel")
    first.press("cancel")
    single.get("/forms/booking/cancel")
    single.press("cancel")
    follow(product, "promote")
    assert party.get("/forms/booking/manage").heading == "There are places for you"
    party.get("/forms/booking/decline")
    assert party.press("decline").heading == "You have said no"
    follow(product, "promote")
    assert seats(product) == {"capacity": 2, "confirmed": 0, "held": 0, "remaining": 2}


def test_a_part_of_a_party_says_who_comes(product: Product) -> None:
    publish(product, open_now(seats=2))
    first = school(product, 1, people=2)
    first.send()
    party = school(product, 2, people=2, if_full="as-many-as-possible")
    party.send()
    first.get(next(link for link in first.page.links() if "/leave/" in link))
    first.press("leave")
    follow(product, "promote")
    party.get("/forms/booking/offer")
    ids = [*party.page.form().offered["going"]]

    assert party.submit(going=ids).status == 422
    assert party.submit(going=None).status == 422
    party.get("/forms/booking/offer")
    booked = party.submit(going=ids[1:])
    assert booked.heading == "Your places are booked"
    assert "Person2b" in booked.text
    assert "Person2a" not in booked.text


@pytest.mark.usefixtures("course")
def test_the_link_in_the_letter_opens_the_booking_on_any_device(product: Product) -> None:
    visitor = school(product)
    visitor.send()
    other = Visitor(product.public(), form="booking")
    link = mail_link(visitor)
    asked = other.get(link)
    assert "Person1a" not in asked.text
    assert other.press(link.rpartition("/")[2]).heading == "Your places are booked"
    other.press("forget")
    assert other.get("/forms/booking/manage").status == 404


@pytest.mark.parametrize("code", ["7K4Q2MXW9RTBHC3PV6ND", "7K4Q", "=HYPERLINK"])
@pytest.mark.usefixtures("course")
def test_a_link_that_was_altered_gets_one_clear_page(product: Product, code: str) -> None:
    page = Visitor(product.public(), form="booking").get(f"/forms/manage/{code}")

    assert (page.status, page.heading) == (404, "This link does not open anything")


@pytest.mark.usefixtures("course")
def test_a_code_that_was_written_down_opens_the_booking(product: Product) -> None:
    visitor = school(product)
    visitor.fill()
    code = visitor.code
    visitor.submit()
    other = Visitor(product.public(), form="booking")
    other.get("/enrol/continue/")

    assert other.submit(code=code).heading == "Your places are booked"


def test_the_calendar_file_holds_the_course_and_is_taken_back_on_cancel(
    product: Product, course: Course
) -> None:
    visitor = school(product)
    visitor.send()
    kept = visitor.get("/forms/booking/calendar")
    visitor.get("/forms/booking/cancel")
    visitor.press("cancel")
    back = visitor.get("/forms/booking/calendar")

    assert kept.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(kept.body).walk("VEVENT")
    assert event["DTSTART"].dt == course.starts
    assert Calendar.from_ical(kept.body)["METHOD"] == "PUBLISH"
    assert Calendar.from_ical(back.body)["METHOD"] == "CANCEL"
    assert "Person1a" not in kept.body


@pytest.mark.usefixtures("course")
def test_a_booking_and_a_household_do_not_mix_up_their_cookies(product: Product) -> None:
    visitor = school(product)
    visitor.send()
    fresh = visitor.again()
    fresh.members = []
    fresh.answers["delegate_email"] = "other@school.example"
    assert fresh.send().heading == "Your places are booked"
    assert seats(product)["confirmed"] == 2
