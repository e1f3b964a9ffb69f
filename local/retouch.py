"""Puts single pages into a site that is being served, and takes them out again.

A reader sees the old page or the new one, never half of each. What a page was before is kept until the site
is dropped, so that what a build refuses does not stay on show. It knows files, and no content and no builds.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Retouched:
    """The site in the folder `site`; what was there before is kept in the folder `before`, beside it."""

    site: Path
    before: Path

    def put(self, pages: Mapping[str, str]) -> None:
        """Each page into the file of the site that it names, which is there already."""
        for name, html in pages.items():
            file, kept = self.site / name, self.before / name
            if not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                os.link(file, kept)
            fresh = self.before.with_suffix(".new")
            fresh.write_bytes(html.encode())
            take_place(fresh, file)

    def undo(self) -> None:
        """All as it was built."""
        for kept in [file for file in self.before.rglob("*") if file.is_file()]:
            take_place(kept, self.site / kept.relative_to(self.before))


def take_place(fresh: Path, file: Path) -> None:
    """In one step, and with a newer second: by that and its size a browser tells if it has the page."""
    second = max(time.time(), int(file.stat().st_mtime) + 1)
    os.utime(fresh, (second, second))
    fresh.replace(file)
