"""The build as people start it: the `pelican` command, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def pelican(
    content: Path, folder: Path, settings: str = "pelicanconf.py", **more: object
) -> subprocess.CompletedProcess[str]:
    """Builds `content` into `folder`/site, any warning fatal. `more` are settings for this build alone."""
    more = {"SEARCH_INDEX": False, **more}
    extra = {"CATALOGUE_PATH": str(folder / "catalogue.json"), "CACHE_PATH": str(folder / "cache"), **more}
    command = [sys.executable, "-m", "pelican", str(content), "-s", settings, "-o", str(folder / "site")]
    overrides = [f"{name}={json.dumps(value)}" for name, value in extra.items()]
    return subprocess.run(
        [*command, "--fatal=warnings", "-e", *overrides],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path there."""
    return {
        f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()
    }
