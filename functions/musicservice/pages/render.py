"""Pages as text. Each function names all that its template may read."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from musicservice.catalogue import Site
from musicservice.domain.receipt import Line
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment

FormStatus: TypeAlias = Literal["fresh", "mistakes", "unsaved", "unknown"]


def form_page(site: Site, form: Form, raw: Raw, errors: Mistakes, status: FormStatus, here: str) -> str:  # noqa: PLR0913, PLR0917 - a page's whole context
    """The form with what was typed in it. The site's build writes the fresh one, byte for byte the same."""
    template = environment().get_template("form.html")
    return template.render(site=site, form=form, raw=raw, errors=errors, status=status, here=here)


def received_page(site: Site, reference: str, spoken: str, lines: Sequence[Line]) -> str:
    """What a person sees once the request is kept. `lines` are what was asked for, public answers all."""
    template = environment().get_template("received.html")
    return template.render(site=site, reference=reference, spoken=spoken, lines=lines, here="")


def problem_page(site: Site, status_code: int, incident: str = "") -> str:
    """An error as a page. `incident` is an id that a person can quote and staff find in the log."""
    template = environment().get_template("problem.html")
    return template.render(site=site, status=status_code, incident=incident, here="")
