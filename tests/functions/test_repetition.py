"""The same sent again, however and whenever, and in two windows: one request, one reference, nothing lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from musicservice.domain.receipt import REMEMBERED
from tests.functions.conftest import DRAFT, ONE, Product
from tests.functions.visitor import BEGIN, Visitor

CHECK = "/forms/enrolment/check"


@pytest.fixture
def visitor(product: Product) -> Visitor:
    """Somebody with one child who has answered everything and sent nothing."""
    filled = Visitor(product.public(), children=1)
    filled.fill()
    return filled


def test_five_sent_at_once_are_one_request_with_one_reference_and_one_letter(
    product: Product, visitor: Visitor
) -> None:
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: visitor.only_submit(), range(5)))

    assert [answer.status for answer in answers] == [303] * 5
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert product.counts() == ONE


def test_back_and_sent_again_gives_the_same_receipt(product: Product, visitor: Visitor) -> None:
    check = visitor.page
    first = visitor.submit()

    visitor.seen.append(check)
    second = visitor.submit()

    assert second.path == first.path
    assert product.counts() == ONE


def test_a_receipt_can_be_loaded_again_and_again(product: Product, visitor: Visitor) -> None:
    first = visitor.submit()

    assert [visitor.get(first.path).body for _ in range(3)] == [first.body] * 3
    assert product.counts() == ONE


@pytest.mark.parametrize("place", ["check", "save", "children", "you", "reach"])
def test_after_sending_every_page_of_the_form_leads_to_the_receipt(
    product: Product, visitor: Visitor, place: str
) -> None:
    receipt = visitor.submit()

    assert visitor.get(f"/forms/enrolment/{place}").path == receipt.path
    if place != "save":
        form = {"check": {"revision": "1"}, "children": {"do": "add"}}.get(place, {})
        assert visitor.post(f"/forms/enrolment/{place}", form).path == receipt.path
    assert product.counts() == ONE


def aged(product: Product, table: str, by: timedelta) -> None:
    """The items of a table as if they had been written so much earlier."""
    for item in product.items(table):
        purge = int(item["purge_at"]["N"]) - int(by.total_seconds())
        product.database.put_item(
            TableName=f"{product.prefix}-{table}", Item={**item, "purge_at": {"N": str(purge)}}
        )


@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(days=29), REMEMBERED - timedelta(hours=1)])
def test_sent_again_much_later_gives_the_same_receipt(
    product: Product, visitor: Visitor, later: timedelta
) -> None:
    """The draft is gone with the first sending; the receipt stays as long as it is remembered."""
    check = visitor.page
    first = visitor.submit()
    aged(product, "receipts", later)

    visitor.app = product.public()
    visitor.seen.append(check)

    assert visitor.submit().path == first.path
    assert product.counts() == ONE


def test_a_receipt_past_remembering_is_not_made_a_second_time(product: Product, visitor: Visitor) -> None:
    check = visitor.page
    visitor.submit()
    aged(product, "receipts", REMEMBERED + timedelta(hours=1))

    visitor.seen.append(check)

    assert visitor.submit().status == 404
    assert product.counts() == ONE


def test_a_double_click_on_the_first_page_begins_one_form_that_counts(product: Product) -> None:
    """The browser takes the second answer; whatever the first had begun holds no more than a first page."""
    visitor = Visitor(product.public(), children=1)
    visitor.get(BEGIN)

    visitor.only_submit()
    visitor.submit()
    visitor.go_on()
    visitor.submit()

    assert product.counts()["cases"] == ONE["cases"]
    assert product.counts()["outbox"] == 1


def test_a_slow_double_click_on_the_first_page_goes_on_with_the_form_that_was_begun(
    product: Product,
) -> None:
    visitor = Visitor(product.public())

    first, second = visitor.begin(), visitor.begin(applicant="foster")

    assert first.path == second.path
    assert visitor.get("/forms/enrolment/who").value("applicant") == ["foster"]
    assert product.counts() == DRAFT


def test_a_double_click_on_any_page_changes_nothing(visitor: Visitor) -> None:
    visitor.get("/forms/enrolment/you")
    form = visitor.page

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: visitor.only_submit(), range(5)))

    assert [(answer.status, answer.headers["Location"]) for answer in answers] == [(303, CHECK)] * 5
    assert visitor.get("/forms/enrolment/you").form().filled == form.form().filled


def test_a_double_click_on_add_adds_one_child(visitor: Visitor) -> None:
    visitor.get("/forms/enrolment/children")

    with ThreadPoolExecutor(3) as pool:
        fields = {"do": "add"}
        answers = list(pool.map(lambda _: visitor.only_post("/forms/enrolment/children", fields), range(3)))

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(visitor.get("/forms/enrolment/children").soup.select(".members li")) == 2


def test_two_windows_on_different_pages_keep_what_both_say(visitor: Visitor) -> None:
    other = visitor.again()
    visitor.get("/forms/enrolment/you")
    other.get("/forms/enrolment/reach")

    with ThreadPoolExecutor(2) as pool:
        kept = [
            pool.submit(visitor.only_submit, contact_name="From one window"),
            pool.submit(other.only_submit, phone="0191 496 0999"),
        ]

    assert [one.result().status for one in kept] == [303, 303]
    assert visitor.get("/forms/enrolment/you").value("contact_name") == ["From one window"]
    assert visitor.get("/forms/enrolment/reach").value("phone") == ["0191 496 0999"]


def test_what_was_changed_in_another_window_is_shown_before_anything_is_sent(
    product: Product, visitor: Visitor
) -> None:
    other = visitor.again()
    other.get("/forms/enrolment/you")
    other.submit(contact_name="Changed meanwhile")

    page = visitor.submit()

    assert (page.status, page.told) == (409, "Your answers have changed")
    assert "Nothing has been sent" in page.text
    assert "Changed meanwhile" in page.text
    assert product.counts() == DRAFT
    assert visitor.submit().heading == "We have your request"
    assert product.case()["answers"]["contact_name"] == "Changed meanwhile"


def test_a_form_that_has_come_undone_in_another_window_is_not_sent(
    product: Product, visitor: Visitor
) -> None:
    other = visitor.again()
    other.get("/forms/enrolment/children")
    other.press("add")

    page = visitor.submit()

    assert page.status == 200
    assert "/name/" in page.path
    assert product.counts() == DRAFT


def test_a_form_sent_in_one_window_is_sent_in_the_other(product: Product, visitor: Visitor) -> None:
    other = visitor.again()
    receipt = visitor.submit()

    assert other.submit().path == receipt.path
    assert product.counts() == ONE


def test_whoever_sent_one_form_can_begin_another_on_the_same_device(
    product: Product, visitor: Visitor
) -> None:
    first = visitor.submit()
    visitor.members.clear()

    second = visitor.send()

    assert second.path != first.path
    assert product.counts() == {name: 2 * count for name, count in ONE.items()}


def test_a_receipt_from_before_it_listed_what_was_asked_for_is_still_one(
    product: Product, visitor: Visitor
) -> None:
    first = visitor.submit()
    [item] = product.items("receipts")
    del item["lines"]
    product.database.put_item(TableName=f"{product.prefix}-receipts", Item=item)

    assert visitor.get(first.path).status == 200


def test_a_form_is_kept_to_the_end_of_the_28th_day_after_its_last_change(product: Product) -> None:
    Visitor(product.public()).begin()
    [draft] = product.items("drafts")

    left = int(draft["purge_at"]["N"]) - time.time()

    assert 0 <= left - timedelta(days=28).total_seconds() < timedelta(days=1).total_seconds()
