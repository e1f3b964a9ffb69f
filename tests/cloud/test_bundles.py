"""What is shipped: every bundle starts by itself, is the same each time, and holds nothing of others."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import boto3
import pytest

from cloud import bundle
from cloud.bundle import Bundle

HERE = "x86_64-manylinux2014"
START = """
import sys
sys.path[:0] = [{code!r}, {runtime!r}]
import gc
from musicservice import starting
compiled, plain = [], starting.PLAIN
starting.PLAIN = lambda *asked, **how: compiled.append(asked[1]) or plain(*asked, **how)
import app
assert not compiled, compiled
assert gc.isenabled()
assert gc.get_freeze_count() > 10_000
from musicservice.pages.environment import environment
made = environment()
print(app.app.app_name, type(made.loader).__name__, made.get_template("problem.html").name)
"""
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six.py")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("catalogue") / "catalogue.json"
    file.write_text("{}", encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=["public", "office"])
def made(request: pytest.FixtureRequest, catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("bundle") / request.param
    one = Bundle(request.param, folder, HERE, 9 if request.param == "public" else 1)
    one.make(catalogue)
    return one


def runtime(folder: Path) -> Path:
    """What Lambda's Python brings along, and nothing else of this environment."""
    packages = Path(boto3.__file__).parent.parent
    folder.mkdir()
    for name in RUNTIME:
        (folder / name).symlink_to(packages / name)
    return folder


def test_it_starts_from_what_is_in_it_alone_with_its_templates_drawn(made: Bundle, tmp_path: Path) -> None:
    code = tmp_path / "code"
    with zipfile.ZipFile(made.zip) as packed:
        packed.extractall(code)
    script = START.format(code=str(code), runtime=str(runtime(tmp_path / "runtime")))

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, encoding="utf-8", check=False, env={}
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"durham-music-{made.name}", "ModuleLoader", "problem.html"]


def test_no_source_and_nothing_of_others_is_shipped(made: Bundle) -> None:
    with zipfile.ZipFile(made.zip) as packed:
        names = packed.namelist()

    assert [name for name in names if name.endswith((".py", ".pyi", ".c"))] == []
    assert [name for name in names if "/tests/" in name] == []
    assert "catalogue.json" in names
    for other in bundle.NOT_FOR[made.name]:
        assert [name for name in names if name.startswith(f"musicservice/{other}/")] == []


def test_equal_input_gives_an_equal_bundle_that_a_family_need_not_wait_for(
    made: Bundle, catalogue: Path, tmp_path: Path
) -> None:
    if made.name == "public":
        again = Bundle("public", tmp_path / "again", HERE)
        again.make(catalogue)

        one, other = (hashlib.sha256(each.zip.read_bytes()).hexdigest() for each in (made, again))
        assert one == other
        assert again.zip.stat().st_size <= 8_000_000
