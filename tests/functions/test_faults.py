"""What a family is told when something breaks on the way, and what is really kept.

Every fault ends in one of three ways: a receipt for something that is kept, once; a page that says
it was not saved, where that is certain; or one that says we do not know. Both pages have the answers
still on them, and sending again always gives one enrolment.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import faults
from tests.functions.conftest import Product
from tests.functions.sending import keeps_the_answers, send

WRITE, READ = "TransactWriteItems", "GetItem"


@pytest.fixture
def line(database_address: str) -> Iterator[faults.Proxy]:
    with faults.proxy(database_address) as proxy:
        yield proxy


@pytest.fixture
def app(product: Product, line: faults.Proxy) -> Any:
    return product.public(AWS_ENDPOINT_URL_DYNAMODB=line.address)


NOT_SAVED, NOT_KNOWN = "Your answers were not saved", "We do not know whether your answers were saved"
ONE_ENROLMENT = {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}


def says(answer: dict[str, Any]) -> str:
    """The heading that tells what became of the answers."""
    heading = BeautifulSoup(answer["body"], "html.parser").select_one(".error-summary h2")
    assert heading is not None
    return heading.get_text()


PASSING = {
    "a conflict with another transaction": faults.cancelled("None", "TransactionConflict", "None"),
    "throttling inside the transaction": faults.cancelled("ThrottlingError", "None"),
    "throttling of the whole": faults.THROTTLED,
    "a server error": faults.SERVER_ERROR,
    "a line cut before the database heard": faults.CutBefore(),
    "an answer that never came": faults.LoseAnswer(),
    "half an answer": faults.Garble(),
}


@pytest.mark.parametrize("what", PASSING)
@pytest.mark.parametrize("operation", [WRITE, READ])
def test_it_gets_over_one_instance_of(
    product: Product, line: faults.Proxy, app: Any, operation: str, what: str
) -> None:
    line.first(operation, PASSING[what])

    answer = send(app)

    assert product.counts()["cases"] in {0, 2}
    if answer["statusCode"] == 303:
        assert product.counts() == {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}
    else:
        assert operation == READ
        assert keeps_the_answers(answer)
    assert send(app)["statusCode"] == 303
    assert product.counts() == {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}


@pytest.mark.parametrize(
    "what", ["an answer that never came", "half an answer", "a conflict with another transaction"]
)
def test_it_hands_out_a_receipt_at_once_after(
    product: Product, line: faults.Proxy, app: Any, what: str
) -> None:
    line.first(WRITE, PASSING[what])

    assert send(app)["statusCode"] == 303
    assert product.counts()["cases"] == 2


def test_it_looks_before_it_says_that_a_written_enrolment_is_lost(
    product: Product, line: faults.Proxy, app: Any
) -> None:
    line.always(WRITE, faults.LoseAnswer())

    answer = send(app)

    assert answer["statusCode"] == 303
    assert product.counts() == {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}
    received = answer["headers"]["Location"].rpartition("/")[2]
    assert product.items("receipts")[0]["pk"]["S"] == f"IDEM#{received}"


REFUSED_FOR_GOOD = faults.cancelled("None", "ValidationError")


@pytest.mark.parametrize("then", [faults.THROTTLED, REFUSED_FOR_GOOD], ids=["throttled", "refused"])
def test_it_looks_for_what_a_lost_answer_was_about_whatever_is_answered_next(
    product: Product, line: faults.Proxy, app: Any, then: faults.Fault
) -> None:
    line.plan = lambda name, n: (faults.LoseAnswer() if n == 1 else then) if name == WRITE else faults.Pass()

    assert send(app)["statusCode"] == 303
    assert product.counts() == ONE_ENROLMENT


@pytest.mark.parametrize(
    "then",
    [faults.LoseAnswer(), faults.THROTTLED, REFUSED_FOR_GOOD, faults.cancelled("ConditionalCheckFailed")],
    ids=["lost again", "throttled", "refused", "there already"],
)
def test_it_says_it_does_not_know_when_it_can_neither_hear_nor_look(
    product: Product, line: faults.Proxy, app: Any, then: faults.Fault
) -> None:
    writes, reads = iter([faults.LoseAnswer()]), iter([faults.Pass()])
    line.plan = lambda name, _n: next(writes, then) if name == WRITE else next(reads, faults.CutBefore())

    answer = send(app)

    assert answer["statusCode"] == 503
    assert says(answer) == NOT_KNOWN
    assert NOT_SAVED not in answer["body"]
    assert "Nothing has been sent" not in answer["body"]
    assert keeps_the_answers(answer)
    assert product.counts() == ONE_ENROLMENT

    line.plan = lambda _name, _n: faults.Pass()
    assert send(app)["statusCode"] == 303
    assert product.counts() == ONE_ENROLMENT


def test_it_does_not_deny_a_receipt_it_may_not_read(line: faults.Proxy, app: Any) -> None:
    """Somebody sent the same a moment ago, and the receipt cannot be read."""
    reads = iter([faults.Pass()])
    there = faults.cancelled("ConditionalCheckFailed", "None")
    line.plan = lambda name, _n: there if name == WRITE else next(reads, faults.CutBefore())

    assert says(send(app)) == NOT_KNOWN


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (faults.CutBefore(), NOT_KNOWN),
        (faults.SERVER_ERROR, NOT_KNOWN),
        (faults.cancelled("TransactionConflict"), NOT_SAVED),
        (faults.THROTTLED, NOT_SAVED),
    ],
    ids=["cut", "server error", "conflict", "throttled"],
)
def test_it_keeps_nothing_and_says_what_it_knows_when_the_database_never_takes_it(
    product: Product, line: faults.Proxy, app: Any, fault: faults.Fault, said: str
) -> None:
    """It answers in the time it gives itself, with some seconds to spare for a slow machine."""
    line.always(WRITE, fault)
    begun = time.monotonic()

    answer = send(app)

    assert time.monotonic() - begun < 12
    assert answer["statusCode"] == 503
    assert says(answer) == said
    assert keeps_the_answers(answer)
    assert product.counts() == {"receipts": 0, "cases": 0, "outbox": 0, "audit": 0}


def test_it_gives_an_answer_in_time_and_keeps_one_when_the_database_writes_after_we_gave_up(
    product: Product, line: faults.Proxy, app: Any
) -> None:
    released = threading.Event()
    line.always(WRITE, faults.Hold(released))
    begun = time.monotonic()

    answer = send(app)

    assert time.monotonic() - begun < 20
    assert answer["statusCode"] == 503
    assert says(answer) == NOT_KNOWN
    released.set()
    while product.counts()["cases"] == 0:
        assert time.monotonic() - begun < 40
    line.plan = lambda _name, _n: faults.Pass()
    assert send(app)["statusCode"] == 303
    assert product.counts() == {"receipts": 1, "cases": 2, "outbox": 1, "audit": 1}


def test_it_reads_its_own_key_as_it_is_now_and_not_as_it_was(line: faults.Proxy, app: Any) -> None:
    send(app)

    assert [call.asked["ConsistentRead"] for call in line.calls if call.operation == READ] == [True]


def test_every_attempt_at_one_transaction_bears_the_same_token(line: faults.Proxy, app: Any) -> None:
    line.first(WRITE, faults.cancelled("TransactionConflict"), faults.THROTTLED, faults.LoseAnswer())

    assert send(app)["statusCode"] == 303

    tokens = [call.asked["ClientRequestToken"] for call in line.calls if call.operation == WRITE]
    assert len(tokens) >= 3
    assert len(set(tokens)) == 1


def test_what_is_known_already_costs_no_transaction(line: faults.Proxy, app: Any) -> None:
    for _ in range(3):
        send(app)

    assert line.count(WRITE) == 1


def test_it_does_not_try_again_what_the_database_refuses_for_good(line: faults.Proxy, app: Any) -> None:
    line.always(WRITE, REFUSED_FOR_GOOD)

    assert says(send(app)) == NOT_SAVED
    assert line.count(WRITE) == 1


def test_it_draws_another_reference_when_the_first_is_taken(line: faults.Proxy, app: Any) -> None:
    line.first(WRITE, faults.cancelled("None", "None", "ConditionalCheckFailed", "None", "None"))

    assert send(app)["statusCode"] == 303

    asked = [call.asked["TransactItems"] for call in line.calls if call.operation == WRITE]
    first, second = ([item["Put"]["Item"]["pk"]["S"] for item in items] for items in asked)
    assert first[0] == second[0]
    assert first[2] != second[2]
