"""Makes the index that search reads, of the pages as they were written.

Pagefind makes it. This module decides what of it the site carries: its own interfaces are larger than the
whole site's script, and ours is in theme/static/js/search.js. What is indexed, the pages say themselves.
"""

import subprocess
from pathlib import Path

from pagefind_bin import get_executable

FOLDER = "pagefind"
KEPT = ("pagefind.js", "pagefind-entry.json", "wasm.*.pagefind", "*.pf_meta", "index/*", "fragment/*")


class IndexFailedError(Exception):
    """Pagefind could not make the index. Carries what it said."""


def index(site: Path) -> None:
    """Writes the index of the pages in `site` beside them. Raises IndexFailedError."""
    command = [str(get_executable()), "--site", str(site), "--silent"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - no shell
    if done.returncode or not (site / FOLDER / "pagefind.js").is_file():
        raise IndexFailedError(done.stdout + done.stderr)
    kept = {file for pattern in KEPT for file in (site / FOLDER).glob(pattern)}
    for file in [file for file in (site / FOLDER).rglob("*") if file.is_file()]:
        if file not in kept:
            file.unlink()
