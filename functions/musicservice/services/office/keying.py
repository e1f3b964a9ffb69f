"""A form that staff key in: whose form it is, how it came, and whether it is theirs to key in.

What goes on from here is the public's own form and nothing else: the page on how it came is taken out, and
stands with the case instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from musicservice.domain.office.area import Area
from musicservice.domain.office.staff import Staff
from musicservice.domain.schools import School
from musicservice.domain.submission import Arrival
from musicservice.forms.booking import BOOKING
from musicservice.forms.journey import Journey
from musicservice.forms.keying import CAME_ON, CHANNEL, KEYING
from musicservice.forms.reading import Reading
from musicservice.services.drafting import HERE, applicant, day
from musicservice.services.filing import area_at
from musicservice.services.office.casework import actor
from musicservice.services.outcomes import Opened

NOON = time(12)


class OtherAreaError(Exception):
    """Somebody in the form goes to school in an area that is not theirs who keys it in."""


@dataclass(frozen=True)
class Keying:
    """How forms come that one member of staff keys in. `journey` gives the public's own form."""

    staff: Staff
    journey: Callable[[str, str], Journey]
    schools: Callable[[], Mapping[str, School]]

    def __call__(self, opened: Opened, now: datetime) -> tuple[Opened, Arrival]:
        """The form as it stood on paper, or was told; and how it came. Raises OtherAreaError."""
        reading = opened.reading
        if self.elsewhere(reading):
            raise OtherAreaError
        came_on = reading.answer(CAME_ON) or reading.draft.begun
        return replace(opened, reading=self._own(reading)), Arrival(
            channel=reading.answer(CHANNEL),
            actor=actor(self.staff),
            keyed_by=self.staff.name,
            came_at=_noon(came_on) if came_on < day(now) else None,
        )

    def elsewhere(self, reading: Reading) -> tuple[Area, ...]:
        """The areas in it that are not theirs, as far as it is filled in. Bookings belong to no area."""
        if reading.journey.name == BOOKING:
            return ()
        schools, is_whole = self.schools(), reading.open is None
        at = [reading.answer("school", member) for member in reading.members]
        urns = [school.urn if school else "" for school in at if school or is_whole]
        found = [area_at(urn, schools) for urn in urns]
        return tuple(dict.fromkeys(area for area in found if area not in self.staff.areas))

    def _own(self, reading: Reading) -> Reading:
        draft = reading.draft
        pages = {name: page for name, page in draft.pages.items() if name != KEYING}
        return replace(
            reading,
            journey=self.journey(reading.journey.name, applicant(draft)),
            draft=replace(draft, pages=pages),
            stations=tuple(one for one in reading.stations if one.stop.name != KEYING),
        )


def _noon(on: date) -> datetime:
    return datetime.combine(on, NOON, HERE).astimezone(UTC)
