"""What the trails promise, over memory and over the real engine; and that tampering shows."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.verify_trail import anchored, findings, lasting
from musicservice.adapters.anchors import S3Anchors
from musicservice.adapters.dynamodb.ends import DynamoEnds
from musicservice.adapters.dynamodb.trail import DynamoTrail, head_item
from musicservice.domain.audit import BEGINNING, Head
from musicservice.domain.office.anchoring import NotAnAnchorError, read, written
from musicservice.domain.office.verifying import Finding
from musicservice.services.office.anchoring import Anchoring
from tests import engines
from tests.contract.lockers import Tables
from tests.examples import NOW
from tests.fakes import FakeClock
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


def anchoring(tables: Tables, bucket: Any) -> Anchoring:
    return Anchoring(DynamoEnds(tables.client, tables.prefix), bucket, FakeClock(NOW))


@pytest.fixture
def locked(ministack_address: str) -> S3Anchors:
    client = engines.client("s3", ministack_address)
    return S3Anchors(client, engines.make_buckets(client, f"locked{uuid.uuid4().hex[:8]}")["Anchors"])


def test_a_trail_cut_short_with_its_end_shows_by_what_is_out_of_reach(
    tables: Tables, locked: S3Anchors
) -> None:
    """Whoever can write to every table can make them agree; they cannot change the bucket."""
    filled(tables)
    assert anchoring(tables, locked)() == {"anchored": 2}
    third = DynamoTrail(tables.client, tables.client, tables.prefix).entries(CHAIN, 2)[1]
    tables.client.delete_item(TableName=f"{tables.prefix}-audit", Key=key(4))
    tables.client.put_item(TableName=f"{tables.prefix}-heads", Item=head_item(third))

    assert list(findings(tables.client, tables.prefix)) == []
    [found] = findings(tables.client, tables.prefix, anchored(locked.all()))
    assert (found.chain, found.number, found.fault) == (CHAIN, 4, "cut")


def test_only_what_moved_is_anchored_again_and_a_lost_note_harms_nothing(
    tables: Tables, locked: S3Anchors
) -> None:
    filled(tables)
    made = anchoring(tables, locked)
    made()
    assert made() == {}
    add(over(tables), "signed out")
    lost = replace(made, ends=Forgets(tables.client, tables.prefix))
    lost()

    assert made() == {"anchored": 1}
    assert [len(read(one)) for one in sorted(locked.all(), key=len)] == [1, 1, 2]
    assert list(findings(tables.client, tables.prefix, anchored(locked.all()))) == []


class Forgets(DynamoEnds):
    """Is stopped before it can note that an end is out of reach."""

    def anchored(self, head: Head) -> bool:  # noqa: ARG002 - as the real one has it
        return False


def test_a_trail_that_moves_while_it_is_anchored_waits_again(tables: Tables) -> None:
    filled(tables)
    ends = DynamoEnds(tables.client, tables.prefix)
    seen = next(one for one in ends.fresh(10) if one.chain == CHAIN)
    add(over(tables), "signed out")

    assert not ends.anchored(seen)
    assert CHAIN in {one.chain for one in ends.fresh(10)}


def test_nobody_can_throw_an_anchor_away(locked: S3Anchors) -> None:
    locked.keep(written([Head(CHAIN, 3, "d" * 64)]), NOW)
    [there] = locked.client.list_object_versions(Bucket=locked.bucket)["Versions"]

    with pytest.raises(ClientError, match="AccessDenied"):
        locked.client.delete_object(Bucket=locked.bucket, Key=there["Key"], VersionId=there["VersionId"])
    locked.client.put_object(Bucket=locked.bucket, Key=there["Key"], Body=b"[]")

    assert [read(one) for one in locked.all() if one != b"[]"] == [[Head(CHAIN, 3, "d" * 64)]]


@pytest.mark.parametrize("content", [b"[]", b"nonsense", b"\xff", b'["a", "3", "d"]', b'{"a": 1}', b'["a"'])
def test_half_an_anchor_is_never_taken_for_one(content: bytes) -> None:
    with pytest.raises(NotAnAnchorError):
        read(content)


def test_what_is_wrong_while_somebody_writes_is_looked_at_twice() -> None:
    once, always = Finding(CHAIN, 4, "beyond"), Finding(CHAIN, 2, "changed")
    looks = iter([[once, always], [always]])

    assert lasting(lambda: next(looks)) == [always]


def filled(tables: Tables) -> None:
    for n in range(4):
        add(over(tables), f"searched {n}")
        add(over(tables), "opened", "another")
    assert list(findings(tables.client, tables.prefix)) == []


def key(number: int) -> dict[str, Any]:
    return {"pk": {"S": f"AUD#{CHAIN}"}, "sk": {"S": f"{number:010}"}}


def test_the_bucket_is_made_again_where_the_stand_in_forgot_that_it_keeps_versions(locked: S3Anchors) -> None:
    """As it does over a restart: make run then has to begin all the same."""
    versions: Any = {"Status": "Suspended"}
    locked.client.put_bucket_versioning(Bucket=locked.bucket, VersioningConfiguration=versions)

    engines.make_buckets(locked.client, locked.bucket.partition("-")[0])

    told = locked.client.get_bucket_versioning(Bucket=locked.bucket)
    assert told["Status"] == "Enabled"
