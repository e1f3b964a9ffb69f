"""The public function and the worker, loaded as Lambda loads them, over a real database."""

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local import buckets
from musicservice import bootstrap
from musicservice.adapters.dynamodb.items import message_from, plain
from musicservice.adapters.seals import SdkOpener, private_key_file
from musicservice.catalogue import Catalogue
from musicservice.services.posting import opened
from tests import engines, examples

FUNCTIONS = engines.ROOT / "functions"
TABLES = ("drafts", "receipts", "cases", "outbox", "audit", "links")
NOTHING = dict.fromkeys(TABLES, 0)
DRAFT = {**NOTHING, "drafts": 1}
"""A form that is begun."""
ONE = {**NOTHING, "receipts": 1, "cases": 2, "outbox": 1, "audit": 1}
"""A form that was sent: its case, the item that holds its reference, and what goes with them."""


@dataclass
class Product:
    """The functions over one set of tables. `database` looks at the tables past any fault in between."""

    prefix: str
    settings: dict[str, str]
    database: Any
    load: Callable[..., ModuleType]

    def public(self, **settings: str) -> Any:
        """The public function's entry point, with some settings changed."""
        return self.load("public", self.settings | settings).app

    def worker(self, **settings: str) -> Any:
        """The worker's sweep."""
        return self.load("worker", self.settings | settings).sweep

    def round(self, name: str, **settings: str) -> Any:
        """Another round of the worker's: "inspect" or "purge"."""
        return getattr(self.load("worker", self.settings | settings), name)

    def items(self, table: str) -> list[dict[str, Any]]:
        """All of a table; by the name of a kind of locker, those of that kind."""
        return engines.of_kind(self.database, self.prefix, table)

    def counts(self) -> dict[str, int]:
        """Items by table; of a case, itself and its reference: what else lies there depends on the form."""
        found = {table: self.items(table) for table in TABLES}
        own = [item for item in found["cases"] if item["sk"]["S"] in {"META", "REF"}]
        return {table: len(items) for table, items in {**found, "cases": own}.items()}

    def draft(self) -> bytes:
        """The one draft as it lies there: any change changes it."""
        [item] = self.items("drafts")
        return bytes(item["text"]["B"])

    def messages(self) -> list[str]:
        """The kinds of the messages that wait, as the worker reads them."""
        waiting = [message_from(item) for item in self.items("outbox")]
        return sorted(opened(message, self.opener()).kind for message in waiting)

    def opener(self) -> SdkOpener:
        """What the worker and the office hold, and the public function does not."""
        key = Path(unquote(urlsplit(self.settings["MUSICSERVICE_OPEN"]).path))
        return opener_of(key.read_bytes())

    def case(self) -> dict[str, Any]:
        """The one case that is kept."""
        [item] = [plain(item) for item in self.items("cases") if item["sk"]["S"] == "META"]
        return item


@cache
def opener_of(pem: bytes) -> SdkOpener:
    """What opens with this key, whose numbers are checked for 30 ms each time that it is read."""
    return SdkOpener(private_key_file(pem))


def in_force() -> Catalogue:
    """The example catalogue with its rules on help with fees in force today, whenever that is."""
    policies = tuple(replace(policy, ends=date(2099, 8, 31)) for policy in examples.CATALOGUE.policies)
    return replace(examples.CATALOGUE, policies=policies)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_keys(tmp_path_factory.mktemp("keys"))


def make_keys(folder: Path) -> Path:
    """Keys of its own, as files in a folder."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "private.pem").write_bytes(private.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    half = serialization.PublicFormat.SubjectPublicKeyInfo
    (folder / "public.pem").write_bytes(private.public_key().public_bytes(pem, half))
    (folder / "fingerprint.key").write_bytes(bytes(range(32)))
    return folder


def settings_of(database: str, keys: Path, catalogue: Path, prefix: str) -> dict[str, str]:
    """What the functions are told, over one set of tables."""
    return {
        **engines.CREDENTIALS,
        "AWS_ENDPOINT_URL_DYNAMODB": database,
        "MUSICSERVICE_CATALOGUE": str(catalogue),
        "MUSICSERVICE_TABLES": prefix,
        "MUSICSERVICE_SEAL": (keys / "public.pem").as_uri(),
        "MUSICSERVICE_OPEN": (keys / "private.pem").as_uri(),
        "MUSICSERVICE_FINGERPRINT": (keys / "fingerprint.key").as_uri(),
        "MUSICSERVICE_SITE_URL": examples.ORIGIN,
        "MUSICSERVICE_SENDER": "forms@music.example",
        "MUSICSERVICE_QUARANTINE": buckets.names(prefix)["Quarantine"],
        "MUSICSERVICE_EVIDENCE": buckets.names(prefix)["Evidence"],
        "MUSICSERVICE_ANCHORS": buckets.names(prefix)["Anchors"],
        "MUSICSERVICE_SCANNER": "structure",
        "MUSICSERVICE_PACE": engines.WITHOUT_END,
    }


@pytest.fixture
def product(
    database_address: str,
    keys: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Product]:
    database = engines.client("dynamodb", database_address)
    with engines.lent_tables(database) as prefix:
        catalogue = tmp_path / "catalogue.json"
        catalogue.write_text(in_force().to_json(), encoding="utf-8")
        settings = settings_of(database_address, keys, catalogue, prefix)

        def load(name: str, environment: dict[str, str]) -> ModuleType:
            for variable, value in environment.items():
                monkeypatch.setenv(variable, value)
            forget_clients()
            return loaded(name)

        yield Product(prefix, settings, database, load)
        forget_clients()
    database.close()


@pytest.fixture
def verified_sender(product: Product, ministack_address: str) -> None:
    """The product's own sender is known to the mail service's stand-in, and the product to both."""
    client, sender = engines.client("sesv2", ministack_address), f"{uuid4().hex}@music.example"
    client.create_email_identity(EmailIdentity=sender)
    client.close()
    product.settings |= {
        "AWS_ENDPOINT_URL_SESV2": ministack_address,
        "MUSICSERVICE_SENDER": sender,
    }


def loaded(name: str) -> ModuleType:
    """functions/<name>/app.py, freshly."""
    spec = importlib.util.spec_from_file_location(f"{name}_app", FUNCTIONS / name / "app.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def forget_clients() -> None:
    """Close what bootstrap made, so that the next test begins with its own."""
    for client in (bootstrap._dynamodb, bootstrap._dynamodb_once, bootstrap._kms, bootstrap._s3):
        if client.cache_info().currsize:
            client().close()
        client.cache_clear()
    made = (
        bootstrap.public,
        bootstrap.proof_desk,
        bootstrap.sweep,
        bootstrap.inspect,
        bootstrap.purge,
        bootstrap.keep,
    )
    made += (bootstrap.follow_courses, bootstrap.managing, bootstrap.promote, bootstrap.remind)
    made += (
        bootstrap.mind,
        bootstrap.feedback,
        bootstrap.office,
        bootstrap.staff,
        bootstrap.follow,
        bootstrap.lapse,
        bootstrap.hear,
    )
    for parts in made:
        parts.cache_clear()
