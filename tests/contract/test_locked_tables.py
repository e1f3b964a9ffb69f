"""What the tables behind the codes give away, and what becomes of a put when the line to them fails."""

import time
from collections.abc import Iterator

import pytest

from musicservice.adapters.dynamodb import DynamoLockers
from musicservice.domain import code as codes
from musicservice.ports import Kept, OutcomeUnknownError, SealBrokenError, UnavailableError
from tests import engines, faults
from tests.contract.lockers import TEXT, Tables, letter, new_code, put
from tests.examples import NOW


def test_what_lies_under_one_code_opens_with_no_other(tables: Tables) -> None:
    """Whoever can write to the table cannot have somebody open another's."""
    mine, yours = new_code(), new_code()
    put(tables.lockers, mine)
    [item] = tables.items("drafts")
    put(tables.lockers, yours)
    [other] = [one for one in tables.items("drafts") if one["pk"] != item["pk"]]
    tables.client.put_item(TableName=f"{tables.prefix}-lockers", Item={**other, "text": item["text"]})

    with pytest.raises(SealBrokenError):
        tables.lockers.look(yours, NOW)


def test_the_table_holds_nothing_of_the_text_or_the_code(tables: Tables) -> None:
    code = new_code()
    put(tables.lockers, code, letter=letter())

    raw = repr(tables.items("drafts")).encode() + repr(tables.items("outbox")).encode()
    [item] = tables.items("drafts")
    assert set(item) == {"pk", "sk", "kind", "text", "revision", "purge_at"}
    for secret in (b"quiet", b"name", "Łucja".encode(), *(g.encode() for g in codes.groups(code)[:2])):
        assert secret not in raw + item["text"]["B"]


def test_the_length_of_what_lies_there_tells_little_of_the_text(tables: Tables) -> None:
    for text in (b"{}", TEXT, b'"' + b"a" * 4000):
        put(tables.lockers, new_code(), text)

    assert len({len(item["text"]["B"]) for item in tables.items("drafts")}) == 1


def test_the_same_text_never_looks_the_same(tables: Tables) -> None:
    code = new_code()
    put(tables.lockers, code)
    [before] = tables.items("drafts")
    put(tables.lockers, code, seen=1)
    [after] = tables.items("drafts")

    assert before["text"] != after["text"]


@pytest.fixture
def line(tables: Tables) -> Iterator[tuple[faults.Proxy, DynamoLockers]]:
    """The same tables behind a line that can fail."""
    with faults.proxy(tables.address) as proxy:
        client = engines.client("dynamodb", proxy.address)
        yield proxy, DynamoLockers(client, client, tables.prefix, "drafts")
        client.close()


def test_a_lost_answer_to_a_put_is_no_second_one(
    tables: Tables, line: tuple[faults.Proxy, DynamoLockers]
) -> None:
    (proxy, lockers), code, link = line, new_code(), letter()
    proxy.first("TransactWriteItems", faults.LoseAnswer())

    put(lockers, code, letter=link)

    assert tables.lockers.look(code, NOW) == Kept(TEXT, 1)
    assert len(tables.items("outbox")) == 1


def test_a_put_of_which_no_answer_ever_comes_is_looked_for(
    tables: Tables, line: tuple[faults.Proxy, DynamoLockers]
) -> None:
    (proxy, lockers), code = line, new_code()
    proxy.always("TransactWriteItems", faults.LoseAnswer())

    put(lockers, code, until=time.monotonic() + 0.3)

    assert tables.lockers.look(code, NOW) == Kept(TEXT, 1)


@pytest.mark.parametrize("fault", [faults.CutBefore(), faults.SERVER_ERROR])
def test_where_it_cannot_be_found_the_outcome_is_unknown(
    line: tuple[faults.Proxy, DynamoLockers], fault: faults.Fault
) -> None:
    proxy, lockers = line
    proxy.always("TransactWriteItems", fault)

    with pytest.raises(OutcomeUnknownError):
        put(lockers, new_code(), until=time.monotonic() + 0.3)


def test_a_put_that_was_refused_for_the_rush_is_tried_again(
    tables: Tables, line: tuple[faults.Proxy, DynamoLockers]
) -> None:
    (proxy, lockers), code = line, new_code()
    proxy.first("TransactWriteItems", faults.THROTTLED, faults.cancelled("TransactionConflict"))

    put(lockers, code)

    assert tables.lockers.look(code, NOW) == Kept(TEXT, 1)


def test_a_table_that_is_away_is_said_so(tables: Tables) -> None:
    nowhere = engines.client("dynamodb", f"http://127.0.0.1:{engines.free_port()}")
    lockers = DynamoLockers(nowhere, nowhere, tables.prefix, "drafts")

    with pytest.raises(UnavailableError):
        lockers.look(new_code(), NOW)
    with pytest.raises(UnavailableError) as told:
        put(lockers, new_code(), until=time.monotonic() + 0.2)

    nowhere.close()
    assert not isinstance(told.value, OutcomeUnknownError)
