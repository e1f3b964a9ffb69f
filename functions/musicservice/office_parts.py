"""What the office works with, and how that is put together of the parts that bootstrap.py chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from musicservice.adapters import codes
from musicservice.adapters.clock import SystemClock
from musicservice.adapters.cognito import CognitoRegister
from musicservice.adapters.dynamodb import DynamoSeats
from musicservice.adapters.dynamodb.fates import DynamoFates
from musicservice.adapters.dynamodb.office import DynamoCases, DynamoNumbers, DynamoSessions
from musicservice.adapters.dynamodb.office.briefs import DynamoBriefs
from musicservice.adapters.dynamodb.trail import DynamoTrail
from musicservice.adapters.oidc import Oidc, Provider
from musicservice.adapters.published import Published
from musicservice.course_ports import SeatStore
from musicservice.evidence_ports import Lending, UploadStates
from musicservice.keying_parts import KeyingIn, keying_over
from musicservice.numbers_ports import Numbers
from musicservice.office_ports import Briefs, Cases
from musicservice.ports import Clock, Opener, Seal
from musicservice.rights_parts import Rights, rights_over
from musicservice.round_parts import Office as Training
from musicservice.round_parts import office as training
from musicservice.services.managing import Managing
from musicservice.services.office.casework import Casework
from musicservice.services.office.following import Following, Lapsing
from musicservice.services.office.signing_in import SigningIn
from musicservice.services.office.undelivered import Seeing
from musicservice.staff_ports import Sessions
from musicservice.trail_ports import Trail

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Tables: TypeAlias = tuple["DynamoDBClient", "DynamoDBClient", str]
"""A client that tries twice, one that never does, and what the tables' names begin with."""


@dataclass(frozen=True)
class Office:
    """What the office works with. `origin` is its own, `site` the public one, without a trailing slash."""

    origin: str
    site: str
    published: Published
    signing_in: SigningIn
    sessions: Sessions
    cases: Cases
    numbers: Numbers
    trail: Trail
    opener: Opener
    seal: Seal
    clock: Clock
    rights: Rights
    seats: SeatStore
    training: Training
    uploads: UploadStates
    lending: Lending
    seeing: Seeing
    keying: KeyingIn
    briefs: Briefs
    place_of: Callable[[str], str]

    @property
    def service(self) -> str:
        """What the music service is called."""
        return self.published.catalogue().site.name


def following_over(tables: Tables) -> Following:
    """The worker's round over what happened."""
    numbers, trail = DynamoNumbers(*tables), DynamoTrail(*tables)
    return Following(numbers, DynamoCases(*tables), trail, DynamoFates(*tables), SystemClock())


def lapsing_over(tables: Tables) -> Lapsing:
    """The worker's round over offers whose day is over."""
    return Lapsing(DynamoCases(*tables), DynamoTrail(*tables), SystemClock())


def office_over(  # noqa: PLR0913, PLR0917 - all that it is made of
    tables: Tables,
    origin: str,
    site: str,
    published: Published,
    pool: tuple[Provider, Callable[[], Any]],
    opener: Opener,
    seal: Seal,
    proofs: tuple[UploadStates, Lending],
    managing: Callable[[], Managing],
) -> Office:
    """The office over real tables and a real directory: a pool, and what gives a client that asks it."""
    clock, trail, sessions = SystemClock(), DynamoTrail(*tables), DynamoSessions(tables[0], tables[2])
    register, cases = CognitoRegister(pool[1], pool[0].pool), DynamoCases(*tables)
    casework = Casework(cases, trail, seal, opener, clock)
    return Office(
        origin=origin,
        site=site,
        published=published,
        signing_in=SigningIn(Oidc(pool[0]), register, sessions, trail, clock),
        sessions=sessions,
        cases=cases,
        numbers=DynamoNumbers(*tables),
        trail=trail,
        opener=opener,
        seal=seal,
        clock=clock,
        rights=rights_over(tables),
        seats=DynamoSeats(tables[0], tables[2]),
        training=training(tables, published, opener, seal),
        uploads=proofs[0],
        lending=proofs[1],
        seeing=Seeing(DynamoFates(*tables), casework),
        keying=keying_over(tables, published, site, seal, clock, managing),
        briefs=DynamoBriefs(tables[0], tables[2]),
        place_of=codes.place,
    )
