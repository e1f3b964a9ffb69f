"""Items of tables as lines of files, and what they add up to.

A line is an item in DynamoDB's own notation as JSON, with octets in base64 and sets in an order, so that
equal items are equal lines. A folder holds a file for each table, and last a note of what each adds up to.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

SHOWN = "copy.json"
WHOLE = 1 << 256
Item: TypeAlias = Mapping[str, Any]


class RestoreError(Exception):
    """It was not done, or what came of it is not what it should be. The message says why; it names nobody."""


@dataclass(frozen=True)
class Counted:
    """How many items there are, and a sum over them that does not depend on their order."""

    items: int
    sha256: str


def keep(file: Path, listed: Iterable[Item]) -> Counted:
    """Write items into a file. Gives what they add up to."""
    with file.open("w", encoding="utf-8") as lines:

        def written(line: str) -> str:
            lines.write(f"{line}\n")
            return line

        return summed(written(line_of(item)) for item in listed)


def note(folder: Path, made: Mapping[str, Counted]) -> None:
    """Say that a copy is whole, and what each of its files adds up to."""
    said = json.dumps({name: asdict(one) for name, one in made.items()}, indent=1)
    (folder / SHOWN).write_text(f"{said}\n", encoding="utf-8")


def checked(folder: Path, name: str) -> Counted:
    """What a table's file adds up to, which is what was noted. Raises RestoreError."""
    try:
        noted = Counted(**json.loads((folder / SHOWN).read_text(encoding="utf-8"))[name])
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            found = summed(line.rstrip("\n") for line in lines)
    except (OSError, ValueError, TypeError, KeyError) as broken:
        raise RestoreError(f"{folder} holds no whole copy of {name}") from broken
    if found != noted:
        raise RestoreError(f"{folder}/{name}.jsonl is not as it was written")
    return noted


def read(folder: Path, name: str) -> Iterator[Item]:
    """The items of a table in a copy."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
        yield from (item_of(line) for line in file)


def summed(lines: Iterable[str]) -> Counted:
    """How many lines, and the sum of their SHA-256."""
    count, total = 0, 0
    for line in lines:
        count += 1
        total += int.from_bytes(hashlib.sha256(line.encode()).digest())
    return Counted(count, f"{total % WHOLE:064x}")


def line_of(item: Item) -> str:
    """An item as a line: DynamoDB's own notation, octets in base64, what has no order put into one."""
    return json.dumps(_written(item), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _written(value: Any) -> Any:
    match value:
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case {"SS": list(many)} | {"NS": list(many)} | {"BS": list(many)}:
            return {next(iter(value)): sorted(map(_written, many))}
        case dict():
            return {name: _written(inner) for name, inner in value.items()}
        case list():
            return [_written(inner) for inner in value]
    return value


def item_of(line: str) -> Item:
    """The item in a line."""
    item: Item = json.loads(line, object_hook=_octets)
    return item


def _octets(value: dict[str, Any]) -> dict[str, Any]:
    match value:
        case {"B": str(octets)}:
            return {"B": base64.b64decode(octets)}
        case {"BS": list(many)}:
            return {"BS": [base64.b64decode(one) for one in many]}
    return value
