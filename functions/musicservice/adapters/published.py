"""The catalogue as the site's build last wrote it, and the forms made from it."""

from dataclasses import dataclass, field
from pathlib import Path

from musicservice.catalogue import Catalogue
from musicservice.domain.training import Course
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
        """The form of that name for an applicant or a course, made when it is first asked for."""
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

    def course(self, slug: str) -> Course | None:
        """The course of that address, if the site has it. Raises as `catalogue` does."""
        return self.catalogue().course(slug)

    def journey(self, name: str, applicant: str = "") -> Journey:
        """One of the forms, worded for `applicant`, or made for the course of that address.

        As for a parent, or for no course, where it is neither. Raises as `catalogue` does.
        """
        edition = self._current()
        is_known = applicant in APPLICANTS or edition.catalogue.course(applicant) is not None
        return edition.journey(name, applicant if is_known else "")

    def _current(self) -> Edition:
        written = self._file.stat().st_mtime_ns
        edition = self._edition
        if edition is None or edition.written != written:
            catalogue = Catalogue.from_json(self._file.read_text(encoding="utf-8"))
            edition = Edition(written, catalogue)
            self._edition = edition
        return edition
