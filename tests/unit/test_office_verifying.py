"""T18: whatever is done to a trail shows, at a thousand random places; and nothing where nothing was done."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import accumulate

import pytest

from musicservice.domain.audit import Entry, Head, following
from musicservice.domain.office.verifying import Written, verified
from tests.examples import NOW

Trails = dict[str, list[Written]]
PLACES = 1000
ACTIONS = ("received", "opened", "noted", "decided", "exported", "signed in")


def trail(chain: str, length: int, chance: random.Random) -> list[Written]:
    def after(last: Entry | None, number: int) -> Entry:
        head = Head(chain, last.number, last.digest) if last else Head(chain)
        fields = tuple(chance.sample(("name", "email", "needs"), chance.randrange(3)))
        return following(
            head,
            f"staff:{chance.randrange(5)}",
            chance.choice(ACTIONS),
            fields,
            NOW + timedelta(hours=number),
        )

    entries = list(accumulate(range(length), after, initial=None))[1:]
    return [Written(entry, entry.digest) for entry in entries if entry]


def written(seed: int) -> tuple[Trails, dict[str, Head]]:
    chance = random.Random(seed)  # noqa: S311 - the same in each run
    trails = {f"{n:032x}": trail(f"{n:032x}", chance.randrange(2, 12), chance) for n in range(20)}
    trails |= {f"STAFF-{n}": trail(f"STAFF-{n}", chance.randrange(20, 60), chance) for n in range(3)}
    return trails, {chain: Head(chain, len(entries), entries[-1].digest) for chain, entries in trails.items()}


TRAILS, HEADS = written(18)


def edit(entries: list[Written], place: int, chance: random.Random) -> None:
    one = entries[place]
    changes = (
        {"actor": one.entry.actor + "x"},
        {"action": one.entry.action + "!"},
        {"fields": (*one.entry.fields, "address")},
        {"at": one.entry.at + timedelta(seconds=1)},
        {"case": one.entry.case + "0"},
    )
    changed = replace(one.entry, **chance.choice(changes))
    entries[place] = Written(changed, chance.choice((one.digest, changed.digest)))


def delete(entries: list[Written], place: int, _chance: random.Random) -> None:
    del entries[place]


def reorder(entries: list[Written], place: int, _chance: random.Random) -> None:
    """Two change places and numbers, since entries are kept in the order of those."""
    other = (place + 1) % len(entries)
    one, two = entries[place], entries[other]
    for where, what, number in ((place, two, one.entry.number), (other, one, two.entry.number)):
        moved = replace(what.entry, number=number)
        entries[where] = Written(moved, moved.digest)


def truncate(entries: list[Written], place: int, _chance: random.Random) -> None:
    del entries[place:]


def put_in(entries: list[Written], place: int, _chance: random.Random) -> None:
    """A whole forged end, every digest of it right."""
    before = Head(entries[0].entry.case, place, entries[place - 1].digest) if place else None
    head = before or Head(entries[0].entry.case)
    forged = following(head, "staff:9", "noted", (), NOW)
    entries[place:] = [Written(forged, forged.digest)]


@pytest.mark.parametrize("tamper", [edit, delete, reorder, truncate, put_in])
def test_it_shows_at_a_thousand_places(
    tamper: Callable[[list[Written], int, random.Random], None],
) -> None:
    chance = random.Random(tamper.__name__)  # noqa: S311 - the same in each run
    seen = 0
    for _ in range(PLACES):
        chain = chance.choice(sorted(TRAILS))
        entries = list(TRAILS[chain])
        tamper(entries, chance.randrange(len(entries)), chance)
        found = list(verified({chain: entries}, {chain: HEADS[chain]}))
        seen += bool(found) and {one.chain for one in found} == {chain}

    assert seen == PLACES


def test_nothing_shows_where_nothing_was_done() -> None:
    assert list(verified(TRAILS, HEADS, HEADS)) == []


@pytest.mark.parametrize("whole", [False, True])
def test_what_was_anchored_cannot_be_cut_off_with_its_end(whole: bool) -> None:  # noqa: FBT001 - a parameter
    chance = random.Random(5)  # noqa: S311 - the same in each run
    for _ in range(PLACES // 5):
        chain = chance.choice(sorted(TRAILS))
        kept = [] if whole else TRAILS[chain][: chance.randrange(1, len(TRAILS[chain]))]
        trails = {chain: kept} if kept else {}
        heads = {chain: Head(chain, len(kept), kept[-1].digest)} if kept else {}

        assert list(verified(trails, heads)) == []
        assert {one.chain for one in verified(trails, heads, {chain: HEADS[chain]})} == {chain}


def test_a_trail_without_an_end_and_an_end_without_a_trail_show() -> None:
    chain = next(iter(TRAILS))
    others = {name: head for name, head in HEADS.items() if name != chain}
    left = {name: entries for name, entries in TRAILS.items() if name != chain}

    assert [one.fault for one in verified(TRAILS, others)] == ["headless"]
    assert [one.fault for one in verified(left, HEADS)] == ["gone"]
