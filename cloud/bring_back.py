"""What brings data back, step by step as docs/cloud.md has them:

    python -m cloud.bring_back export FOLDER     # what lies in the tables, item by item
    python -m cloud.bring_back empty FOLDER      # the tables, where FOLDER holds all that lies there now
    python -m cloud.bring_back restore FOLDER    # into empty tables
    python -m cloud.bring_back lost FOLDER       # what was done after the copy in FOLDER, and is lost with it

MUSICSERVICE_TABLES says what the tables' names begin with. `export` takes all; `empty` and `restore` leave
out the record and the tombstones, which are never put back to an older day, and sessions, which begin empty.
Tables named after FOLDER are meant instead. Where AWS answers, and who asks, botocore finds out by itself.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import boto3
from botocore.config import Config

from cloud.copies import RestoreError
from cloud.lost import ASIDE, LOST, lost
from cloud.restoring import Tables, empty, export, restore
from local.staff import TABLES
from musicservice.ports import UnavailableError

CONFIG = Config(retries={"mode": "adaptive", "total_max_attempts": 8})
STEPS = {"export": export, "empty": empty, "restore": restore}


def main(said: Sequence[str]) -> int:
    """Returns 0, or 2 after a line that says why it was not done."""
    prefix = os.environ.get(TABLES, "")
    if len(said) < 2 or said[0] not in {*STEPS, "lost"} or not prefix:  # noqa: PLR2004 - a step and a folder
        print(__doc__, file=sys.stderr)
        return 2
    try:
        done(Tables(boto3.client("dynamodb", config=CONFIG), prefix), said[0], Path(said[1]), said[2:])
    except (RestoreError, UnavailableError) as refused:
        print(f"{said[0]}: {refused}", file=sys.stderr)
        return 2
    return 0


def done(there: Tables, step: str, folder: Path, names: Sequence[str]) -> None:
    """Do one step, and say what came of it. Raises RestoreError and UnavailableError."""
    if step == "lost":
        found = lost(there, folder, folder)
        print(f"{found.came} forms and bookings came since, {found.changed} others changed: {folder / LOST}.")
        print(f"{found.aside} entries reach beyond what was restored, and were set aside: {folder / ASIDE}.")
        return
    every = tuple(name for name, _ in there.all())
    if unknown := [name for name in names if name not in every]:
        raise RestoreError(f"no table {', '.join(unknown)}: there are {', '.join(every)}")
    for name, one in STEPS[step](
        there, folder, names or (every if step == "export" else there.usual())
    ).items():
        print(f"{name}: {one.items} items, {one.sha256[:16]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
