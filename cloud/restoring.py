"""Tables as files, and files as tables, for when data has to come back. docs/cloud.md says the steps.

A copy is not of one moment while somebody writes, so nobody may.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from cloud.copies import Counted, Item, RestoreError, checked, keep, line_of, note, read, summed
from local.places import ROOT
from local.tables import TEMPLATE, tables
from musicservice.adapters.aws import translated
from musicservice.ports import UnavailableError

MEMORY = ("tombstones", "audit", "heads")
"""Who was erased, and who did what. These are never put back to an older day."""
FRESH = ("sessions",)
"""What begins empty: somebody who signed out would be in again."""
AT_ONCE, TRIES, LONGEST_PAUSE = 25, 12, 5.0


@dataclass(frozen=True)
class Tables:
    """The tables whose names begin with `prefix`."""

    client: Any
    prefix: str

    def all(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The name of each table of the template, without its prefix, and the names of its keys."""
        for one in tables((ROOT / TEMPLATE).read_text(encoding="utf-8"), self.prefix):
            keys = [part["AttributeName"] for part in one.asked["KeySchema"]]
            yield one.name.removeprefix(f"{self.prefix}-"), keys

    def usual(self) -> tuple[str, ...]:
        """Those that are brought back to an older day."""
        return tuple(name for name, _ in self.all() if name not in {*MEMORY, *FRESH})

    def items(self, table: str) -> Iterator[Item]:
        """Every item as it is now. Raises UnavailableError, also for half an answer."""
        pages = self.client.get_paginator("scan").paginate(
            TableName=f"{self.prefix}-{table}", ConsistentRead=True, ReturnConsumedCapacity="TOTAL"
        )
        with translated("dynamodb"):
            for page in pages:
                if "ConsumedCapacity" not in page:
                    raise UnavailableError("dynamodb", "HalfAnAnswer")
                yield from page["Items"]

    def counted(self, table: str) -> Counted:
        """What a table adds up to."""
        return summed(line_of(item) for item in self.items(table))

    def put(self, table: str, listed: Iterable[Item]) -> None:
        """Put items into a table."""
        self._written(table, ({"PutRequest": {"Item": item}} for item in listed))

    def delete(self, table: str, listed: Iterable[Item]) -> None:
        """Take items out of a table."""
        keys = dict(self.all())[table]
        gone = ({"DeleteRequest": {"Key": {name: item[name] for name in keys}}} for item in listed)
        self._written(table, gone)

    def _written(self, table: str, asked: Iterable[Any]) -> None:
        asked = iter(asked)
        while some := list(islice(asked, AT_ONCE)):
            self._all_of({f"{self.prefix}-{table}": some})

    def _all_of(self, left: Any) -> None:
        for tried in range(TRIES):
            with translated("dynamodb"):
                left = self.client.batch_write_item(RequestItems=left)["UnprocessedItems"]
            if not left:
                return
            time.sleep(min(LONGEST_PAUSE, 0.05 * 2**tried))
        raise UnavailableError("dynamodb", "Unprocessed")


def export(there: Tables, folder: Path, names: Sequence[str]) -> dict[str, Counted]:
    """Write tables into files of a new folder, a line to each item, and last what they add up to.

    Raises RestoreError for a folder that holds something, UnavailableError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise RestoreError(f"{folder} is not empty: name a new folder")
    folder.chmod(0o700)
    made = {name: keep(folder / f"{name}.jsonl", there.items(name)) for name in names}
    note(folder, made)
    return made


def restore(there: Tables, folder: Path, names: Sequence[str]) -> dict[str, Counted]:
    """Put what is in the files into empty tables, and read all of it again.

    Raises RestoreError where files are not as they were written, a table holds something, or does not hold
    in the end what the file does; UnavailableError.
    """
    wanted = {name: checked(folder, name) for name in names}
    if full := [name for name in names if next(there.items(name), None) is not None]:
        raise RestoreError(f"not empty, so nothing was restored: {', '.join(full)}")
    for name in names:
        there.put(name, read(folder, name))
    if wrong := [name for name in names if there.counted(name) != wanted[name]]:
        raise RestoreError(f"not as the copy has it: {', '.join(wrong)}")
    return wanted


def empty(there: Tables, folder: Path, names: Sequence[str]) -> dict[str, Counted]:
    """Take everything out of tables, if the folder holds it. Gives what that was. Raises as `restore`."""
    wanted = {name: checked(folder, name) for name in names}
    if other := [name for name in names if there.counted(name) != wanted[name]]:
        raise RestoreError(
            f"{folder} does not hold what lies there now, so nothing was emptied: {', '.join(other)}"
        )
    for name in names:
        there.delete(name, list(there.items(name)))
    return wanted
