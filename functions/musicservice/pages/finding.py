"""The pages of the finders: everything there is, or what fits what was asked."""

from musicservice.catalogue import Catalogue
from musicservice.domain.training.menu import sums
from musicservice.forms.finding import LEVEL_WORDS
from musicservice.forms.typed import first
from musicservice.pages.environment import environment
from musicservice.services.finding import Found


def find_page(catalogue: Catalogue, found: Found, here: str) -> str:
    """The page. The site's build writes those on which nothing is asked yet, byte for byte the same."""
    template = environment().get_template(f"{found.form.name.replace('-', '_')}.html")
    return template.render(
        site=catalogue.site,
        found=found,
        form=found.form,
        levels=LEVEL_WORDS,
        sums=sums,
        setting="" if found.errors else first(found.raw, "kind"),
        kind="Page",
        here=here,
    )
