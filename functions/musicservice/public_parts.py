"""What the public function works with, put together in bootstrap.py."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.adapters.published import Published
from musicservice.catalogue import Site
from musicservice.forms.journey import Journey
from musicservice.services.drafting import Drafting
from musicservice.services.linked import Linked
from musicservice.services.offers import Offers
from musicservice.services.submitting import Submitting


@dataclass(frozen=True)
class Public:
    """What the public function works with. `origin` is the site's, without a trailing slash."""

    published: Published
    drafting: Drafting
    submitting: Submitting
    linked: Linked
    offers: Offers
    origin: str

    @property
    def questions(self) -> Mapping[str, str]:
        """Everything that a school may be asked, by ground."""
        policies = self.published.catalogue().policies
        return {one.id: one.question for policy in policies for one in policy.grounds if one.question}

    def site(self) -> Site:
        """What every page's frame needs."""
        return self.published.catalogue().site

    def journey(self, name: str, applicant: str = "") -> Journey:
        """A form in the wording for an applicant."""
        return self.published.journey(name, applicant)
