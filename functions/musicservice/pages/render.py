"""Pages as text. Each function names all that its template may read."""

from collections.abc import Sequence

from musicservice.catalogue import Site
from musicservice.domain.receipt import Line
from musicservice.pages.environment import environment


def received_page(site: Site, reference: str, spoken: str, lines: Sequence[Line], letter: str) -> str:
    """What a person sees once the request is kept. `lines` are what was asked for, public answers all.

    `letter` is the address of what was decided at once, "" for none.
    """
    template = environment().get_template("received.html")
    return template.render(site=site, reference=reference, spoken=spoken, lines=lines, letter=letter, here="")


def problem_page(site: Site, status_code: int, incident: str = "") -> str:
    """An error as a page. `incident` is an id that a person can quote and staff find in the log."""
    template = environment().get_template("problem.html")
    return template.render(site=site, status=status_code, incident=incident, here="")
