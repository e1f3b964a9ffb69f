"""Makes the index that search reads, of the pages as they were drawn, while all else is written.

Pagefind makes it. This module decides what of it the site carries: its own interfaces are larger than the
whole site's script, and ours is in theme/static/js/search.js. What is indexed, the pages say themselves.
"""

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pagefind_bin import get_executable

FOLDER = "pagefind"
ENTRY = "pagefind-entry.json"
KEPT = ("pagefind.js", ENTRY, "wasm.*.pagefind", "*.pf_meta", "index/*", "fragment/*")
READ = re.compile(r"(<html[^>]*>).*?(<main[^>]* data-pagefind-body.*</main>)", re.DOTALL)
"""What Pagefind takes of a page: its language, and the part that says it is to be found."""


class IndexFailedError(Exception):
    """Pagefind could not make the index. Carries what it said."""


@dataclass
class Index:
    """An index in the making, in a folder of its own that goes when it is done or nobody waits for it."""

    folder: "tempfile.TemporaryDirectory[str]"
    running: "subprocess.Popen[str] | None" = None

    def add(self, file: str, html: str) -> None:
        """A page that is to stand in `file`. Pages may come from several processes."""
        if found := READ.search(html):
            target = Path(self.folder.name, file)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"{found[1]}<body>{found[2]}</body></html>", encoding="utf-8")

    def start(self) -> None:
        """Called once, when every page was added."""
        command = [str(get_executable()), "--site", self.folder.name, "--silent"]
        pipe = subprocess.PIPE
        self.running = subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, encoding="utf-8")  # noqa: S603 - no shell

    def finish(self, site: Path) -> None:
        """Puts the index into the built `site`. Raises IndexFailedError."""
        made = Path(self.folder.name, FOLDER)
        said, _ = self.running.communicate() if self.running else ("it was not started", None)
        if not self.running or self.running.returncode or not (made / "pagefind.js").is_file():
            raise IndexFailedError(said)
        for file in sorted({file for pattern in KEPT for file in made.glob(pattern)}):
            target = site / FOLDER / file.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, target)
        entry = site / FOLDER / ENTRY
        entry.write_text(_in_order(entry.read_text(encoding="utf-8")), encoding="utf-8")
        self.folder.cleanup()

    def abandon(self) -> None:
        """Nobody waits for it any more: the content was refused, or something broke."""
        if self.running:
            self.running.kill()
            self.running.communicate()
        self.folder.cleanup()


def _in_order(entry: str) -> str:
    """Pagefind names languages in any order; the same site is to be the same file."""
    told = json.loads(entry)
    told["languages"] = dict(sorted(told["languages"].items()))
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def begun(cache: Path) -> Index:
    """An index without pages. `cache` is a folder to work in."""
    cache.mkdir(parents=True, exist_ok=True)
    return Index(tempfile.TemporaryDirectory(prefix="search-", dir=cache))
