"""What was done after a copy was made, and is lost when it is brought back: counted, listed, never silent.

The record of who did what is newer than the copy, and knows all of it. Where the end of a trail lies with
the thing itself, as that of a booking does, the end is as old as the copy: what goes beyond it is set aside
in a file, since nothing more could be written down about that booking otherwise.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cloud.copies import Item, checked, keep, line_of, read
from cloud.restoring import Tables

LOST, ASIDE = "lost.jsonl", "set-aside.jsonl"


@dataclass(frozen=True)
class Lost:
    """How many forms and bookings came since, how many others changed, in how many entries of the record.

    `aside` is how many of these were taken out of it. Who was erased since is not counted.
    """

    came: int
    changed: int
    entries: int
    aside: int


def lost(there: Tables, copy: Path, folder: Path) -> Lost:
    """Tell what is lost, and set aside what the restored bookings do not reach to.

    `copy` holds a copy of the record from when the other tables were copied. Two files in `folder` say which
    entries these were, and name nobody: all of them, and those set aside. Safe to do again.
    Raises RestoreError for a copy that is not whole, UnavailableError.
    """
    checked(copy, "audit")
    before = {key_of(item) for item in read(copy, "audit")}
    trails: defaultdict[str, list[Item]] = defaultdict(list)
    for item in there.items("audit"):
        if key_of(item) not in before:
            trails[item["pk"]["S"]].append(item)
    erased = {name_of(item) for item in there.items("tombstones")}
    since = {pk: entries for pk, entries in trails.items() if pk.partition("#")[2] not in erased}
    heads = {name_of(item) for item in there.items("heads")}
    beyond = [one for pk, entries in since.items() if pk.partition("#")[2] not in heads for one in entries]
    keep(folder / LOST, (one for entries in since.values() for one in entries))
    add(folder / ASIDE, beyond)
    there.delete("audit", beyond)
    return told(since, {pk for pk, _ in before}, len(beyond))


def told(since: Mapping[str, Sequence[Item]], known: set[str], aside: int) -> Lost:
    """In numbers."""
    came = sum(pk not in known for pk in since)
    return Lost(came, len(since) - came, sum(map(len, since.values())), aside)


def add(file: Path, listed: Sequence[Item]) -> None:
    """Add items to a file, so that a second run takes nothing from the first's."""
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(f"{line_of(item)}\n" for item in listed)


def key_of(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def name_of(item: Item) -> str:
    """What comes after the kind in an item's key."""
    return str(item["pk"]["S"]).partition("#")[2]
