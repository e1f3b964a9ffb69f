"""Where the local product keeps its things. It says nothing of what they are."""

from dataclasses import dataclass
from pathlib import Path

from local.told import TOLD

ATTACHMENTS = "attachments"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Places:
    """`root` holds the code and the content; `folder` (`.local`) all that the local product writes."""

    root: Path
    folder: Path
    elsewhere: Path | None = None
    """Where the content lies that the editor may change, if not in `root`."""

    @property
    def edited(self) -> Path:
        """The folder whose content/ the editor changes."""
        return self.elsewhere or self.root

    @property
    def database(self) -> Path:
        return self.folder / "dynamodb.sqlite"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def files(self) -> Path:
        """What families sent as proof, as the stand-in for S3 keeps it."""
        return self.folder / "files"

    @property
    def attachments(self) -> Path:
        """The files of letters, for as long as the letters are remembered."""
        return self.folder / ATTACHMENTS

    @property
    def told(self) -> Path:
        """What the stand-in for the mail service tells of letters, until the worker has heard it."""
        return self.folder / TOLD

    @property
    def directory(self) -> Path:
        """What the directory that staff sign in to is called by now; see `local.directory`."""
        return self.folder / "directory.json"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def builds(self) -> Path:
        return self.folder / "builds"

    @property
    def shown(self) -> Path:
        """Which built site the server shows; see `local.shown`."""
        return self.folder / "shown.json"

    def prepare(self) -> None:
        """Make the folders. What is in `.local` is for its owner alone: it holds what families wrote."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        for each in (self.logs, self.builds, self.files, self.folder / "ministack"):
            each.mkdir(parents=True, exist_ok=True)

    def log(self, part: str) -> Path:
        return self.logs / f"{part}.log"
