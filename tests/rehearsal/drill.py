"""`make restore-drill`: families and bookings are copied, some go and some come, and all tables are lost.

Then they are made anew, the copy is brought back by the code of `cloud/bring_back.py`, tombstones replayed by
that of `make replay-tombstones`, and everything that has to be so is looked at. SIZE=… says how many
families. Figures go to build/restore.json; it returns 1 where one is missed.
"""

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cloud.deploy import said_at_once
from cloud.lost import Lost, lost
from cloud.restoring import MEMORY, Tables, export, restore
from local import replay_tombstones
from tests import engines
from tests.functions.conftest import Product
from tests.lab import line
from tests.lab.figures import Figure, at_most
from tests.rehearsal import drill_checks as checks
from tests.rehearsal import drill_people as people
from tests.rehearsal.drill_checks import Before

SIZE, GOAL = 500, 30.0
"""Families by default, and minutes in which all has to be there again."""
FIGURES = engines.ROOT / "build" / "restore.json"


@dataclass
class Drill:
    """One drill over a product nobody has used. `say` hears each step and its time."""

    product: Product
    folder: Path
    size: int
    say: Callable[[str], None] = said_at_once
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        return Tables(self.product.database, self.product.prefix)

    def run(self) -> list[Figure]:
        """All of it; gives what was found."""
        door, seen, before = self.until_all_is_lost()
        items = self.bring_back()
        with self.step("hunt for who was erased"):
            back = checks.traces_of(self.product, before.gone)
        found = self.put_right()
        with self.step("look at everything"):
            figures = [
                Figure("restored and read again", items, "items"),
                Figure("traces of erased families in the copy", back, "traces"),
                *checks.looked_at(self.product, self.tables, before),
                *checks.of_lost(found, before),
            ]
        with self.step("serve"):
            figures += checks.served(seen, door)
        return [*figures, at_most("until all was there again", self.recovery / 60, GOAL, "minutes")]

    def until_all_is_lost(self) -> tuple[people.Door, Mapping[str, str], Before]:
        """People come, all is copied, some are erased, others come, and no table is left.

        Gives who came in by the door, what they saw, and what there was.
        """
        with self.step("people come"):
            door = people.came(self.product)
            families = people.settled(self.product, self.size)
            seen = door.served()
        with self.step("export"):
            export(self.tables, self.folder / "copy", [name for name, _ in self.tables.all()])
        with self.step("some are erased, others come"):
            gone, stay = people.erased(self.product, families)
            items, links = checks.snapshot(self.tables), people.open_to(self.product, stay)
            late, came, changed = people.since(door, self.product, self.size)
        with self.step("destroy"):
            export(self.tables, self.folder / "last", MEMORY)  # as AWS keeps a deleted table, for 35 days
            destroyed(self.tables)
        return door, seen, Before(gone, stay, late, items, links, came, changed)

    def bring_back(self) -> int:
        """Empty tables, and in them what the copies hold. Gives how many items these are."""
        with self.step("restore"):
            engines.make_tables(self.product.database, self.product.prefix)
            made = restore(self.tables, self.folder / "copy", self.tables.usual())
            made |= restore(self.tables, self.folder / "last", MEMORY)
        return sum(one.items for one in made.values())

    def put_right(self) -> Lost:
        """What is newer than the copy counts again: what is lost is told, who was erased goes."""
        with self.step("tell what is lost"):
            found = lost(self.tables, self.folder / "copy", self.folder)
        with self.step("replay tombstones"):
            assert replay_tombstones.main() == 0
        return found

    @property
    def recovery(self) -> float:
        """Seconds from the first table made to the last page served."""
        names = list(self.seconds)
        return sum(self.seconds[name] for name in names[names.index("restore") :])

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tells a step and its time, and what was printed meanwhile but the functions' own log."""
        begun, said = time.monotonic(), io.StringIO()
        with redirect_stdout(said):
            yield
        self.seconds[name] = time.monotonic() - begun
        self.say(f"{name}: {self.seconds[name]:.1f} s")
        for each in said.getvalue().splitlines():
            if not each.startswith("{"):
                self.say(f"  {each}")


def destroyed(there: Tables) -> None:
    """No table is left."""
    for name, _ in there.all():
        there.client.delete_table(TableName=f"{there.prefix}-{name}")
    left = list(engines.table_names(there.client, there.prefix))
    assert left == []


def main(size: int) -> int:
    """Returns 0, or 1 where something is not as it has to be."""
    with tempfile.TemporaryDirectory() as folder, line.product(Path(folder)) as (product, _):
        found = Drill(product, Path(folder) / "drill", size).run()
    for one in found:
        goal = f", goal {one.goal}: {'met' if one.met else 'MISSED'}" if one.goal else ""
        print(f"  {one.name}: {one.value:g} {one.unit}{goal}")
    FIGURES.parent.mkdir(exist_ok=True)
    said = [{name: value for name, value in asdict(one).items() if name != "judged"} for one in found]
    FIGURES.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(one.met for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("SIZE") or SIZE)))
