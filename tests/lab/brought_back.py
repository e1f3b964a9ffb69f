"""T16: `make restore-drill` at a size that fits in here, and once with tombstones not replayed."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.lab import line
from tests.lab.figures import Figure, Result
from tests.lab.seats import part
from tests.rehearsal import drill_checks as checks
from tests.rehearsal.drill import Drill

FAMILIES, FEW = 100, 5


def drilled(share: float, _found: Mapping[str, Result]) -> Result:
    """The whole drill, as the command does it."""
    size = part(share, FAMILIES)
    with drill(size) as one:
        return Result([Figure("families in the drill", size, "families"), *one.run()])


@contextmanager
def drill(size: int) -> Iterator[Drill]:
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (made, _):
        yield Drill(made, Path(folder) / "drill", size, lambda _said: None)


def not_replayed(_run: int) -> bool:
    """Whether it is seen that the erased are back, and that the record tells of what is not there."""
    with drill(FEW) as one:
        _, _, before = one.until_all_is_lost()
        one.bring_back()
        seen = [figure.name for figure in checks.looked_at(one.product, one.tables, before) if not figure.met]
    return "found of erased families" in seen
