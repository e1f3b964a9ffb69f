"""The preview of `make run` over a folder of content of its own, without the other parts of the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from local.leash import Leash
from local.places import Places
from local.preview import Preview
from local.shown import Shown
from tests import engines

SHARED = ("theme", "plugins", "functions", "local", "pelicanconf.py")


@contextmanager
def preview(folder: Path) -> Iterator[Preview]:
    """Of `folder`/content, built once."""
    for name in SHARED:
        (folder / name).symlink_to(engines.ROOT / name)
    places = Places(folder, folder / ".local")
    places.builds.mkdir(parents=True)
    addresses = SimpleNamespace(site_url="http://127.0.0.1:8000")
    plan: Any = SimpleNamespace(places=places, addresses=addresses, catalogue=folder / "catalogue.json")
    leash = Leash()
    made = Preview(plan, leash)
    try:
        made.whole()
        yield made
    finally:
        made.stop()
        leash.release()


def page(made: Preview, url: str) -> Path:
    """The file in which the page at `url`, which ends with a slash, is served now."""
    return Path(Shown.read(made.plan.places.shown).site, url.strip("/"), "index.html")
