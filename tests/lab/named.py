"""Runs tests of `make test` by name, and counts them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from tests import engines
from tests.lab.figures import Figure, all_of


def passed(names: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Figure]:
    """How many of the tests pass, each named below tests/. What they say is shown where one fails."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "tests.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n2",
            f"--junitxml={listed}",
            "-p",
            "no:cacheprovider",
        ]
        done = subprocess.run(
            [*command, *(f"tests/{name}" for name in names)],
            cwd=engines.ROOT,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        suites = list(ET.parse(listed).getroot()) if listed.is_file() else []  # noqa: S314 - ours
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-2000:], flush=True)
    ran = sum(int(one.get("tests", 0)) for one in suites)
    wrong = sum(int(one.get(what, 0)) for one in suites for what in ("failures", "errors", "skipped"))
    yield all_of(f"tests that pass, in {', '.join(names)}", ran - wrong, ran, "tests")
