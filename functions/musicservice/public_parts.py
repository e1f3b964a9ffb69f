"""What the public function works with, put together of the parts that bootstrap.py chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import (
    DynamoConfirmations,
    DynamoLockers,
    DynamoReplies,
    DynamoSubmissions,
)
from musicservice.adapters.published import Published
from musicservice.catalogue import Site
from musicservice.forms.journey import Journey
from musicservice.ports import Clock, Seal
from musicservice.services.answers import Answers
from musicservice.services.briefs import Briefs
from musicservice.services.composing import Composing
from musicservice.services.drafting import Drafting
from musicservice.services.linked import Linked
from musicservice.services.offers import Offers
from musicservice.services.submitting import Submitting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Tables: TypeAlias = tuple["DynamoDBClient", "DynamoDBClient", str]
"""A client that tries twice, one that never does, and what the tables' names begin with."""


@dataclass(frozen=True)
class Public:
    """What the public function works with. `origin` is the site's, without a trailing slash."""

    published: Published
    drafting: Drafting
    submitting: Submitting
    linked: Linked
    offers: Offers
    answers: Answers
    briefs: Briefs
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


def public_over(  # noqa: PLR0913, PLR0917 - all that it is made of
    tables: Tables,
    published: Published,
    seal: Seal,
    origin: str,
    hand_in: Callable[[Sequence[str]], tuple[str, ...]],
    clock: Clock,
) -> Public:
    """The public function over real tables. `hand_in` keeps files of a draft for a case."""
    links = DynamoLockers(*tables, "links")
    drafting = Drafting(
        lockers=DynamoLockers(*tables, "drafts"),
        submissions=DynamoSubmissions(*tables),
        clock=clock,
        journey=published.journey,
        receipt_name=receipt_name,
    )
    composing = Composing(seal, published.catalogue, published.journey, receipt_name, hand_in)
    return Public(
        published=published,
        drafting=drafting,
        submitting=Submitting(drafting, composing),
        linked=Linked(links, DynamoConfirmations(*tables), seal, clock),
        offers=Offers(links, DynamoReplies(*tables), seal, clock),
        answers=Answers(links, DynamoReplies(*tables), seal, clock),
        briefs=Briefs(links, DynamoReplies(*tables), seal, clock),
        origin=origin,
    )
