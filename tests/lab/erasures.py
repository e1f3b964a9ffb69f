"""Erasing many among many: nothing of those who go is left or comes back, and nothing of the others moves."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from local.verify_trail import findings
from musicservice.adapters.dynamodb import DynamoLockers
from musicservice.adapters.dynamodb.office import DynamoCases
from musicservice.adapters.dynamodb.office.remains import DynamoRemains
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.forms.journey import Journey
from musicservice.services.office.access import Access
from musicservice.services.office.erasing import Burying, Erasing
from tests import engines, erasing, examples
from tests.erasing import Family, Hunter, Town, texts
from tests.examples import NOW
from tests.fakes import FakeClock, OpenSeal
from tests.fakes_of_proof import MemoryUploads
from tests.lab import taken
from tests.lab.figures import Figure, Result
from tests.lab.seats import engine

FAMILIES, SHARE, FEW = 2_000, 0.1, 12
NAMED_NOWHERE = frozenset({"audit", "heads", "happenings", "tombstones"})
"""Where the key of a case may stand that is gone: nobody is named there."""


class NoFiles:
    """Where nobody sent any."""

    def erase(self, upload: str) -> None:
        raise AssertionError(upload)


@dataclass(frozen=True)
class Proof:
    """What came of one run. All should be nothing but `kept`, `gone`, `came_back` and `said`.

    `untold` is how much of what somebody said was missing from what they would be handed.
    """

    kept: int
    gone: int
    said: int
    untold: int
    left: int
    came_back: int
    left_again: int
    moved: int
    broken: int


def proved(client: Any, prefix: str, families: Sequence[Family], seed: int = 17) -> Proof:
    """Erase a share of the families, restore a copy from before, and replay the tombstones."""
    gone = random.Random(seed).sample(families, max(1, round(len(families) * SHARE)))  # noqa: S311
    names = {one.case for one in gone}
    stay = [one for one in families if one.case not in names]
    hunter, remains = Hunter(client, prefix), DynamoRemains(client, client, prefix)
    bury = Burying(remains, DynamoTrail(client, client, prefix), FakeClock(NOW))
    erase = Erasing(remains, NoFiles(), MemoryUploads())
    backup = erasing.copied(client, prefix)
    before = hunter.found(one.word for one in stay)
    told = {one.case: handed(client, prefix, one) for one in gone}
    for one in gone:
        erase(bury(one.case, "lab", "asked"))
    left = traces(hunter.found(named(gone)), gone) + opened(client, prefix, gone)
    erasing.restored(client, prefix, backup)
    counts = erase.replay()
    found = hunter.found([*(one.word for one in stay), *named(gone)])
    missing = [text not in told[one.case] for one in gone for text in one.said()]
    return Proof(
        kept=len(stay),
        gone=len(gone),
        said=len(missing),
        untold=sum(missing),
        left=left,
        came_back=counts["came_back"],
        left_again=traces(found, gone) + opened(client, prefix, gone),
        moved=sum(before[one.word] != found.get(one.word) for one in stay),
        broken=len(list(findings(client, prefix))),
    )


def handed(client: Any, prefix: str, one: Family) -> str:
    """What a family would be handed, as JSON would say it."""
    remains = DynamoRemains(client, client, prefix)
    access = Access(OpenSeal(), DynamoTrail(client, client, prefix), remains, examples_of)
    case = DynamoCases(client, client, prefix).case(one.case)
    assert case is not None
    return "\n".join(texts(json.loads(access(case).as_json())))


def examples_of(name: str, applicant: str) -> Journey:
    """A form in the wording for somebody."""
    return examples.journey(applicant, name)


def named(gone: Sequence[Family]) -> list[str]:
    """What those who are gone are told by: words, references, and the keys of their cases."""
    return [name for one in gone for name in (one.word, one.sent.receipt.reference, one.case)]


def traces(found: Mapping[str, set[str]], gone: Sequence[Family]) -> int:
    """How much of them is found anywhere; their keys count where somebody could be named beside them."""
    keys = {one.case for one in gone}
    others = sum(name not in keys for name in named(gone) if name in found)
    return others + sum(not found[key] <= NAMED_NOWHERE for key in keys if key in found)


def opened(client: Any, prefix: str, gone: Sequence[Family]) -> int:
    """How many of their codes still open something."""
    return sum(opens(client, prefix, one) for one in gone)


def opens(client: Any, prefix: str, one: Family) -> int:
    """How many of a family's codes still open something."""
    codes = [(kind, code) for kind, code in one.codes if kind != "receipt"]
    return sum(
        DynamoLockers(client, client, prefix, kind).look(code, NOW) is not None for kind, code in codes
    )


def figures(proof: Proof) -> Iterator[Figure]:
    """As the lab tells them."""
    among = f"{proof.gone} erased among {proof.gone + proof.kept}"
    back = proof.came_back == proof.gone
    yield nothing("answers missing from what somebody is handed", proof.untold, f"{proof.said} answers")
    yield nothing("found of an erased case", proof.left, among)
    yield Figure("erased cases a backup brought back", proof.came_back, "cases", among, str(proof.gone), back)
    yield nothing("found of an erased case after the replay", proof.left_again, among)
    yield nothing("other cases that changed", proof.moved, among)
    yield nothing("trails not as they were written", proof.broken, among)


def nothing(name: str, count: int, against: str) -> Figure:
    """A figure that should be 0."""
    return Figure(name, count, "found", against, "0", count == 0)


def settled(address: str, prefix: str, first: int, count: int) -> list[Family]:
    """Families who send their forms to one engine, numbered from `first`."""
    client = engines.client("dynamodb", address)
    try:
        return Town(client, prefix, random.Random(first)).settle(count, first)  # noqa: S311 - the same each run
    finally:
        client.close()


def erased(share: float, _found: Mapping[str, Result]) -> Result:
    """T17: so many families send a form to one engine, and a tenth of them is erased."""
    count = max(20, round(share * FAMILIES))
    half = count // 2
    with engine() as (address, _):
        client = engines.client("dynamodb", address)
        engines.make_tables(client, "lab")
        with ProcessPoolExecutor(2) as pool:
            starts, counts = (0, half), (half, count - half)
            parts = pool.map(settled, [address] * 2, ["lab"] * 2, starts, counts)
            families = [one for part in parts for one in part]
        proof = proved(client, "lab", families)
        client.close()
    return Result(list(figures(proof)))


def is_left(run: int) -> bool:
    """Whether it shows that letters, codes and traces of the erased stay."""
    return bool(spoilt(run, taken.what_lies_elsewhere).left)


def comes_back(run: int) -> bool:
    """Whether it shows that tombstones are not replayed."""
    return bool(spoilt(run, taken.replay).left_again)


def is_kept_back(run: int) -> bool:
    """Whether it shows that not all is handed to who asks."""
    return bool(spoilt(run, taken.all_answers).untold)


def spoilt(run: int, take: Callable[[pytest.MonkeyPatch], None]) -> Proof:
    """The proof with a few families and a guard taken out."""
    with engine() as (address, _), pytest.MonkeyPatch.context() as patch:
        client = engines.client("dynamodb", address)
        engines.make_tables(client, "lab")
        families = settled(address, "lab", run, FEW)
        take(patch)
        proof = proved(client, "lab", families, seed=run)
        client.close()
    return proof
