"""Erasing families among others: nothing of them is left anywhere, nor comes back with a backup."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from local import replay_tombstones
from musicservice import bootstrap
from musicservice.adapters.dynamodb import DynamoLockers, DynamoSubmissions, DynamoUploads
from musicservice.adapters.dynamodb.office.holds import DynamoHolds
from musicservice.adapters.dynamodb.office.remains import DynamoRemains, stone_item
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.files import S3Files
from musicservice.adapters.s3 import ARRIVALS, PROOFS
from musicservice.domain.audit import following
from musicservice.domain.office.erasing import HeldError, NotThereError
from musicservice.ports import UnavailableError
from musicservice.services.evidence import new_id
from musicservice.services.office.erasing import Burying, Erasing
from tests import engines, erasing
from tests.contract.lockers import Tables
from tests.erasing import Family, Hunter, Town
from tests.examples import NOW
from tests.fakes import FakeClock
from tests.fakes_of_proof import MemoryUploads
from tests.lab import erasures
from tests.lab.erasures import NoFiles

FAMILIES = 100


@dataclass(frozen=True)
class House:
    """The tables and what erases from them."""

    tables: Tables
    files: Any = NoFiles()  # noqa: RUF009 - it holds nothing

    @property
    def town(self) -> Town:
        return Town(self.tables.client, self.tables.prefix)

    @property
    def hunter(self) -> Hunter:
        return Hunter(self.tables.client, self.tables.prefix)

    @property
    def remains(self) -> DynamoRemains:
        return DynamoRemains(self.tables.client, self.tables.client, self.tables.prefix)

    @property
    def trail(self) -> DynamoTrail:
        return DynamoTrail(self.tables.client, self.tables.client, self.tables.prefix)

    @property
    def bury(self) -> Burying:
        return Burying(self.remains, self.trail, FakeClock(NOW))

    @property
    def erase(self) -> Erasing:
        return Erasing(self.remains, self.files, MemoryUploads())

    def opens(self, family: Family) -> list[str]:
        """The kinds of what the codes of a family still open."""
        client, prefix = self.tables.client, self.tables.prefix
        found = [
            kind
            for kind, code in family.codes
            if kind != "receipt" and DynamoLockers(client, client, prefix, kind).look(code, NOW)
        ]
        receipt = DynamoSubmissions(client, client, prefix).receipt(family.sent.receipt.fingerprint, NOW)
        return [*found, *(["receipt"] if receipt else [])]


@pytest.fixture
def house(tables: Tables) -> House:
    return House(tables)


def traces_of(house: House, gone: list[Family]) -> dict[str, set[str]]:
    """Where anything of them is found: their words, references and, where somebody is named, their cases."""
    words = [name for one in gone for name in (one.word, one.sent.receipt.reference)]
    return house.hunter.found(words)


def test_nothing_is_left_of_those_who_go_and_all_of_those_who_stay(house: House) -> None:
    families = house.town.settle(FAMILIES)

    proof = erasures.proved(house.tables.client, house.tables.prefix, families)

    assert proof.gone >= FAMILIES // 10
    assert proof.said > 5 * proof.gone
    assert proof.came_back == proof.gone
    assert [one.name for one in erasures.figures(proof) if not one.met] == []


def test_a_restored_table_alone_loses_it_too(house: House) -> None:
    [one] = house.town.settle(1)
    backup = erasing.copied(house.tables.client, house.tables.prefix)
    house.erase(house.bury(one.case, "s1", "asked"))
    erasing.restored(
        house.tables.client, house.tables.prefix, {"lockers": backup["lockers"], "outbox": backup["outbox"]}
    )
    assert house.opens(one)

    house.erase.replay()

    assert house.opens(one) == []
    assert house.tables.client.scan(TableName=f"{house.tables.prefix}-outbox")["Count"] == 0


def test_the_command_erases_again_and_has_the_worker_throw_files_away(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, upload = house.tables, new_id()
    [one] = house.town.settle(1)
    stone = replace(house.bury(one.case, "s1", "asked"), uploads=(upload,))
    tables.client.put_item(TableName=f"{tables.prefix}-tombstones", Item=stone_item(stone))
    states = DynamoUploads(tables.client, tables.client, tables.prefix)
    states.open(upload, NOW)
    for name, value in {**engines.CREDENTIALS, "MUSICSERVICE_TABLES": tables.prefix}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", tables.address)
    for made in (bootstrap._dynamodb, bootstrap._dynamodb_once):
        made.cache_clear()

    assert replay_tombstones.main() == 0

    assert capsys.readouterr().out == "1 tombstones; 1 cases had come back.\n"
    assert traces_of(house, [one]) == {}
    assert ("withdrawn", upload) in {(due.cause, due.id) for due in states.due(datetime.now(UTC), 9)}
    for made in (bootstrap._dynamodb, bootstrap._dynamodb_once):
        made.cache_clear()


@dataclass
class Breaking:
    """A client on which deleting breaks off after a number of times."""

    client: Any
    left: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def delete_item(self, **asked: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise UnavailableError("database", "Cut")
        return self.client.delete_item(**asked)


def test_wherever_it_breaks_off_it_is_ended_later(house: House) -> None:
    [one] = house.town.settle(1)
    stone = house.bury(one.case, "s1", "asked")
    tries = 0
    while True:
        tries += 1
        broken = replace(house.remains, writing=Breaking(house.tables.client, 1))
        try:
            Erasing(broken, NoFiles(), MemoryUploads())(stone)
        except UnavailableError:
            left = house.remains.belongings(one.case)
            assert left is None or "META" in left.own
            # what was taken away is only gone once: take the next thing away each time
            house_after = Erasing(
                replace(house.remains, writing=Breaking(house.tables.client, tries * 3)),
                NoFiles(),
                MemoryUploads(),
            )
            try:
                house_after(stone)
            except UnavailableError:
                continue
        break

    assert traces_of(house, [one]) == {}
    assert tries > 2


def test_what_is_on_hold_stays(house: House) -> None:
    [one] = house.town.settle(1)
    client, prefix = house.tables.client, house.tables.prefix
    holds = DynamoHolds(client, client, prefix)
    entry = following(house.trail.head(one.case), "s1", "held", (), NOW)
    holds.hold(one.case, {"reason": "a court asked"}, entry, time.monotonic() + 5)

    with pytest.raises(HeldError):
        house.bury(one.case, "s1", "asked")

    assert traces_of(house, [one])
    assert house.remains.buried(one.case) is None
    holds.lift(
        one.case, {}, following(house.trail.head(one.case), "s1", "lifted", (), NOW), time.monotonic() + 5
    )
    house.erase(house.bury(one.case, "s1", "asked"))
    assert traces_of(house, [one]) == {}


def test_nothing_is_buried_twice(house: House) -> None:
    [one] = house.town.settle(1)
    house.bury(one.case, "s1", "asked")

    with pytest.raises(NotThereError):
        house.bury(one.case, "s2", "asked")
    with pytest.raises(NotThereError):
        house.bury(uuid4().hex, "s2", "asked")


@pytest.fixture
def buckets(ministack_address: str) -> Iterator[tuple[Any, dict[str, str]]]:
    client = engines.client("s3", ministack_address)
    yield client, engines.make_buckets(client, f"e{uuid4().hex[:8]}")
    client.close()


def test_files_go_with_every_version_of_them(house: House, buckets: tuple[Any, dict[str, str]]) -> None:
    s3, names = buckets
    quarantine, evidence = names["Quarantine"], names["Evidence"]
    s3.put_bucket_versioning(Bucket=evidence, VersioningConfiguration={"Status": "Enabled"})
    one, other = new_id(), new_id()
    for upload in (one, one, other):
        s3.put_object(Bucket=evidence, Key=PROOFS + upload, Body=b"a letter")
    s3.put_object(Bucket=quarantine, Key=ARRIVALS + one, Body=b"a letter")
    client, prefix = house.tables.client, house.tables.prefix
    states = DynamoUploads(client, client, prefix)
    for upload in (one, other):
        states.open(upload, NOW)
        states.hand_in(upload, NOW)
    [family] = house.town.settle(1)
    client.update_item(
        TableName=f"{prefix}-cases",
        Key={"pk": {"S": f"CASE#{family.case}"}, "sk": {"S": "META"}},
        UpdateExpression="SET uploads = :uploads",
        ExpressionAttributeValues={":uploads": {"L": [{"S": one}]}},
    )

    Erasing(house.remains, S3Files(s3, quarantine, evidence), states)(house.bury(family.case, "s1", "asked"))

    versions = s3.list_object_versions(Bucket=evidence)
    assert [each["Key"] for each in versions["Versions"]] == [PROOFS + other]
    assert "DeleteMarkers" not in versions or not versions["DeleteMarkers"]
    assert "Contents" not in s3.list_objects_v2(Bucket=quarantine)
    assert house.hunter.found([one]) == {one: {"tombstones"}}
    assert states.get(other) is not None
