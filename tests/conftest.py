"""The product, built and running as its users meet it, once per test session."""

import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from local.stack import Stack, running_stack
from tests import engines

ROOT = Path(__file__).parent.parent

settings.register_profile("any-machine", deadline=None)  # how fast it is belongs to `make bench`
settings.load_profile("any-machine")


def pytest_collection_finish() -> None:
    """What was collected stays until the end: to look through it for rubbish took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@dataclass(frozen=True)
class Build:
    """One build of the real content: the folder of pages, and the catalogue the functions read."""

    site: Path
    catalogue: Path

    @classmethod
    def within(cls, folder: Path) -> "Build":
        return cls(folder / "site", folder / "catalogue.json")

    def pages(self) -> list[str]:
        """The path of every page, as a visitor asks for it, 404 included.

        The editor's page is none of ours but its program's: tests/browser/test_editor.py looks at it.
        """
        found = (file.relative_to(self.site).as_posix() for file in self.site.rglob("*.html"))
        files = sorted(name for name in found if name != "edit/desk/index.html")
        return ["/" + name.removesuffix("index.html") for name in files]

    def kinds(self) -> list[str]:
        """A page of each kind: each at the top; of those below another, the first of its depth and styles."""
        found: dict[tuple[str, ...], str] = {}
        for path in self.pages():
            parts = tuple(path.strip("/").split("/"))
            html = (self.site / (path[1:] + "index.html" if path.endswith("/") else path[1:])).read_text(
                "utf-8"
            )
            styles = re.findall(r"/theme/css/[a-z]+\.css", html)
            shape = parts if len(parts) == 1 else (parts[0], *parts[2:], str(len(parts)), *styles)
            found.setdefault(shape, path)
        return list(found.values())


def build(folder: Path, settings: str) -> Build:
    made = Build.within(folder)
    command = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "-s",
        settings,
        "-o",
        str(made.site),
        "--fatal=warnings",
    ]
    catalogue = f"CATALOGUE_PATH={json.dumps(str(made.catalogue))}"
    done = subprocess.run(
        [*command, "-e", catalogue], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def built_once(factory: pytest.TempPathFactory, name: str, settings: str) -> Build:
    """The build that every process of this run reads, made by whichever asks first; nobody writes in it."""
    own = factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder, done = shared / name, shared / f"{name}.done"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            build(folder, settings)
            done.touch()
    return Build.within(folder)


@pytest.fixture(scope="session")
def development_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built_once(tmp_path_factory, "development", "pelicanconf.py")


@pytest.fixture(scope="session")
def production_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built_once(tmp_path_factory, "production", "publishconf.py")


@pytest.fixture(scope="session")
def stack(development_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Engine, mail stand-in, server and worker as real processes on free ports."""
    folder, built = tmp_path_factory.mktemp("stack"), development_build
    with ExitStack() as undo:
        with pytest.MonkeyPatch.context() as told:
            told.setenv("MUSICSERVICE_PACE", engines.WITHOUT_END)
            running = undo.enter_context(running_stack(folder, site=built.site, catalogue=built.catalogue))
        yield running


@pytest.fixture(scope="session")
def database_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with engines.dynoxide(tmp_path_factory.mktemp("dynoxide")) as address:
        yield address


@pytest.fixture(scope="session")
def ministack_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with engines.ministack(tmp_path_factory.mktemp("ministack")) as address:
        yield address
