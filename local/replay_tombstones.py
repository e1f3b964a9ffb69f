"""`make replay-tombstones`: after a backup was brought back, erases again whatever had been erased since.

With MUSICSERVICE_TABLES in the environment it means the tables named there, else those of this machine. Files
that came back go in the worker's next round over them.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from local.install import Unmet
from local.places import ROOT, Places
from local.process import BrokenError
from local.staff import TABLES, here
from musicservice import bootstrap
from musicservice.ports import UnavailableError


def main() -> int:
    """Returns 0, or 2 after a line that says why it cannot be done."""
    try:
        with ExitStack() as undo:
            if TABLES not in os.environ:
                here(undo, Places(ROOT, ROOT / ".local"))
            counts = bootstrap.replay().replay()
    except (Unmet, BrokenError, UnavailableError) as refused:
        print(f"make replay-tombstones: {refused}", file=sys.stderr)
        return 2
    print(f"{counts.get('tombstones', 0)} tombstones; {counts.get('came_back', 0)} cases had come back.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
