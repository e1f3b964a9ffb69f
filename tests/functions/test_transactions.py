"""How the functions speak with the database: consistent reads, one token for all tries, no needless call."""

from collections.abc import Iterator

import pytest

from tests import faults
from tests.functions.conftest import Product
from tests.functions.returning import returning
from tests.functions.test_faults import CHECK, NOT_SAVED, READ, REFUSED_FOR_GOOD, WRITE
from tests.functions.visitor import Visitor


@pytest.fixture
def line(database_address: str) -> Iterator[faults.Proxy]:
    with faults.proxy(database_address) as proxy:
        yield proxy


@pytest.fixture
def visitor(product: Product, line: faults.Proxy) -> Visitor:
    parent = returning(product, product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address))
    parent.get(CHECK)
    line.calls.clear()
    return parent


def test_it_reads_its_own_keys_as_they_are_now_and_not_as_they_were(
    line: faults.Proxy, visitor: Visitor
) -> None:
    visitor.submit()
    visitor.get(CHECK)

    read = [call.asked["ConsistentRead"] for call in line.calls if call.operation == READ]
    assert read
    assert all(read)


def test_every_attempt_at_one_transaction_bears_the_same_token(line: faults.Proxy, visitor: Visitor) -> None:
    line.first(WRITE, faults.cancelled("TransactionConflict"), faults.THROTTLED, faults.LoseAnswer())

    assert visitor.submit().heading == "We have your request"

    tokens = [call.asked["ClientRequestToken"] for call in line.calls if call.operation == WRITE]
    assert len(tokens) >= 3
    assert len(set(tokens)) == 1


def test_what_is_sent_already_costs_no_transaction(line: faults.Proxy, visitor: Visitor) -> None:
    check = visitor.page
    for _ in range(3):
        visitor.seen.append(check)
        visitor.submit()

    assert line.count(WRITE) == 1


@pytest.mark.parametrize("place", ["check", "save", "children", "you", "uploads", "who"])
def test_looking_at_a_page_writes_nothing(line: faults.Proxy, visitor: Visitor, place: str) -> None:
    visitor.get(f"/forms/enrolment/{place}")

    assert {call.operation for call in line.calls} == {READ}


def test_it_does_not_try_again_what_the_database_refuses_for_good(
    line: faults.Proxy, visitor: Visitor
) -> None:
    line.always(WRITE, REFUSED_FOR_GOOD)

    assert visitor.submit().told == NOT_SAVED
    assert line.count(WRITE) == 1


def test_it_draws_another_reference_when_the_first_is_taken(product: Product, line: faults.Proxy) -> None:
    """In the letters that were made with the first, too."""
    app = product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)
    visitor = Visitor(app, children=1, needs_help=True, answers={"child_grounds": ["looked-after"]})
    visitor.fill()
    line.calls.clear()
    line.first(WRITE, faults.cancelled("None", "None", "ConditionalCheckFailed"))

    assert visitor.submit().heading == "We have your request"

    asked = [call.asked["TransactItems"] for call in line.calls if call.operation == WRITE]
    first, second = ([item["Put"]["Item"]["pk"]["S"] for item in items if "Put" in item] for items in asked)
    assert first[0] == second[0]
    taken, ours = (names[2].removeprefix("REF#") for names in (first, second))
    letter = visitor.get("/forms/enrolment/letter").text
    kept = repr([product.items(table) for table in ("cases", "receipts", "outbox")]) + letter
    assert taken not in kept
    assert ours in letter
