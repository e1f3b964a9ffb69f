"""A booking is made once however often it is sent, and what was changed elsewhere is shown first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.functions.booking import Booker, follow, open_now, publish, school
from tests.functions.conftest import Product

BOOKED = "Your places are booked"


@pytest.fixture
def visitor(product: Product) -> Booker:
    publish(product, open_now())
    filled = school(product, people=2)
    filled.fill()
    return filled


def made(product: Product) -> tuple[int, int, int]:
    """How many bookings, taken seats and letters there are."""
    bookings = [one for one in product.items("bookings") if one["sk"]["S"].startswith("BOOK#")]
    [seats] = [one for one in product.items("catalogue") if one["sk"]["S"] == "SEATS"]
    return len(bookings), int(seats["confirmed"]["N"]), len(product.messages())


def test_five_sent_at_once_are_one_booking_with_one_letter(product: Product, visitor: Booker) -> None:
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: visitor.only_submit(), range(5)))

    assert {answer.status for answer in answers} == {303}
    assert visitor.get("/forms/booking/manage").heading == BOOKED
    assert made(product) == (1, 2, 1)


def test_back_and_sent_again_gives_the_same_booking(product: Product, visitor: Booker) -> None:
    check = visitor.page
    first = visitor.submit()
    visitor.seen.append(check)
    second = visitor.submit()

    assert (first.heading, second.heading) == (BOOKED, BOOKED)
    assert made(product) == (1, 2, 1)


@pytest.mark.parametrize("place", ["check", "save", "people", "booker", "terms"])
def test_after_sending_every_page_of_the_form_leads_to_the_booking(visitor: Booker, place: str) -> None:
    visitor.submit()

    assert visitor.get(f"/forms/booking/{place}").heading == BOOKED


def test_what_was_changed_in_another_window_is_shown_before_anything_is_booked(
    product: Product, visitor: Booker
) -> None:
    other = visitor.again()
    other.get("/forms/booking/booker")
    other.submit(booker_name="Somebody Else")
    told = visitor.submit()

    assert (told.status, told.told) == (409, "Your answers have changed")
    assert "Somebody Else" in told.text
    assert made(product) == (0, 0, 0)
    assert visitor.submit().heading == BOOKED


def test_a_booking_that_was_cancelled_is_not_made_again_by_going_back(
    product: Product, visitor: Booker
) -> None:
    check = visitor.page
    visitor.submit()
    visitor.get("/forms/booking/cancel")
    visitor.press("cancel")
    visitor.seen.append(check)

    assert visitor.submit().heading == "This booking is cancelled"
    assert made(product)[:2] == (1, 0)


def test_nothing_is_offered_once_booking_has_closed(product: Product) -> None:
    course = open_now(seats=1)
    publish(product, course)
    first = school(product, 1)
    first.send()
    late = school(product, 2, if_full="all-or-none")
    late.send()
    closed = open_now(seats=1, closes=datetime.now(UTC))
    publish(product, closed)
    first.get("/forms/booking/cancel")
    first.press("cancel")
    follow(product, "promote")

    assert late.get("/forms/booking/manage").heading == "You are on the waiting list"
