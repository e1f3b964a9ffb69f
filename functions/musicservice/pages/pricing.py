"""The calculator's page: the empty form, the form with its mistakes, or the form under its answer."""

from musicservice.catalogue import Site
from musicservice.domain.asking import Figures, Told
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.environment import environment


def price_page(  # noqa: PLR0913, PLR0917 - a page's whole context
    site: Site, figures: Figures, form: Form, raw: Raw, errors: Mistakes, told: Told | None, here: str
) -> str:
    """The page. The site's build writes the empty one, byte for byte the same."""
    template = environment().get_template("price.html")
    return template.render(
        site=site, figures=figures, form=form, raw=raw, errors=errors, told=told, here=here
    )
