"""What the trails promise, over memory and over the real engine; and that tampering shows."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.verify_trail import findings
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.domain.audit import BEGINNING
from tests.contract.lockers import Tables
from tests.examples import NOW
from tests.fakes_of_trail import MemoryTrail

CHAIN = "STAFF-a"


@pytest.fixture(params=["memory", "dynamodb"])
def trail(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryTrail()
    tables: Tables = request.getfixturevalue("tables")
    return over(tables)


def over(tables: Tables) -> DynamoTrail:
    return DynamoTrail(tables.client, tables.client, tables.prefix)


def add(trail: Any, action: str, chain: str = CHAIN) -> None:
    trail.append(chain, "staff:a", action, ("rows=3",), NOW, time.monotonic() + 10)


def test_each_entry_follows_on_the_one_before(trail: Any) -> None:
    for action in ("signed in", "searched", "signed out"):
        add(trail, action)

    latest = trail.entries(CHAIN, 10)
    assert [(one.number, one.action) for one in latest] == [
        (3, "signed out"),
        (2, "searched"),
        (1, "signed in"),
    ]
    assert [one.previous for one in latest] == [latest[1].digest, latest[2].digest, BEGINNING]
    assert latest[0].fields == ("rows=3",)
    head = trail.head(CHAIN)
    assert (head.number, head.digest) == (3, latest[0].digest)


def test_it_goes_on_where_a_page_ended(trail: Any) -> None:
    for n in range(5):
        add(trail, f"searched {n}")

    first = trail.entries(CHAIN, 2)
    second = trail.entries(CHAIN, 2, before=first[-1].number)

    assert [one.number for one in (*first, *second)] == [5, 4, 3, 2]
    assert trail.entries("STAFF-nobody", 2) == []
    assert trail.head("STAFF-nobody").number == 0


def test_many_at_once_lose_nothing_and_break_nothing(tables: Tables) -> None:
    trail = over(tables)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: add(trail, f"searched {n}"), range(24)))

    assert trail.head(CHAIN).number == 24
    assert list(findings(tables.client, tables.prefix)) == []


TAMPERED = {
    "edited": ("#action = :x", {":x": {"S": "nothing"}}, 2, "changed"),
    "renamed": ("actor = :x", {":x": {"S": "staff:b"}}, 3, "changed"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_an_edited_entry_shows(tables: Tables, name: str) -> None:
    change, values, number, fault = TAMPERED[name]
    filled(tables)
    tables.client.update_item(
        TableName=f"{tables.prefix}-audit",
        Key=key(number),
        UpdateExpression=f"SET {change}",
        ExpressionAttributeValues=values,
        **({"ExpressionAttributeNames": {"#action": "action"}} if "#" in change else {}),
    )

    found = list(findings(tables.client, tables.prefix))

    assert (number, fault) in {(one.number, one.fault) for one in found}
    assert {one.chain for one in found} == {CHAIN}


@pytest.mark.parametrize(("number", "fault"), [(1, "missing"), (2, "missing"), (4, "cut")])
def test_a_deleted_entry_shows(tables: Tables, number: int, fault: str) -> None:
    filled(tables)
    tables.client.delete_item(TableName=f"{tables.prefix}-audit", Key=key(number))

    found = list(findings(tables.client, tables.prefix))

    assert (number, fault) in {(one.number, one.fault) for one in found}


def filled(tables: Tables) -> None:
    for n in range(4):
        add(over(tables), f"searched {n}")
        add(over(tables), "opened", "another")
    assert list(findings(tables.client, tables.prefix)) == []


def key(number: int) -> dict[str, Any]:
    return {"pk": {"S": f"AUD#{CHAIN}"}, "sk": {"S": f"{number:010}"}}
