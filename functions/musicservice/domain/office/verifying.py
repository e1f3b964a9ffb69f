"""Whether a trail is as it was written: every digest right, every entry there, in order, up to its head.

What was changed, dropped, moved, put in or cut off shows, and where. It is pure: who verifies reads it all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from musicservice.domain.audit import BEGINNING, Entry, Head

Fault: TypeAlias = Literal["changed", "missing", "twice", "broken", "cut", "beyond", "headless", "gone"]
FAULTS: Mapping[Fault, str] = {
    "changed": "an entry is not as it was written",
    "missing": "an entry is missing",
    "twice": "a number stands twice",
    "broken": "an entry does not follow on the one before",
    "cut": "entries at the end are missing",
    "beyond": "there are more entries than its end knows of",
    "headless": "nobody noted where it ends",
    "gone": "the whole trail is missing",
}


@dataclass(frozen=True)
class Written:
    """An entry as it lies there, with the digest that was kept beside it."""

    entry: Entry
    digest: str


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a trail, at the entry of this number."""

    chain: str
    number: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.chain}, entry {self.number}: {FAULTS[self.fault]}"


def verified(
    trails: Mapping[str, Sequence[Written]],
    heads: Mapping[str, Head],
    anchored: Mapping[str, Head] | None = None,
) -> Iterator[Finding]:
    """Everything that is wrong. `trails` are the entries by trail, in the order of their keys.

    `anchored` are ends as they were once put out of reach: a trail and its end may have grown since, and may
    never have shrunk.
    """
    old = anchored or {}
    for chain in sorted({*trails, *heads, *old}):
        entries = trails.get(chain, ())
        head = heads.get(chain)
        yield from _of_one(chain, entries, head)
        if chain in old:
            yield from _since(old[chain], entries)


def _of_one(chain: str, entries: Sequence[Written], head: Head | None) -> Iterator[Finding]:
    yield from _links(chain, entries)
    if head is None:
        yield Finding(chain, len(entries), "headless")
    elif not entries:
        yield Finding(chain, head.number, "gone")
    elif entries[-1].entry.number < head.number:
        yield Finding(chain, head.number, "cut")
    elif entries[-1].entry.number > head.number:
        yield Finding(chain, entries[-1].entry.number, "beyond")
    elif entries[-1].entry.digest != head.digest:
        yield Finding(chain, head.number, "changed")


def _links(chain: str, entries: Iterable[Written]) -> Iterator[Finding]:
    number, digest = 0, BEGINNING
    for one in entries:
        entry = one.entry
        if entry.number == number:
            yield Finding(chain, entry.number, "twice")
        elif entry.number != number + 1:
            yield Finding(chain, number + 1, "missing")
        elif entry.previous != digest or entry.case != chain:
            yield Finding(chain, entry.number, "broken")
        if entry.digest != one.digest:
            yield Finding(chain, entry.number, "changed")
        number, digest = entry.number, entry.digest


def _since(old: Head, entries: Sequence[Written]) -> Iterator[Finding]:
    """What was anchored must still be there, word for word."""
    there = next((one.entry for one in entries if one.entry.number == old.number), None)
    if there is None:
        yield Finding(old.chain, old.number, "cut" if entries else "gone")
    elif there.digest != old.digest:
        yield Finding(old.chain, old.number, "changed")
