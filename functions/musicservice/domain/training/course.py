"""A course for schools and staff: what it is, when it is booked, what it costs whom, and how one gets out.

It decides whether it can be booked at an instant, and until when leaving it is free. How many seats are left
is the seats' business. Times are UTC; days are days in England.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo

from musicservice.domain.training.setting import KINDS, Kind

State: TypeAlias = Literal["on", "cancelled", "moved"]
"""`moved`: held on other days than was once published. Bookings stand, and it can still be booked."""
Booking: TypeAlias = Literal["not-yet", "open", "closed", "cancelled"]

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
DAY = timedelta(days=1)
NAMES_BY = timedelta(days=5)
"""How long before a course everybody who comes must be named."""


class NotForThemError(Exception):
    """The course is not open to this kind of setting."""

    def __init__(self, kind: Kind) -> None:
        """`kind` is a word of ours: safe to log and to show."""
        super().__init__(kind)
        self.kind: Kind = kind


@dataclass(frozen=True)
class Session:
    """One meeting, from `starts` to `ends` in UTC. `online` decides how late leaving it is free."""

    starts: datetime
    ends: datetime
    place: str
    online: bool = False

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """A session from its JSON object, times in ISO 8601."""
        return cls(_time(record["starts"]), _time(record["ends"]), record["place"], record["online"])

    @property
    def day(self) -> date:
        """The day in England on which it is held."""
        return self.starts.astimezone(LONDON).date()


@dataclass(frozen=True)
class Price:
    """What one place costs a kind of setting, in whole pence. `id` is the price's own in the site's list.

    `vat` says in words what is known of VAT on it.
    """

    kind: Kind
    id: str
    pence: int
    sample: bool = False
    vat: str = ""


@dataclass(frozen=True)
class Cancellation:
    """How one gets out of a booking.

    Leaving is free until the end of the day `days_face_to_face` (or `days_online`) working days before the
    first session; later, `percent_later` of the price is charged. A colleague may always come instead.
    """

    days_face_to_face: int
    days_online: int
    percent_later: int

    def charged(self, pence: int) -> int:
        """What of a price of `pence` stays to pay when one leaves late, to the nearest penny below."""
        return pence * self.percent_later // 100


@dataclass(frozen=True)
class Course:
    """One course. Whoever books it comes to all its `sessions`, which stand in their order.

    Booking opens at `opens`; from `closes` on, the cut-off, nobody books and no seat is offered. With fewer
    people than `minimum` the service may call it off. `outcomes` are what people can do after it. `fed` says
    that food is given, so that diet is asked. `reason` says why it is cancelled or moved, and is empty while
    it is on; `updated` is the day on which its dates, places or state last changed. `phases` are those of the
    children it suits, `audience` says in words who it is for.
    """

    slug: str
    title: str
    summary: str
    sessions: tuple[Session, ...]
    seats: int
    minimum: int
    opens: datetime
    closes: datetime
    prices: tuple[Price, ...]
    cancellation: Cancellation
    access: str
    updated: date
    outcomes: tuple[str, ...] = ()
    fed: bool = False
    state: State = "on"
    reason: str = ""
    sample: bool = False
    phases: tuple[str, ...] = ()
    audience: str = ""

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """A course from its JSON object."""
        parts = {
            "sessions": tuple(Session.from_record(session) for session in record["sessions"]),
            "opens": _time(record["opens"]),
            "closes": _time(record["closes"]),
            "prices": tuple(Price(**price) for price in record["prices"]),
            "cancellation": Cancellation(**record["cancellation"]),
            "updated": date.fromisoformat(record["updated"]),
            "outcomes": tuple(record["outcomes"]),
            "phases": tuple(record.get("phases", ())),
        }
        return cls(**{**record, **parts})

    @property
    def url(self) -> str:
        """Its page on the site."""
        return f"/training/{self.slug}/"

    @property
    def starts(self) -> datetime:
        """When its first session begins."""
        return self.sessions[0].starts

    @property
    def ends(self) -> datetime:
        """When its last session is over."""
        return self.sessions[-1].ends

    @property
    def lasts(self) -> timedelta:
        """How long all its sessions take together."""
        return sum((one.ends - one.starts for one in self.sessions), timedelta())

    @property
    def is_online(self) -> bool:
        """Whether it begins online: the first session decides how late leaving is free."""
        return self.sessions[0].online

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of setting it is open to, in the order of all kinds."""
        priced = {price.kind for price in self.prices}
        return tuple(kind for kind in KINDS if kind in priced)

    @property
    def names_by(self) -> datetime:
        """Until when a place may be booked for somebody "to be named"."""
        return self.starts - NAMES_BY

    def price(self, kind: Kind) -> Price:
        """What a place costs a setting of `kind`. Raises NotForThemError."""
        found = next((price for price in self.prices if price.kind == kind), None)
        if found is None:
            raise NotForThemError(kind)
        return found

    def booking(self, at: datetime) -> Booking:
        """Whether it can be booked `at` an instant, seats or none."""
        if self.state == "cancelled":
            return "cancelled"
        if at < self.opens:
            return "not-yet"
        return "open" if at < self.closes else "closed"

    def last_free_day(self, holidays: Collection[date] = ()) -> date:
        """The last day on which leaving costs nothing.

        Working days are Monday to Friday without `holidays`; the day of the session is none of them.
        """
        notice = self.cancellation.days_online if self.is_online else self.cancellation.days_face_to_face
        day = self.sessions[0].day
        while notice:
            day -= DAY
            notice -= day.weekday() < SATURDAY and day not in holidays
        return day

    def free_until(self, holidays: Collection[date] = ()) -> datetime:
        """When leaving begins to cost: the end of the last free day, or sooner where the course begins."""
        midnight = datetime.combine(self.last_free_day(holidays) + DAY, time(), LONDON)
        return min(midnight.astimezone(UTC), self.starts)

    def cost_of_leaving(self, kind: Kind, at: datetime, holidays: Collection[date] = ()) -> int:
        """What a setting of `kind` still pays for one place that it gives back `at` an instant, in pence."""
        pence = self.price(kind).pence
        return 0 if self.state != "on" or at < self.free_until(holidays) else self.cancellation.charged(pence)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
