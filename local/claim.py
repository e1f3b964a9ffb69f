"""The sole right to a `.local` folder: one run at a time, because the database file has one writer.

A lock that the system drops when its holder ends, however it ends, says whether somebody runs. A record
beside it (`run.json`) says who, where it answers, and which processes belong to it, so that the next run can
end what a killed one left behind. It ends nothing whose number and start time was not written down.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from local.identity import Process, end
from local.install import Unmet


@dataclass(frozen=True)
class Record:
    """What a run says of itself. Addresses are empty until they answer; `parts` are its child processes."""

    command: str
    pid: int
    site_url: str = ""
    dynamodb_url: str = ""
    aws_url: str = ""
    parts: tuple[Process, ...] = field(default=())

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        raw = json.loads(text)
        return cls(**{**raw, "parts": tuple(Process(**part) for part in raw["parts"])})


class TakenError(Exception):
    """Another run holds the folder. `record` is what it says of itself; None while it is still starting."""

    def __init__(self, record: Record | None) -> None:
        super().__init__("another run holds the folder")
        self.record = record


class Claim:
    """The right itself, held until `release` or the end of the process. Use it as a context.

    Raises `TakenError` when another run holds it, and `Unmet` when the folder cannot be written.
    """

    def __init__(self, folder: Path, command: str) -> None:
        self._record_file = folder / "run.json"
        self.record = Record(command, os.getpid())
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as refused:
            raise Unmet(cannot_write(folder, refused)) from refused
        self._take()

    def _take(self) -> None:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as refused:
            os.close(self._handle)
            raise TakenError(read(self._record_file)) from refused
        left = read(self._record_file)
        end(left.parts if left else ())
        self.note(self.record)

    def note(self, record: Record) -> None:
        """Write down what this run is now, in one step: a reader sees the old record or the new one."""
        self.record = record
        fresh = self._record_file.with_suffix(".new")
        try:
            fresh.write_text(record.to_json(), encoding="utf-8")
            fresh.replace(self._record_file)
        except OSError as refused:
            raise Unmet(cannot_write(self._record_file.parent, refused)) from refused

    def release(self) -> None:
        self._record_file.unlink(missing_ok=True)
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def read(record_file: Path) -> Record | None:
    """What the record says. None: there is none, or not a whole one."""
    try:
        return Record.from_json(record_file.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def cannot_write(folder: Path, refused: OSError) -> str:
    reason = (refused.strerror or "refused").lower()
    return f"{folder} cannot be written ({reason}): give yourself the right to it, or move it out of the way"
