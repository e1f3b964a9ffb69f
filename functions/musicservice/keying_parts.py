"""What staff key forms in with: the public's own services over the same tables, for one of them at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from musicservice.adapters.codes import receipt_name
from musicservice.adapters.dynamodb import DynamoLockers, DynamoSubmissions
from musicservice.adapters.published import Published
from musicservice.domain.office.staff import Staff
from musicservice.domain.schools import School
from musicservice.forms.booking import BOOKING
from musicservice.forms.journey import Journey
from musicservice.forms.keying import keyed
from musicservice.ports import Clock, Seal
from musicservice.services.composing import Composing
from musicservice.services.drafting import Drafting, day
from musicservice.services.managing import Managing
from musicservice.services.office.keying import Keying
from musicservice.services.submitting import Submitting

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Tables: TypeAlias = tuple["DynamoDBClient", "DynamoDBClient", str]
"""A client that tries twice, one that never does, and what the tables' names begin with."""


@dataclass(frozen=True)
class KeyingIn:
    """What forms are keyed in with. `managing` is asked for with each booking."""

    published: Published
    managing: Callable[[], Managing]
    open_drafts: Drafting
    composing: Composing

    def journey(self, name: str, applicant: str = "") -> Journey:
        """The public's own form, with the page on how it came."""
        return self.open_drafts.journey(name, applicant)

    def how(self, staff: Staff) -> Keying:
        """How a form comes that they key in."""
        return Keying(staff, self.published.journey, self._schools)

    def drafting(self, staff: Staff) -> Drafting:
        """The drafts that are theirs."""
        return replace(self.open_drafts, keyed_by=staff.id)

    def submitting(self, staff: Staff) -> Submitting:
        """Sending one of them."""
        return Submitting(self.drafting(staff), replace(self.composing, arrived=self.how(staff)))

    def _schools(self) -> Mapping[str, School]:
        return {school.urn: school for school in self.published.catalogue().schools}


def keying_over(  # noqa: PLR0913, PLR0917 - all that it is made of
    tables: Tables,
    published: Published,
    site: str,
    seal: Seal,
    clock: Clock,
    managing: Callable[[], Managing],
) -> KeyingIn:
    """Over real tables. `site` is the public origin."""

    def journey(name: str, applicant: str) -> Journey:
        own = published.journey(name, applicant)
        return keyed(own, day(clock.now()), site, is_dated=name != BOOKING)

    drafting = Drafting(
        lockers=DynamoLockers(*tables, "drafts"),
        submissions=DynamoSubmissions(*tables),
        clock=clock,
        journey=journey,
        receipt_name=receipt_name,
    )
    composing = Composing(seal, published.catalogue, published.journey, receipt_name, lambda _ids: ())
    return KeyingIn(published, managing, drafting, composing)
