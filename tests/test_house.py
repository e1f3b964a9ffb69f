"""What keeps the repository honest: lint, types, lock files, commands, documents."""

import json
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("functions", "plugins", "local", "tests", "pelicanconf.py", "publishconf.py")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("tool", [("ruff", "check"), ("ruff", "format", "--check")])
def test_the_linter_finds_nothing(tool: tuple[str, ...]) -> None:
    done = run(sys.executable, "-m", *tool, *SOURCES)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_type_checker_finds_nothing() -> None:
    done = run(sys.executable, "-m", "mypy")

    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[Path]:
    names = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z").stdout.split("\0")
    files = [ROOT / name for name in names if name]
    assert len(files) > 50
    return [file for file in files if file.is_file()]


def test_no_lock_file_names_a_download_address() -> None:
    locks = [*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"]
    addresses = [
        f"{lock.name}: {line.strip()}"
        for lock in locks
        for line in lock.read_text(encoding="utf-8").splitlines()
        if re.search(r"https?://|--index-url|\"resolved\"", line)
    ]

    assert addresses == []


def test_every_pinned_requirement_carries_a_hash() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
        pinned = [line for line in text.splitlines() if re.match(r"[a-z0-9._\[\]-]+==", line, re.IGNORECASE)]
        assert pinned, lock
        assert [line for line in pinned if "--hash=sha256:" not in line] == []


def test_no_file_grows_past_one_sitting() -> None:
    code = [file for file in tracked() if file.suffix in {".py", ".css", ".html"}]
    long = [
        f"{file.relative_to(ROOT)}: {n}"
        for file in code
        if (n := len(file.read_text(encoding="utf-8").splitlines())) > 250
    ]

    assert long == []


def test_the_readme_names_every_command_and_every_top_folder() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = {file.relative_to(ROOT).parts[0] for file in tracked() if len(file.relative_to(ROOT).parts) > 1}

    assert [
        name
        for name in (
            "run",
            "test",
            "build",
            "check",
            "check-content",
            "decide",
            "data",
            "schools",
            "lock",
            "lab",
            "bench",
            "restore-drill",
        )
        if f"make {name}" not in readme
    ] == []
    assert [folder for folder in folders if not folder.startswith(".") and f"{folder}/" not in readme] == []


def test_the_readmes_page_can_be_published(tmp_path: Path) -> None:
    """The example is taken from the README as it stands and built with the real content."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.findall(r"^( {7}---\n.*?)^2\. ", readme, re.DOTALL | re.MULTILINE)[0]
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    (content / "pages/playing-together.md").write_text(textwrap.dedent(example), encoding="utf-8")

    catalogue = f"CATALOGUE_PATH={json.dumps(str(tmp_path / 'catalogue.json'))}"
    settings = ("-s", "pelicanconf.py", "-e", catalogue, "--fatal=warnings")
    done = run(sys.executable, "-m", "pelican", str(content), "-o", str(tmp_path / "site"), *settings)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "a term" in (tmp_path / "site/playing-together/index.html").read_text(encoding="utf-8")
