"""A booking, without script, for whoever has its link: other people, fewer, none, an offer, its calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from musicservice import training_parts
from musicservice.domain.training import Course, Session
from tests.functions.booking import follow, open_now, publish, school, seats
from tests.functions.conftest import Product
from tests.functions.links import Day
from tests.functions.visitor import Visitor


@pytest.fixture
def course(product: Product) -> Course:
    made = open_now()
    publish(product, made)
    return made


def mail_link(visitor: Visitor) -> str:
    return f"/forms/manage/{visitor.cookies['__Host-manage']}"


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


def test_it_is_said_that_help_must_be_asked_for_again_and_only_where_it_was_before(product: Product) -> None:
    publish(product, open_now(fed=True))
    visitor = school(product, people=2)
    visitor.send()
    named, _ = [link for link in visitor.page.links() if "/manage/" in link]

    assert "about help and food is locked" in visitor.get(named).text
    visitor.submit(delegate_name=None, delegate_email=None, delegate_later="yes")
    later = visitor.get(named)
    assert "is locked" not in later.text
    assert "You do not have to answer." in later.text


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


def test_a_link_that_is_over_opens_nothing(
    product: Product, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = school(product)
    visitor.send()
    link = mail_link(visitor)

    for days, status in ((179, 200), (181, 404)):
        late = Day(course.ends + timedelta(days=days))
        monkeypatch.setattr(training_parts, "SystemClock", lambda late=late: late)
        page = Visitor(product.public(), form="booking").get(link)
        assert page.status == status
    assert page.heading == "This link does not open anything"


@pytest.mark.usefixtures("course")
def test_a_link_that_is_used_after_cancelling_says_so_and_changes_nothing(product: Product) -> None:
    visitor = school(product, people=2)
    visitor.send()
    link = mail_link(visitor)
    person = next(one for one in visitor.page.links() if "/manage/" in one)
    visitor.get("/forms/booking/cancel")
    visitor.press("cancel")
    after = seats(product), product.items("bookings"), len(product.items("outbox"))
    other = Visitor(product.public(), form="booking")
    other.get(link)

    assert other.press(link.rpartition("/")[2]).heading == "This booking is cancelled"
    for address in ("/forms/booking/cancel", "/forms/booking/offer", "/forms/booking/decline", person):
        assert other.get(address).heading == "This booking is cancelled"
    assert other.post("/forms/booking/cancel", {"do": "cancel"}).heading == "This booking is cancelled"
    leave = person.replace("/manage/", "/leave/")
    assert other.only_post(leave, {"do": "leave"}).status in {303, 409}
    assert (seats(product), product.items("bookings"), len(product.items("outbox"))) == after


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
