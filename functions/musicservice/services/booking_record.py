"""A booking as the answers to its form: what was taken apart to keep it, put together again for staff.

So the view and the export that every form has serve bookings, too. It opens nothing: it is given what was.
"""

from collections.abc import Mapping, Sequence

from musicservice.domain.submission import Kept
from musicservice.domain.training.reservation import Delegate
from musicservice.domain.training.setting import TITLES
from musicservice.forms.record import Record
from musicservice.roll_ports import Enrolled

BESIDE = frozenset({"cancellation"})
"""What stands among a booking's answers and was not asked: the terms as they were."""


def record(booking: Enrolled, private: Kept | None = None, needs: Mapping[str, Kept] | None = None) -> Record:
    """The answers of one booking. `private` and `needs`, by delegate, are those that were opened."""
    line = booking.line
    own = {
        "course": line.place.course,
        "setting": booking.kind,
        **{f"booker_{name}": value or None for name, value in line.booker.items()},
        **{name: value for name, value in booking.answers.items() if name not in BESIDE},
        **(private or {}),
    }
    members = tuple({**person(one), **(needs or {}).get(one.id, {})} for one in line.delegates)
    return Record(own, members)


def person(one: Delegate) -> Kept:
    """What is kept of a delegate beside what they need."""
    return {
        "delegate_name": one.name or None,
        "delegate_email": one.email or None,
        "delegate_later": None if one.is_named else "yes",
        "delegate_role": one.role or None,
    }


def setting(booking: Enrolled, shown: Mapping[str, str]) -> str:
    """Where the people of a booking come from, from its answers as they are `shown` by question."""
    named: Sequence[str] = [shown.get(name, "") for name in ("setting_school", "setting_name")]
    return next(filter(None, named), TITLES[booking.kind])
