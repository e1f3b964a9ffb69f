"""The page of proofs as text, and the words for what became of a file."""

from dataclasses import dataclass

from musicservice.catalogue import Site
from musicservice.domain.uploads import LARGEST, MOST_FILES, Checker
from musicservice.evidence_ports import Invitation
from musicservice.pages.environment import environment
from musicservice.services.evidence import Shown


@dataclass(frozen=True)
class Way:
    """Paths of our own: this page, where files are sent, the step before it, where to stop for now."""

    here: str
    send_to: str
    before: str
    save: str


def upload_page(  # noqa: PLR0913, PLR0917 - a page's whole context
    site: Site, way: Way, shown: Shown, invitation: Invitation | None, trouble: str, checker: Checker
) -> str:
    """The page. `trouble` is one of domain.arriving's words, or "" when the last file came in well."""
    template = environment().get_template("upload.html")
    return template.render(
        site=site,
        here="",
        way=way,
        shown=shown,
        invitation=invitation,
        trouble=trouble,
        checker=checker,
        largest=LARGEST,
        most=MOST_FILES,
    )
