"""`make publish-to FOLDER=…`: the strict build into a folder, which any web server can serve as it is.

Interrupted, it is begun again and ends as if nothing had been; run twice, the second does nothing. The folder
is its own: one that holds other files is refused. `TRIAL=yes` lets samples through, tells search engines to
stay away, and does not count as a publish.
"""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from local.differences import compared, said
from local.places import ROOT
from local.published import PREVIEWS, Record, plan
from local.strict import (
    Digests,
    RefusedError,
    Strict,
    built,
    digest,
    keep_addresses,
    keep_out,
    linted,
    workshop,
)

LOCK = ".publishing"
UNFINISHED = ".publishing.new"
REMEMBERED = ROOT / ".local" / "published-to"
FOR_EXAMPLE = "make publish-to FOLDER=/srv/music"


def main(folder: str, *, trial: bool, content: Path = ROOT / "content") -> int:
    """Publish `content`. Returns the exit code: 0 published, 1 refused, 2 asked wrongly, 130 interrupted."""
    if not folder:
        print(f"make publish-to: say where to, for instance {FOR_EXAMPLE}", file=sys.stderr)
        return 2
    if os.environ.get("TODAY") and not trial:
        print("make publish-to: TODAY is for trying; publish without it, or with TRIAL=yes", file=sys.stderr)
        return 2
    try:
        publish(Path(folder).expanduser().resolve(), content, trial=trial)
    except RefusedError as refused:
        print(f"{refused}\n\nNothing was published.", file=sys.stderr)
        return 1
    except OSError as refused:
        print(f"{refused.filename}: {refused.strerror}. Run the same again to finish.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same again to finish.", file=sys.stderr)
        return 130
    return 0


def publish(folder: Path, content: Path, *, trial: bool) -> None:
    """Check, build, say what changes, put it there. Raises RefusedError, and OSError for the folder."""
    with sole(folder), workshop() as bench:
        before = known(folder, trial=trial)
        print("Checking the texts…", flush=True)
        linted(content)
        print("Building…", flush=True)
        strict = built(content, bench, samples=trial)
        if trial:
            keep_out(strict)
        print(said(compared(strict, folder, before)) if before else "Nothing was published there yet.")
        put(strict, folder, before, trial=trial)
        if not trial:
            _remember(strict, folder, content)
    print(f"{'A trial of the site' if trial else 'The site'} is in {folder}")


def known(folder: Path, *, trial: bool) -> Record | None:
    """The record of the last publish there. Raises RefusedError for a folder that is for something else."""
    record = Record.read(folder)
    others = [file for file in folder.iterdir() if file.name not in {LOCK, UNFINISHED}]
    if record is None and others:
        strange = f"{folder} holds files that no publish put there, such as {others[0].name}"
        raise RefusedError(f"{strange}: choose an empty folder")
    if record and trial and not record.trial:
        raise RefusedError(f"{folder} holds the site itself: make a trial in another folder")
    return record


def put(strict: Strict, folder: Path, before: Record | None, *, trial: bool = False) -> None:
    """Write what differs, page by page and each in one step, then take away what is no longer part of it."""
    record = before or Record()
    todo = plan(strict.files, _there(folder, {*strict.files, *record.files}), before)
    both = {**record.files, **strict.files}
    Record(both, record.pages, whole=False, when=record.when, trial=trial).write(folder)
    for name in todo.write:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(strict.site / name, folder / UNFINISHED)
        (folder / UNFINISHED).replace(target)
    for name in todo.remove:
        (folder / name).unlink(missing_ok=True)
        _drop_empty((folder / name).parent, folder)
    (folder / UNFINISHED).unlink(missing_ok=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    Record(strict.files, strict.pages, whole=True, when=now, trial=trial).write(folder)
    print(f"{len(todo.write)} files written, {len(todo.remove)} taken away.")


def _there(folder: Path, names: set[str]) -> Digests:
    """Those of the names that lie there, and every preview."""
    previews = {file.relative_to(folder).as_posix() for file in (folder / PREVIEWS).rglob("*")}
    return {name: digest(folder / name) for name in names | previews if (folder / name).is_file()}


def _drop_empty(place: Path, folder: Path) -> None:
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent


def _remember(strict: Strict, folder: Path, content: Path) -> None:
    """Write down which addresses people have now, and where the site went."""
    keep_addresses(strict, content)
    REMEMBERED.parent.mkdir(parents=True, exist_ok=True)
    REMEMBERED.write_text(str(folder), encoding="utf-8")


@contextmanager
def sole(folder: Path) -> Iterator[None]:
    """The sole right to publish there. Raises RefusedError while somebody else does."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as taken:
        raise RefusedError(f"somebody else is publishing to {folder}: wait until that is done") from taken
    else:
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    texts = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "content"
    sys.exit(main(os.environ.get("FOLDER", ""), trial=os.environ.get("TRIAL", "") == "yes", content=texts))
