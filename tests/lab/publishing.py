"""The whole site, published over and over by publishers who are killed, under the eyes of a reader."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cloud.making import Made
from local.strict import built
from tests import engines
from tests.cloud.publishing import Reader, bring, cloud, killed_at, release_of
from tests.lab.proofs import Figure

KILLS = 20
CALLS = 120
"""Fewer than a publish of the whole site makes when every page changes."""


def proved(kills: int = KILLS) -> Iterator[Figure]:
    """Two versions of the whole site in turn: each publish is killed once, then run to its end."""
    chance = random.Random(36)  # noqa: S311 - which calls, so that a failure can be repeated
    with tempfile.TemporaryDirectory() as name, engines.ministack(Path(name)) as address:
        sites = versions(Path(name))
        there = cloud(address)
        bring(there.switch(), sites[0])
        reader, killed, right, again = Reader(there), 0, 0, 0
        with reader.reading():
            for turn in range(1, kills + 1):
                one = sites[turn % 2]
                killed += killed_at(there, chance.randrange(1, CALLS), one)
                bring(there.switch(), one)
                shown = there.switch().shelf.shown()
                right += all(shown.get(file) == item.etag for file, item in one.release.files.items())
                again += bring(there.switch(), one)
                print(f"publish {turn}: {len(reader.broken)} holes in {reader.looks} looks", flush=True)
    yield Figure("publishes killed at a random call", killed, "publishes")
    yield Figure("of these, right after another run", right, "publishes", goal=str(kills), met=right == kills)
    yield Figure("third runs that had anything to do", again, "publishes", goal="0", met=again == 0)
    yield Figure("pages and files read meanwhile", reader.looks, "looks")
    holes = len(reader.broken)
    yield Figure("holes that a reader met", holes, "looks", goal="0", met=holes == 0)


def versions(folder: Path) -> tuple[Made, Made]:
    """The whole site as it is, and with another stylesheet and other words on every page."""
    (folder / "built").mkdir()
    site = built(engines.ROOT / "content", folder / "built", samples=True).site
    other = shutil.copytree(site, folder / "other")
    for page in other.rglob("*.html"):
        page.write_text(
            page.read_text(encoding="utf-8").replace("</main>", "<p>More.</p></main>"), encoding="utf-8"
        )
    for sheet in other.glob("theme/css/*.css"):
        sheet.write_text(sheet.read_text(encoding="utf-8") + "/* more */", encoding="utf-8")
    return release_of(site, folder / "one"), release_of(other, folder / "two")
