"""The catalogue as the site's build last wrote it, and the forms made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from musicservice.catalogue import Catalogue
from musicservice.forms import FORMS
from musicservice.forms.form import Form


@dataclass(frozen=True)
class Edition:
    """One state of the file: when it was written, and what is in it."""

    written: int
    catalogue: Catalogue
    forms: Mapping[str, Form]


class Published:
    """Reads the file when it has changed. Threads may share one: they swap a whole edition."""

    def __init__(self, file: Path) -> None:
        """`file` is written by the build of the site."""
        self._file = file
        self._edition: Edition | None = None

    def catalogue(self) -> Catalogue:
        """The catalogue. Raises OSError when there is none, CatalogueUnreadableError when it is wrong."""
        return self._current().catalogue

    def form(self, name: str) -> Form:
        """One of the forms by its name. Raises as `catalogue` does."""
        return self._current().forms[name]

    def _current(self) -> Edition:
        written = self._file.stat().st_mtime_ns
        edition = self._edition
        if edition is None or edition.written != written:
            catalogue = Catalogue.from_json(self._file.read_text(encoding="utf-8"))
            edition = Edition(written, catalogue, {name: make(catalogue) for name, make in FORMS.items()})
            self._edition = edition
        return edition
