"""The catalogue as the site's build last wrote it, and the forms made from it."""

from dataclasses import dataclass, field
from pathlib import Path

from musicservice.catalogue import Catalogue
from musicservice.forms import JOURNEYS
from musicservice.forms.household.voice import APPLICANTS
from musicservice.forms.journey import Journey


@dataclass(frozen=True)
class Edition:
    """One state of the file: when it was written, and what is in it."""

    written: int
    catalogue: Catalogue
    journeys: dict[tuple[str, str], Journey] = field(default_factory=dict)

    def journey(self, name: str, applicant: str) -> Journey:
        """The form of that name in the wording for an applicant, made when it is first asked for."""
        if (name, applicant) not in self.journeys:
            self.journeys[name, applicant] = JOURNEYS[name](self.catalogue, applicant)
        return self.journeys[name, applicant]


class Published:
    """Reads the file when it has changed. Threads may share one: they swap a whole edition."""

    def __init__(self, file: Path) -> None:
        """`file` is written by the build of the site."""
        self._file = file
        self._edition: Edition | None = None

    def catalogue(self) -> Catalogue:
        """The catalogue. Raises OSError when there is none, CatalogueUnreadableError when it is wrong."""
        return self._current().catalogue

    def journey(self, name: str, applicant: str = "") -> Journey:
        """One of the forms, worded for `applicant`; as for a parent where that is nobody we know.

        Raises as `catalogue` does.
        """
        return self._current().journey(name, applicant if applicant in APPLICANTS else "")

    def _current(self) -> Edition:
        written = self._file.stat().st_mtime_ns
        edition = self._edition
        if edition is None or edition.written != written:
            catalogue = Catalogue.from_json(self._file.read_text(encoding="utf-8"))
            edition = Edition(written, catalogue)
            self._edition = edition
        return edition
