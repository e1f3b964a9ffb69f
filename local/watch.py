"""Sees what is edited while the product runs, and says which of its two halves each edit touches.

It looks and tells; `local.run` builds and restarts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from watchfiles import Change, watch

WATCHED = ("content", "theme", "plugins", "functions")
SETTINGS = (
    "pelicanconf.py"  # an editor may replace it, which ends a watch on the one file, so it is looked at
)
PAUSE = 250  # milliseconds between two looks; also how soon a dead part is noticed
STEP = 10  # milliseconds in which nothing more is saved, before an edit is told


@dataclass(frozen=True)
class Edits:
    """The files changed since the last look, by their paths below the project's folder."""

    files: frozenset[Path]

    @classmethod
    def below(cls, root: Path, changed: set[str]) -> Self:
        return cls(frozenset(Path(file).relative_to(root) for file in changed))

    @property
    def touch_site(self) -> bool:
        """Pages are made from everything but the functions' own few files."""
        return any(
            file.parts[:2] not in {("functions", "public"), ("functions", "worker")} for file in self.files
        )

    @property
    def touch_functions(self) -> bool:
        return any(file.parts[0] == "functions" for file in self.files)

    def __str__(self) -> str:
        first, *others = sorted(map(str, self.files))
        return f"{first} and {len(others)} more" if others else first


def edits(root: Path) -> Iterator[Edits]:
    """What changed, at every look: often nothing. Goes on for ever; an interrupt is raised from within."""
    settings = root / SETTINGS
    seen = stamp(settings)
    for changed in look(root):
        files = {file for _, file in changed}
        if seen != (seen := stamp(settings)):
            files.add(str(settings))
        yield Edits.below(root, files)


def look(root: Path) -> Iterator[set[tuple[Change, str]]]:
    folders = [root / name for name in WATCHED]
    try:
        yield from watch(*folders, step=STEP, rust_timeout=PAUSE, yield_on_timeout=True)
    except OSError:  # the system has no watch left to give: look at every file instead, which is slower
        yield from watch(*folders, step=STEP, rust_timeout=PAUSE, yield_on_timeout=True, force_polling=True)


def stamp(file: Path) -> int:
    return file.stat().st_mtime_ns if file.exists() else 0
