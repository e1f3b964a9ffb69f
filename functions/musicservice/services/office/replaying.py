"""Erases again after a restore: tables at once, files in the worker's next round over them.

Whoever brings a backup back may do it without any right to files.
"""

from dataclasses import dataclass

from musicservice.evidence_ports import UploadStates
from musicservice.ports import Clock


@dataclass(frozen=True)
class LeftToTheWorker:
    """Stands for the store of files and for what is known of uploads: each is marked as not wanted."""

    uploads: UploadStates
    clock: Clock

    def erase(self, upload: str) -> None:
        """Mark it: the worker's round over files throws it away. Raises UnavailableError."""
        self.uploads.withdraw(upload, self.clock.now())
