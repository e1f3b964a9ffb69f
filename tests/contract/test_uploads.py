"""What the states of uploads promise, over memory and over the real engine."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from musicservice.adapters.dynamodb import DynamoUploads
from musicservice.domain.uploads import UNSENT_KEPT, Upload
from musicservice.evidence_ports import Due
from musicservice.ports import UnavailableError
from musicservice.services.evidence import new_id
from tests import engines
from tests.examples import NOW
from tests.fakes_of_proof import MemoryUploads

SECOND = timedelta(seconds=1)


@pytest.fixture(params=["memory", "dynamodb"])
def states(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "memory":
        yield MemoryUploads()
        return
    client = engines.client("dynamodb", request.getfixturevalue("database_address"))
    with engines.lent_tables(client) as prefix:
        yield DynamoUploads(client, client, prefix)
    client.close()


@pytest.fixture
def opened(states: Any) -> str:
    upload = new_id()
    states.open(upload, NOW)
    return upload


def test_one_that_nobody_opened_is_unknown(states: Any) -> None:
    assert states.get(new_id()) is None


def test_one_begins_invited(states: Any, opened: str) -> None:
    assert states.get(opened) == Upload(opened)


def test_opening_it_again_changes_nothing(states: Any, opened: str) -> None:
    states.settle(Upload(opened, "received", size=9))

    states.open(opened, NOW)

    assert states.get(opened) == Upload(opened, "received", size=9)


@pytest.mark.parametrize(
    "found",
    [
        Upload("", "received", size=7),
        Upload("", "clean", "heic", 10 * 1024 * 1024, checked_by="guardduty"),
        Upload("", "refused", size=3, reason="two-in-one"),
    ],
    ids=lambda found: found.stage,
)
def test_what_was_found_is_there_to_read(states: Any, opened: str, found: Upload) -> None:
    settled = Upload(opened, found.stage, found.kind, found.size, found.reason, found.checked_by)

    assert states.settle(settled)
    assert states.get(opened) == settled


@pytest.mark.parametrize("stage", ["clean", "refused"])
def test_what_is_settled_is_never_settled_otherwise(states: Any, opened: str, stage: Any) -> None:
    first = Upload(opened, stage, reason="damaged" if stage == "refused" else "")
    states.settle(first)

    assert not states.settle(Upload(opened, "clean", "png", 1))
    assert states.get(opened) == first


def test_one_that_is_unknown_is_not_settled(states: Any) -> None:
    upload = new_id()

    assert not states.settle(Upload(upload, "clean", "png", 1))
    assert states.get(upload) is None


def test_its_time_is_over_with_the_draft(states: Any, opened: str) -> None:
    over = NOW + UNSENT_KEPT

    assert states.due(over - SECOND, 10) == []
    assert states.due(over, 10) == [Due(opened, "over", over)]


def test_taking_it_out_is_seen_to_at_once_and_noted_once(states: Any, opened: str) -> None:
    states.withdraw(opened, NOW)
    states.withdraw(opened, NOW + SECOND)

    assert states.due(NOW + SECOND, 10) == [Due(opened, "withdrawn", NOW)]


def test_handing_it_in_is_seen_to_at_once_and_noted_once(states: Any, opened: str) -> None:
    states.hand_in(opened, NOW)
    states.hand_in(opened, NOW + SECOND)

    assert states.due(NOW + SECOND, 10) == [Due(opened, "handed-in", NOW)]


def test_what_was_handed_in_lasts_as_long_as_told(states: Any, opened: str) -> None:
    later = NOW + 2 * UNSENT_KEPT
    states.hand_in(opened, NOW)

    states.keep_until(opened, later)

    assert states.due(later - SECOND, 10) == []
    assert states.due(later, 10) == [Due(opened, "over", later)]


def test_one_that_is_gone_is_not_kept_on(states: Any) -> None:
    upload = new_id()

    states.keep_until(upload, NOW)

    assert states.get(upload) is None
    assert states.due(NOW, 10) == []


def test_the_longest_waiting_come_first_and_no_more_than_asked(states: Any) -> None:
    ids = [new_id() for _ in range(3)]
    for age, upload in zip((2, 3, 1), ids, strict=True):
        states.open(upload, NOW)
        states.withdraw(upload, NOW - age * SECOND)

    assert [due.id for due in states.due(NOW, 2)] == [ids[1], ids[0]]


def test_what_is_erased_leaves_nothing(states: Any, opened: str) -> None:
    states.withdraw(opened, NOW)
    states.hand_in(opened, NOW)

    states.erase(opened)
    states.erase(opened)

    assert states.get(opened) is None
    assert states.due(NOW + 2 * UNSENT_KEPT, 10) == []


def test_a_database_that_is_away_is_told_in_our_own_words() -> None:
    client = engines.client("dynamodb", f"http://127.0.0.1:{engines.free_port()}")
    states = DynamoUploads(client, client, "away")
    asked = [
        lambda: states.open("x", NOW),
        lambda: states.get("x"),
        lambda: states.settle(Upload("x", "clean")),
        lambda: states.due(NOW, 1),
        lambda: states.erase("x"),
    ]

    for ask in asked:
        with pytest.raises(UnavailableError, match=r"^database: EndpointConnectionError$"):
            ask()
    client.close()
