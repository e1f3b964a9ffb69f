"""The restore drill at a small size: it fails before tombstones are replayed, and not after."""

from pathlib import Path

from tests.functions.conftest import Product
from tests.rehearsal import drill_checks as checks
from tests.rehearsal.drill import Drill

SIZE = 5


def test_after_all_is_lost_nobody_erased_comes_back_and_all_else_does(
    product: Product, tmp_path: Path
) -> None:
    said: list[str] = []
    drill = Drill(product, tmp_path, SIZE, said.append)
    door, seen, before = drill.until_all_is_lost()
    items = drill.bring_back()

    too_soon = list(checks.looked_at(product, drill.tables, before))
    lost = drill.put_right()
    figures = [*checks.looked_at(product, drill.tables, before), *checks.of_lost(lost, before)]

    assert [one.name for one in too_soon if not one.met] == [
        "found of erased families",
        "items of others that are not as they were",
        "trails not as they were written",
    ]
    assert items > len(before.items) > 100
    assert [one.name for one in [*figures, *checks.served(seen, door)] if not one.met] == []
    assert "  1 tombstones; 1 cases had come back." in said
    assert lost.aside == 2
