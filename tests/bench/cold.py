"""A function that nobody has called for a while: a fresh process of its bundle, as far as its first answer.

The runtime brings boto3, compiled, on both sides, as Lambda does; nothing can be written beside the code.
"""

import pickle
import platform
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloud.bundle import REGION, Bundle, said
from tests import engines
from tests.bench.events import TWIN, beginning, ending, transaction
from tests.bench.measuring import Samples, Spent, in_turns, of_time
from tests.bench.product import product
from tests.bench.running import quiet, spent_by
from tests.cloud.test_bundles import runtime
from tests.examples import event
from tests.functions.conftest import Product

RUNS = 25
START = """
import os, pickle, sys
sys.path[:0] = sys.argv[1:3]
with open(sys.argv[3], "rb") as file:
    asked, status = pickle.load(file)
import app
if asked is not None:
    answer = app.app(asked, None)
    assert answer["statusCode"] == status, answer
with open("/proc/self/status") as file:
    print("".join(line for line in file if line.startswith("VmHWM")), flush=True)
os._exit(0)
"""
"""Starts the function, gives it one event, and tells the most memory it held. None: only starts it."""
HELLO = """
import boto3
from chalice import Chalice

app = Chalice(app_name="hello")
dynamodb = boto3.client("dynamodb")


@app.route("/")
def hello():
    return {"hello": "world"}
"""
WRITES = """
import os
import pickle

import boto3
from chalice import Chalice

app = Chalice(app_name="hello")
dynamodb = boto3.client("dynamodb")


@app.route("/")
def write():
    with open(os.environ["PARTS"], "rb") as file:
        dynamodb.transact_write_items(TransactItems=pickle.load(file))
    return {"hello": "world"}
"""
CONFIG = '{"version": "2.0", "app_name": "hello", "stages": {"prod": {"api_gateway_stage": "api"}}}'
ASKED = event("GET", "/", None, headers={"content-type": "application/json"})


@dataclass(frozen=True)
class Fresh:
    """Unpacked bundles by name, and where each runs."""

    folder: Path
    made: Product

    def start(self, code: str, asked: Any, status: int, **more: str) -> Spent:
        """What a fresh process of that bundle took as far as its answer."""
        file = self.folder / "asked"
        file.write_bytes(pickle.dumps((asked, status)))
        arguments = ["-I", "-S", "-B", "-c", START, str(self.folder / code), str(self.folder / "runtime")]
        told = {**self.made.settings, **more}
        del told["PYTHONPATH"]
        return spent_by([sys.executable, *arguments, str(file)], self.folder, told, self.folder / "log")

    @property
    def held(self) -> float:
        """MB: the most memory that the last process held."""
        return int((self.folder / "log").read_text().split()[-2]) / 1000


@contextmanager
def fresh(*names: str) -> Iterator[Fresh]:
    """Bundles: ours, ours as it is `stock`, and two that say hello."""
    with tempfile.TemporaryDirectory() as made, quiet(), product() as over:
        folder = Path(made)
        runtime(folder / "runtime")
        ours = Bundle("public", folder / "made", f"{platform.machine()}-manylinux2014", 1)
        catalogue = Path(over.settings["MUSICSERVICE_CATALOGUE"])
        if "ours" in names:
            ours.make(catalogue)
            unpack(ours.zip, folder / "ours")
        if "stock" in names:
            ours._lay(folder / "laid", catalogue)
            ours._package(folder / "laid", folder / "packed", None)
            unpack(folder / "packed" / "deployment.zip", folder / "stock")
        for name, source in {"hello": HELLO, "writes": WRITES}.items():
            if name in names:
                packaged(folder, name, source)
        yield Fresh(folder, over)


def packaged(folder: Path, name: str, source: str) -> None:
    """An app of one module, through `chalice package` as it is."""
    project = folder / f"{name}-project"
    (project / ".chalice").mkdir(parents=True)
    (project / ".chalice" / "config.json").write_text(CONFIG, encoding="utf-8")
    (project / "app.py").write_text(source, encoding="utf-8")
    (project / "requirements.txt").touch()
    chalice = str(Path(sys.executable).with_name("chalice"))
    said([chalice, "package", "--stage", "prod", "packed"], cwd=project, AWS_DEFAULT_REGION=REGION)
    unpack(project / "packed" / "deployment.zip", folder / name)


def unpack(file: Path, folder: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        packed.extractall(folder)


def cold_public(told: Callable[[str], None]) -> Samples:
    """The first page of the form is sent to a function that has just started."""
    with fresh("ours", "hello") as here:
        first = beginning(here.made.public())
        sides = {
            "ours": lambda: here.start("ours", first, 303),
            "theirs": lambda: here.start("hello", ASKED, 200),
        }
        return warmed(sides, told)


def cold_submit(told: Callable[[str], None]) -> Samples:
    """A whole enrolment of one child is sent to a function that has just started."""
    with fresh("ours", "writes") as here:
        engines.make_tables(here.made.database, TWIN)
        app = here.made.public()
        parts = here.folder / "parts"
        bare: Iterator[Sequence[Any]] = iter([transaction(here.made, app, 1) for _ in range(RUNS + 1)])
        forms = iter([ending(here.made, app, 1) for _ in range(RUNS + 1)])

        def write() -> Spent:
            parts.write_bytes(pickle.dumps(next(bare)))
            return here.start("writes", ASKED, 200, PARTS=str(parts))

        return warmed({"ours": lambda: here.start("ours", next(forms), 303), "theirs": write}, told)


def cold_bundle_gain(told: Callable[[str], None]) -> Samples:
    """The same sources, packaged by us and as they are."""
    with fresh("ours", "stock") as here:
        sides = {name: (lambda n=name: here.start(n, None, 0)) for name in ("ours", "stock")}
        return warmed({"ours": sides["ours"], "theirs": sides["stock"]}, told)


def memory_public(told: Callable[[str], None]) -> Samples:
    """The most memory that each held as far as its first answer."""
    with fresh("ours", "hello") as here:
        first = beginning(here.made.public())

        def held(code: str, asked: Any, status: int) -> float:
            here.start(code, asked, status)
            return here.held

        sides = {"ours": lambda: held("ours", first, 303), "theirs": lambda: held("hello", ASKED, 200)}
        found = in_turns(5, sides, told)
        return Samples(found["ours"], found["theirs"])


def warmed(sides: Mapping[str, Callable[[], Spent]], told: Callable[[str], None]) -> Samples:
    """Both once, so that the files lie in memory, and then in turns."""
    for once in sides.values():
        once()
    return of_time(in_turns(RUNS, sides, told))
