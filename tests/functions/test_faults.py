"""What a family is told when something breaks on the way, and what is really kept.

Every fault ends in one of three ways: what was asked for, done once; a page that says it was not saved,
where that is certain; or one that says we do not know. The answers are still on each of them, and doing
it again always ends well.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests import faults
from tests.functions.conftest import DRAFT, Product
from tests.functions.deeds import AWAY, CHECK, DEEDS
from tests.functions.returning import returning
from tests.functions.visitor import Visitor

WRITE, READ = "TransactWriteItems", "GetItem"
NOT_SAVED, NOT_KNOWN = "Your answers were not saved", "We do not know whether your answers were saved"
REFUSED_FOR_GOOD = faults.cancelled("None", "ValidationError")


@pytest.fixture
def line(database_address: str) -> Iterator[faults.Proxy]:
    with faults.proxy(database_address) as proxy:
        yield proxy


@pytest.fixture
def app(product: Product, line: faults.Proxy) -> Any:
    return product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)


@pytest.fixture
def visitor(product: Product, app: Any) -> Visitor:
    """Somebody who has answered everything, at the page of all answers."""
    parent = returning(product, app)
    parent.get(CHECK)
    return parent


PASSING = {
    "a conflict with another transaction": faults.cancelled("None", "TransactionConflict", "None"),
    "throttling inside the transaction": faults.cancelled("ThrottlingError", "None"),
    "throttling of the whole": faults.THROTTLED,
    "a server error": faults.SERVER_ERROR,
    "a line cut before the database heard": faults.CutBefore(),
    "an answer that never came": faults.LoseAnswer(),
    "half an answer": faults.Garble(),
}
OF_READING = [what for what in PASSING if "transaction" not in what and "half" not in what]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("operation", "what"), [*((WRITE, what) for what in PASSING), *((READ, what) for what in OF_READING)]
)
def test_one_passing_fault_is_got_over_by(  # noqa: PLR0913, PLR0917 - three of them are fixtures
    product: Product, line: faults.Proxy, visitor: Visitor, deed: str, operation: str, what: str
) -> None:
    line.calls.clear()
    line.first(operation, PASSING[what])

    page = DEEDS[deed].do(visitor)

    line.plan = lambda _name, _n: faults.Pass()
    assert page.status == 200, page.told
    assert DEEDS[deed].done(product, visitor)


@pytest.mark.parametrize("place", ["check", "save", "children", "you", "received/" + "A" * 43])
def test_half_an_answer_is_not_taken_for_one_that_holds_nothing(
    line: faults.Proxy, visitor: Visitor, place: str
) -> None:
    """The client's library reads it as an answer without an item: as if there were no form."""
    line.always(READ, faults.Garble())

    looked = visitor.get(f"/forms/enrolment/{place}")
    sent = visitor.post("/forms/enrolment/you", {"contact_name": "Typed just now"})

    assert (looked.status, looked.heading) == (503, AWAY)
    assert (sent.status, sent.told) == (503, NOT_SAVED)


LASTING = {
    "cut": (faults.CutBefore(), False),
    "server error": (faults.SERVER_ERROR, False),
    "conflict": (faults.cancelled("TransactionConflict"), True),
    "throttled": (faults.THROTTLED, True),
    "refused for good": (REFUSED_FOR_GOOD, True),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("what", LASTING)
def test_nothing_is_claimed_that_is_not_so_when_the_database_never_takes_it_and_later_all_is_well(
    product: Product, line: faults.Proxy, visitor: Visitor, deed: str, what: str
) -> None:
    fault, is_certain = LASTING[what]
    before, doing = product.items("drafts"), DEEDS[deed]
    line.always(WRITE, fault)

    with faults.impatient():
        page = doing.do(visitor)

    assert page.status == 503
    assert page.told in ({NOT_SAVED, ""} if is_certain else {NOT_KNOWN, ""})
    assert doing.shown(page)
    assert product.items("drafts") == before
    assert product.counts() == DRAFT
    line.plan = lambda _name, _n: faults.Pass()
    assert doing.do(visitor).status == 200
    assert doing.done(product, visitor)


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_written_is_not_called_lost_because_no_answer_came_to(
    product: Product, line: faults.Proxy, visitor: Visitor, deed: str
) -> None:
    line.always(WRITE, faults.LoseAnswer())

    with faults.impatient():
        page = DEEDS[deed].do(visitor)

    line.plan = lambda _name, _n: faults.Pass()
    assert page.status == 200
    assert DEEDS[deed].done(product, visitor)


@pytest.mark.parametrize("deed", ["answer", "link", "send"])
@pytest.mark.parametrize(
    "then",
    [faults.LoseAnswer(), faults.THROTTLED, REFUSED_FOR_GOOD, faults.cancelled("ConditionalCheckFailed")],
    ids=["lost again", "throttled", "refused", "there already"],
)
def test_it_says_it_does_not_know_when_it_can_neither_hear_nor_look(
    product: Product, line: faults.Proxy, visitor: Visitor, deed: str, then: faults.Fault
) -> None:
    writes = iter([faults.LoseAnswer()])

    def plan(name: str, _n: int) -> faults.Fault:
        if name == WRITE:
            return next(writes, then)
        return faults.CutBefore() if line.count(WRITE) else faults.Pass()

    line.plan = plan
    line.calls.clear()

    with faults.impatient():
        page = DEEDS[deed].do(visitor)

    assert page.status == 503
    assert page.told == NOT_KNOWN or "We do not know whether the link was sent" in page.text
    assert NOT_SAVED not in page.text
    assert "Nothing has been sent" not in page.text
    assert DEEDS[deed].shown(page)
    line.plan = lambda _name, _n: faults.Pass()
    assert DEEDS[deed].done(product, visitor)


def test_a_receipt_that_may_not_be_read_is_not_denied(
    product: Product, line: faults.Proxy, visitor: Visitor
) -> None:
    """The same was sent from another window a moment ago, and the receipt cannot be read."""
    there = faults.cancelled("ConditionalCheckFailed", "None")
    line.plan = lambda name, _n: (
        there if name == WRITE else faults.CutBefore() if line.count(WRITE) else faults.Pass()
    )
    line.calls.clear()

    assert visitor.submit().told == NOT_KNOWN
    assert product.counts() == DRAFT


def test_it_answers_in_time_and_sends_once_when_the_database_writes_after_we_gave_up(
    product: Product, line: faults.Proxy, visitor: Visitor
) -> None:
    """In the time it gives itself, with some seconds to spare for a slow machine."""
    released = threading.Event()
    line.always(WRITE, faults.Hold(released))
    begun = time.monotonic()

    page = visitor.submit()

    assert time.monotonic() - begun < 20
    assert (page.status, page.told) == (503, NOT_KNOWN)
    released.set()
    while product.counts()["cases"] == 0:
        assert time.monotonic() - begun < 40
    line.plan = lambda _name, _n: faults.Pass()
    assert visitor.submit().heading == "We have your request"
    assert product.counts()["receipts"] == 1
