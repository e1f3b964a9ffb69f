"""What the office works with, put together in bootstrap.py."""

from dataclasses import dataclass

from musicservice.adapters.published import Published
from musicservice.office_ports import Cases
from musicservice.ports import Clock, Opener, Seal
from musicservice.services.office.signing_in import SigningIn
from musicservice.staff_ports import Sessions
from musicservice.trail_ports import Trail


@dataclass(frozen=True)
class Office:
    """What the office works with. `origin` is its own, `site` the public one, without a trailing slash."""

    origin: str
    site: str
    published: Published
    signing_in: SigningIn
    sessions: Sessions
    cases: Cases
    trail: Trail
    opener: Opener
    seal: Seal
    clock: Clock

    @property
    def service(self) -> str:
        """What the music service is called."""
        return self.published.catalogue().site.name
