"""A small built site, a catalogue, and the project copied to where a test may change it."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import CATALOGUE
from tests.upload_site import UploadSite, upload_site

ROOT = Path(__file__).parent.parent.parent
COPIED = ("content", "theme", "plugins", "functions", "local", "pelicanconf.py", "publishconf.py")
LENT = ("node_modules", ".venv-ministack")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site."""
    folder = tmp_path / "site"
    pages = {
        "index.html": "<!doctype html>\n<html><body class='home'><h1>Home</h1></body></html>",
        "prices/index.html": "<!doctype html>\n<html><body><h1>Prices</h1></body></html>",
        "404.html": "<!doctype html>\n<html><body><h1>Nothing here</h1></body></html>",
        "theme/css/site.css": "h1 { color: purple }",
        "feeds/news.atom.xml": "<feed/>",
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    file = tmp_path / "catalogue.json"
    file.write_text(CATALOGUE.to_json(), encoding="utf-8")
    return file


@pytest.fixture
def proofs_site(
    site: Path, catalogue: Path, tmp_path: Path, database_address: str, ministack_address: str
) -> Iterator[UploadSite]:
    with upload_site(tmp_path, site, catalogue, database_address, ministack_address) as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def port() -> int:
    return free_port()


def copied(folder: Path) -> Path:
    """The whole project in a folder of its own, sharing only what was installed."""
    copy = folder / "project"
    copy.mkdir()
    for name in COPIED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, copy / name, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
        else:
            shutil.copy(here, copy / name)
    for name in LENT:
        (copy / name).symlink_to(ROOT / name)
    return copy


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
