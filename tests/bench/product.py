"""The functions over an engine of their own, outside any test."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from local import buckets
from tests import engines
from tests.functions.conftest import Product, forget_clients, in_force, loaded
from tests.lab.rush import pair, settings
from tests.published import ORIGIN


@contextmanager
def product() -> Iterator[Product]:
    """The product as the tests of the functions have it: new tables, new keys, the example catalogue."""
    with tempfile.TemporaryDirectory() as made, engines.dynoxide(Path(made)) as address:
        yield from over(address, Path(made), "bench")


def over(address: str, folder: Path, prefix: str) -> Iterator[Product]:
    """The product over new tables of that prefix on the engine at `address`; `folder` holds its keys."""
    database = engines.client("dynamodb", address)
    engines.make_tables(database, prefix)
    private, public = pair()
    (folder / "private.pem").write_bytes(private)
    told = {
        **settings(address, folder, prefix, public),
        "MUSICSERVICE_OPEN": (folder / "private.pem").as_uri(),
        "MUSICSERVICE_SITE_URL": ORIGIN,
        "MUSICSERVICE_SENDER": "forms@music.example",
        "MUSICSERVICE_EVIDENCE": buckets.names(prefix)["Evidence"],
        "MUSICSERVICE_SCANNER": "structure",
        "MUSICSERVICE_PACE": engines.WITHOUT_END,
    }
    Path(told["MUSICSERVICE_CATALOGUE"]).write_text(in_force().to_json(), encoding="utf-8")
    before = dict(os.environ)

    def load(name: str, environment: dict[str, str]) -> ModuleType:
        os.environ.update(environment)
        forget_clients()
        return loaded(name)

    try:
        yield Product(prefix, told, database, load)
    finally:
        forget_clients()
        database.close()
        os.environ.clear()
        os.environ.update(before)
