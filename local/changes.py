"""`make changes`: what a publish would change, to be read before it; nothing is written."""

import os
import sys
from pathlib import Path

from local.differences import compared, said
from local.places import ROOT
from local.publish_to import REMEMBERED
from local.published import Record
from local.strict import RefusedError, built, workshop


def main(folder: str, content: Path = ROOT / "content") -> int:
    """Print the changes since the last publish to `folder`, or to the last folder there was one to."""
    place = folder or (REMEMBERED.read_text(encoding="utf-8") if REMEMBERED.exists() else "")
    if not place:
        print("make changes: nothing was published from here yet; say FOLDER=… for another", file=sys.stderr)
        return 2
    there = Path(place).expanduser().resolve()
    try:
        record = Record.read(there)
        with workshop() as folder_of_build:
            list_of_changes = said(compared(built(content, folder_of_build, samples=True), there, record))
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"Since the last publish to {there}{_day(record)}:\n")
    print(list_of_changes)
    return 0


def _day(record: Record | None) -> str:
    if record is None:
        return ", where nothing was published yet"
    return f" on {record.when[:10]}" + ("" if record.whole else ", since when one was broken off")


if __name__ == "__main__":
    sys.exit(main(os.environ.get("FOLDER", ""), *map(Path, sys.argv[1:2])))
