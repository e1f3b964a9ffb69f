"""How little the public function loads before it can answer."""

import subprocess
import sys

from tests.functions.conftest import FUNCTIONS

START = """
import sys
sys.path[:0] = [{public!r}, {functions!r}]
before = set(sys.modules)
import app
print(app.app.app_name, app.app.debug)
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""
OURS = {"app", "musicservice"}
CHOSEN = {"botocore", "chalice", "jinja2"}
THEIRS = {"cffi", "cryptography", "dateutil", "idna", "jmespath", "markupsafe"}
THEIRS |= {"six", "urllib3", "brotli"}
THEIRS |= {"certifi"}  # botocore takes it where a tool for tests brought it along; no bundle holds it
NEVER = {"boto3", "s3transfer", "multiprocessing", "asyncio"}
NEVER |= {"phonenumbers", "pydantic", "yaml", "pelican", "markdown", "typst", "icalendar", "click", "dns"}
LATE = {"aws_encryption_sdk", "attr", "wrapt", "email_validator"}
"""Loaded when something is sealed, or an address is judged: the first page of a form asks for neither."""


def started() -> tuple[str, set[str]]:
    script = START.format(public=str(FUNCTIONS / "public"), functions=str(FUNCTIONS))
    command = [sys.executable, "-W", "error", "-I", "-c", script]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env={})
    said, modules = done.stdout.splitlines()
    return said, set(modules.split())


def test_it_starts_with_nothing_around_it_and_loads_nothing_unexpected() -> None:
    """Packaging imports the function without any setting, and every import is paid for by a family."""
    said, modules = started()

    assert said == "durham-music-public False"
    assert modules & (NEVER | LATE) == set()
    strangers = modules - OURS - CHOSEN - THEIRS - sys.stdlib_module_names
    assert [name for name in strangers if not name.startswith("_")] == []
