"""The waiting list by hand, and what can be done once a course is over."""

import pytest

from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import plain
from tests.functions.booking import SLUG, open_now, publish, school, seats
from tests.functions.conftest import Product
from tests.functions.office.officer import Officer, opened

AT = f"/course/{SLUG}"


@pytest.fixture
def waiting(product: Product) -> Product:
    """Two seats are booked; two people wait who want to come together, and after them one alone."""
    publish(product, open_now(seats=2, minimum=1))
    for number, people in ((1, 2), (2, 2), (3, 1)):
        answers = {"if_full": "all-or-none", "booker_name": f"Booker{number} Example"}
        visitor = school(product, number=number, people=people, **answers)
        visitor.fill()
        visitor.submit()
    return product


def officer(product: Product) -> Officer:
    return Officer(opened(product), ("cpd-officer",))


def listed(somebody: Officer) -> list[str]:
    """The addresses of those who wait, in the order of the list."""
    return [link for link in somebody.get(AT).links() if "/waiting/" in link]


def standings(product: Product) -> dict[str, str]:
    rows = [plain(item) for item in product.items("bookings") if item["sk"]["S"].startswith("BOOK#")]
    return {row["booker"]["name"].split()[0]: row["standing"] for row in rows}


def test_somebody_further_down_is_offered_what_does_not_fit_the_first(waiting: Product) -> None:
    publish(waiting, open_now(seats=3, minimum=1))
    somebody = officer(waiting)
    party, single = listed(somebody)

    assert "No free seat fits them now" in somebody.get(party).text
    assert somebody.post(party, {"do": "offer"}).status == 409
    assert "Offer 1 place" in somebody.get(single).text
    for _ in range(2):
        assert somebody.post(single, {"do": "offer"}).path == AT

    assert standings(waiting) == {"Booker1": "confirmed", "Booker2": "waiting", "Booker3": "offered"}
    assert seats(waiting) == {"capacity": 3, "confirmed": 2, "held": 1, "remaining": 0}
    assert waiting.messages().count("booking-offer") == 1
    [entry] = [item for item in waiting.items("audit") if item["action"]["S"] == "offered"]
    assert entry["actor"]["S"] == "staff:ada"
    assert "1 on offer until" in somebody.page.text


def test_who_is_taken_off_the_list_is_told_and_may_join_again(waiting: Product) -> None:
    somebody = officer(waiting)
    party, single = listed(somebody)

    for _ in range(2):
        somebody.post(party, {"do": "remove"})

    assert listed(somebody) == [single]
    assert standings(waiting)["Booker2"] == "cancelled"
    assert waiting.messages().count("booking-cancelled") == 1
    again = school(waiting, number=2, people=2, if_full="all-or-none")
    again.fill()
    assert again.submit().heading == "You are on the waiting list"


def test_nobody_is_offered_or_taken_off_who_is_booked_or_not_there(waiting: Product) -> None:
    somebody = officer(waiting)
    [booked] = [
        item["sk"]["S"].removeprefix("BOOK#")
        for item in waiting.items("bookings")
        if item["sk"]["S"].startswith("BOOK#") and item["standing"]["S"] == "confirmed"
    ]

    assert somebody.post(f"{AT}/waiting/{booked}", {"do": "remove"}).status == 409
    assert somebody.get(f"{AT}/waiting/{'0' * 32}").status == 404
    assert somebody.post(listed(somebody)[0], {"do": "both"}).status == 400
    assert standings(waiting)["Booker1"] == "confirmed"


def test_a_booking_is_found_by_its_reference_and_by_whoever_made_it(waiting: Product) -> None:
    somebody = officer(waiting)
    rows = [plain(item) for item in waiting.items("bookings") if item["sk"]["S"].startswith("BOOK#")]
    [third] = [row["reference"] for row in rows if row["booker"]["name"] == "Booker3 Example"]

    for words, found in (("exam", 3), ("booker3 exa", 1), ("Booker4 Example", 0)):
        somebody.get("/find")
        page = somebody.submit(words=words)
        assert sum(f"{AT}#" in link for link in page.links()) == found, words
    somebody.get("/find")
    page = somebody.submit(words=third.lower())
    assert (page.status, page.path) == (200, f"{AT}#{third}")
    assert page.soup.select_one(f"tr[id='{third}']") is not None

    other = Officer(somebody.app, ("enrolment-officer",), id="ben")
    other.get("/find")
    assert "Nothing found" in other.submit(words="Example").text
    assert "Nothing found" in other.submit(words=third).text
    [entry, *_] = bootstrap.staff().trail.entries("STAFF-ada", 5)
    assert entry.fields == ("by=reference", "found=1")
