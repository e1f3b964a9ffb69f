"""The working folder's content, read and written by whoever may: what lies there, and what may be put there.

It refuses what could reach outside the content, replace what somebody else has changed meanwhile, or be no
content at all. It knows files and no HTTP. Whether what a file says is right, the build says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

CONTENT = "content"
PICTURES = "images"
DATA = "data"
PLACE = re.compile(r"[A-Za-z0-9][\w-]*(?:/[A-Za-z0-9][\w-]*)*/[A-Za-z0-9][\w.-]*", re.ASCII)
PICTURE = re.compile(r"\.(jpe?g|png|webp|avif|heic|heif)", re.IGNORECASE)
LARGEST_TEXT = 1_000_000
LARGEST_PICTURE = 50_000_000
NEW = "*"
"""The tag of a file that must not be there yet."""


class RefusedError(Exception):
    """What was asked may not be done. The message says why, to a person."""


class AbsentError(RefusedError):
    """There is no such file."""


class ChangedError(RefusedError):
    """The file is not the one that was seen."""


@dataclass(frozen=True)
class Working:
    """The folder `root`, which holds content/. In `spare` a file is written before it takes its place."""

    root: Path
    spare: Path

    def listed(self) -> dict[str, str]:
        """Every file of the content, by its path from the project's root, with the tag of its version."""
        return {path.relative_to(self.root).as_posix(): tag(path) for path in self._files()}

    def read(self, name: str) -> tuple[Path, str]:
        """The file called `name` and its tag; raises AbsentError and RefusedError."""
        file = self._place(name)
        if not file.is_file():
            raise AbsentError(f"There is no file {name}.")
        return file, tag(file)

    def write(self, name: str, content: bytes, seen: str) -> str:
        """Puts `content` where `name` says, in one step, and gives its tag.

        `seen` is the tag of the version it replaces, or NEW. Raises RefusedError and ChangedError.
        """
        file = self._place(name)
        if len(content) > (most := largest(name)):
            raise RefusedError(f"{name} is too large: {most // 1_000_000} MB is the most.")
        if file.suffix in {".md", ".toml"} and not _is_text(content):
            raise RefusedError(f"{name} is not text saved as UTF-8.")
        self._is_as_seen(name, file, seen)
        if file.suffix == ".toml" and file.is_file():
            content = with_comments(file.read_text(encoding="utf-8"), content.decode()).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.spare, delete=False) as fresh:
            fresh.write(content)
        Path(fresh.name).chmod(0o644)
        Path(fresh.name).replace(file)
        return tag(file)

    def remove(self, name: str, seen: str) -> None:
        """Raises AbsentError, RefusedError and ChangedError."""
        file, _ = self.read(name)
        self._is_as_seen(name, file, seen)
        file.unlink()

    def _is_as_seen(self, name: str, file: Path, seen: str) -> None:
        found = tag(file) if file.is_file() else NEW
        if found != seen:
            raise ChangedError(
                f"{name} is there already. Choose another name."
                if seen == NEW
                else f"{name} was changed by somebody else since you opened it, so nothing was saved. "
                "Copy them, load this page again, and put them in once more."
            )

    def _place(self, name: str) -> Path:
        """Where `name` lies; raises RefusedError for anything but content by a plain name."""
        inside = PurePosixPath(name)
        if not PLACE.fullmatch(name) or inside.parts[0] != CONTENT or not _is_content(inside):
            raise RefusedError(
                f"{name[:120]} is not a file of the content: Markdown (.md), a picture in "
                f"{CONTENT}/{PICTURES}, or data (.toml) in {CONTENT}/{DATA}; "
                "names are of letters, digits, hyphens and dots."
            )
        file = self.root / inside
        home = (self.root / CONTENT).resolve()
        if file.is_symlink() or not file.resolve().is_relative_to(home):
            raise RefusedError(f"{name} leads out of the content.")
        return file

    def _files(self) -> Iterator[Path]:
        for file in sorted((self.root / CONTENT).rglob("*")):
            name = file.relative_to(self.root).as_posix()
            if file.is_file() and PLACE.fullmatch(name) and _is_content(PurePosixPath(name)):
                yield file


def _is_content(inside: PurePosixPath) -> bool:
    folder, ending = inside.parts[1] if len(inside.parts) > 2 else "", inside.suffix  # noqa: PLR2004 - content/x/y
    if folder == DATA:
        return ending == ".toml"
    return ending == ".md" or (folder == PICTURES and PICTURE.fullmatch(ending) is not None)


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def with_comments(old: str, new: str) -> str:
    """The TOML `new` with the comments of `old`, each above the line it stood above."""
    lines = new.split("\n")
    for comment, below, count in reversed(list(_comments(old.split("\n")))):
        places = [number for number, line in enumerate(lines) if line == below]
        at = places[count] if below and count < len(places) else 0
        lines[at:at] = comment
    return "\n".join(lines)


def _comments(lines: list[str]) -> Iterator[tuple[list[str], str, int]]:
    """Each run of comments, the line below it ("" for the file's first), and how many like it came before."""
    run: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith("#"):
            run.append(line)
        elif run:
            yield run, line if number > len(run) else "", lines[:number].count(line)
            run = []


def largest(name: str) -> int:
    """How many bytes a file of this name may have."""
    return LARGEST_PICTURE if PICTURE.fullmatch(PurePosixPath(name).suffix) else LARGEST_TEXT


def tag(file: Path) -> str:
    """Which version of the file this is: another one has another tag."""
    seen = file.stat()
    return f'"{seen.st_mtime_ns:x}-{seen.st_size:x}"'
