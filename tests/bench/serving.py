"""The server of `make run` beside `chalice local`, with the same app behind both."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import engines
from tests.bench.cold import CONFIG
from tests.bench.measuring import Samples, in_turns

APP = """
from chalice import Chalice

app = Chalice(app_name="hello")


@app.route("/hello")
def hello():
    return {"hello": "world"}
"""
LINES, SECONDS, RUNS = 8, 2.0, 7


def local_server(told: Callable[[str], None]) -> Samples:
    """Answers a second over eight kept connections."""
    with tempfile.TemporaryDirectory() as made, ours(Path(made)) as here, theirs(Path(made)) as there:
        sides = {
            "ours": lambda: answers(here, "/forms/hello"),
            "theirs": lambda: answers(there, "/hello"),
        }
        found = in_turns(RUNS, sides, told)
        return Samples(found["ours"], found["theirs"])


def answers(port: int, path: str) -> float:
    command = [sys.executable, "-m", "tests.bench.asking", str(port), path, str(LINES), str(SECONDS)]
    done = subprocess.run(command, cwd=engines.ROOT, check=True, capture_output=True, encoding="utf-8")
    return float(done.stdout)


@contextmanager
def ours(folder: Path) -> Iterator[int]:
    (folder / "hello.py").write_text(APP, encoding="utf-8")
    port = engines.free_port()
    command = [sys.executable, "-m", "tests.bench.hello", str(port), str(folder / "hello.py"), str(folder)]
    path = os.pathsep.join((str(engines.ROOT), str(engines.ROOT / "functions")))
    address = f"http://127.0.0.1:{port}/forms/hello"
    with engines.process(command, {"PYTHONPATH": path}, address, folder / "ours.log"):
        yield port


@contextmanager
def theirs(folder: Path) -> Iterator[int]:
    project = folder / "project"
    (project / ".chalice").mkdir(parents=True)
    (project / ".chalice" / "config.json").write_text(CONFIG, encoding="utf-8")
    (project / "app.py").write_text(APP, encoding="utf-8")
    port = engines.free_port()
    chalice = str(Path(sys.executable).with_name("chalice"))
    command = [chalice, "--project-dir", str(project), "local", "--no-autoreload", "--port", str(port)]
    environment = {**engines.CREDENTIALS}
    with engines.process(command, environment, f"http://127.0.0.1:{port}/hello", folder / "theirs.log"):
        yield port
