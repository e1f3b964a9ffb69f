"""The record of a publish, which lies beside what was published, and what the next one has to do.

The record names every file that a publish put there. Nothing else in a folder is ever touched.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Self

from local.strict import Digests, RefusedError

NAME = ".published.json"
PREVIEWS = "preview/"
"""Where drafts lie at addresses that nobody may learn from the record: what is below is ours unnamed."""

PAGE = ".html"
FOR_PROGRAMS = (".xml", ".json", ".txt", "worker.js")
"""Lists of pages: of the sitemap, of search, of what devices keep. They come after the pages they name."""
HOME = "index.html"


@dataclass(frozen=True)
class Record:
    """`files`: all that may lie there, by path, but for previews. `pages`: those of the last whole publish.

    `trial` is true where only trials were put, `whole` false while a publish is under way or was broken off.
    """

    files: Digests = field(default_factory=dict)
    pages: tuple[dict[str, Any], ...] = ()
    whole: bool = True
    when: str = ""
    trial: bool = False

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The record in `folder`, none where nothing was published. Raises RefusedError for a broken one."""
        file = folder / NAME
        if not file.exists():
            return None
        try:
            raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            record = cls(
                dict(raw["files"]),
                tuple(raw["pages"]),
                bool(raw["whole"]),
                str(raw["when"]),
                bool(raw["trial"]),
            )
        except (ValueError, KeyError, TypeError) as broken:
            raise RefusedError(f"{file} is no record of a publish: publish to an empty folder") from broken
        if strange := [name for name in record.files if not _inside(name)]:
            raise RefusedError(f"{file} names a file outside the folder, {strange[0]}: nothing was touched")
        return record

    def without_previews(self) -> Self:
        return replace(self, files={n: d for n, d in self.files.items() if not n.startswith(PREVIEWS)})

    def write(self, folder: Path) -> None:
        """In one step: a reader sees the old record or the new one."""
        fresh = folder / f"{NAME}.new"
        fresh.write_text(
            json.dumps(asdict(self.without_previews()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        fresh.replace(folder / NAME)


@dataclass(frozen=True)
class Plan:
    """What to do, in this order: files to write, files to take away."""

    write: tuple[str, ...]
    remove: tuple[str, ...]


def plan(wanted: Digests, there: Digests, record: Record | None) -> Plan:
    """From what lies `there` to what is `wanted`: what is equal stays, and what no publish put there too."""
    differs = (name for name in wanted if there.get(name) != wanted[name])
    write = sorted(differs, key=lambda name: order(name, is_new=name not in there))
    ours = {*(record.files if record else ()), *(name for name in there if name.startswith(PREVIEWS))}
    return Plan(tuple(write), tuple(sorted(name for name in ours if name in there and name not in wanted)))


def order(name: str, *, is_new: bool) -> tuple[int, str]:
    """What comes first when a site is changed file by file, so that whatever leads somewhere leads somewhere.

    Pages come after what they show, new ones before those that may lead to them, the home page after these.
    """
    if name == HOME:
        return 3, name
    if name.endswith(PAGE):
        return 1 if is_new else 2, name
    return (4 if name.endswith(FOR_PROGRAMS) else 0), name


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts != ()
