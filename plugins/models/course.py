"""A training course for schools and staff, the sessions it is held in, and the terms of booking."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ValidationInfo, field_validator

from musicservice.domain import training
from musicservice.domain.training.setting import TITLES
from plugins.models import life
from plugins.models.kinds import (
    LIST,
    SOME,
    Clock,
    Day,
    Line,
    Moment,
    Percentage,
    PictureName,
    Positive,
    Seats,
    Slug,
    Slugs,
    Summary,
    Whole,
    YesNo,
    exists,
    refusal,
)
from plugins.models.life import Allowed, LastDay, OldAddresses
from plugins.models.prices import Price
from plugins.models.record import HEAD_PICTURE, Record, Strict, field

Phase = Literal["early-years", "primary", "secondary", "special"]


class Session(Strict):
    date: Day = field("the day", "2027-03-14")
    start: Clock = field("when it starts", "10:30")
    end: Clock = field("when it ends", "12:00")
    place: Line = field("where it is held", "Online")

    @field_validator("start", "end")
    @classmethod
    def _is_on_the_clock_that_day(cls, clock: str, info: ValidationInfo) -> str:
        day = info.data.get("date")
        if day is not None and not exists(_at(day, clock)):
            raise refusal("a time that the clock shows that day; it goes forward in that hour")
        return clock

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, end: str, info: ValidationInfo) -> str:
        if end <= info.data.get("start", ""):
            raise refusal("a time later than start")
        return end

    @property
    def starts(self) -> dt.datetime:
        """On the clock in England."""
        return _at(self.date, self.start)

    @property
    def ends(self) -> dt.datetime:
        """On the clock in England."""
        return _at(self.date, self.end)

    @property
    def online(self) -> bool:
        return self.place.casefold() == "online"

    def as_session(self) -> training.Session:
        """The same in UTC."""
        return training.Session(_utc(self.starts), _utc(self.ends), self.place, self.online)


def _priced(kind: training.Kind) -> Any:
    return field(
        f"the price for: {TITLES[kind]}",
        "training-half-day",
        label=TITLES[kind],
        choices="prices",
        default=None,
    )


class CoursePrices(Strict):
    """What a place costs each kind of setting; one that has no price cannot book."""

    everyone: Slug | None = field(
        "the price for every kind not named here", "training-half-day", choices="prices", default=None
    )
    la_school: Slug | None = _priced("la-school")
    academy: Slug | None = _priced("academy")
    special: Slug | None = _priced("special")
    ap_pru: Slug | None = _priced("ap-pru")
    nursery_school: Slug | None = _priced("nursery-school")
    private_nursery: Slug | None = _priced("private-nursery")
    childminder: Slug | None = _priced("childminder")
    independent: Slug | None = _priced("independent")
    hub_partner: Slug | None = _priced("hub-partner")
    dms_staff: Slug | None = _priced("dms-staff")
    casual: Slug | None = _priced("casual")

    @property
    def named(self) -> dict[str, str]:
        """The ids that are written, by the field that they are written in."""
        return {name: value for name, value in self if value is not None}

    @property
    def usual(self) -> str:
        """The id of the price that most people pay."""
        return next(iter(self.named.values()))

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """For whom each price is, and its id; the one for everyone else comes last."""
        by_id: dict[str, list[str]] = {}
        for kind, name in self.by_kind.items():
            if name != self.everyone:
                by_id.setdefault(name, []).append(TITLES[kind])
        rows = tuple((", ".join(titles), name) for name, titles in by_id.items())
        if self.everyone is None:
            return rows
        return (*rows, ("Everyone else" if rows else "Everyone", self.everyone))

    @property
    def by_kind(self) -> dict[training.Kind, str]:
        """The id for every kind that can book."""
        ids = {kind: self.named.get(kind.replace("-", "_"), self.everyone) for kind in training.KINDS}
        return {kind: name for kind, name in ids.items() if name is not None}


class Cancellation(Strict):
    """On which terms one gives a place back."""

    days_face_to_face: Whole = field("working days of notice for a course in a room", "5")
    days_online: Whole = field("working days of notice for a course online", "1")
    percent_later: Percentage = field("how much of the price is charged after that, in per cent", "100")


class Course(Record):
    title: Line = field("the course's title", "Every pupil can play: adapting whole-class teaching")
    summary: Summary = field(
        "what it is, in one sentence", "Ways to plan a lesson that every pupil can join."
    )
    outcomes: Annotated[tuple[Line, ...], SOME] = field(
        "what people can do afterwards, one a line", "[Plan a lesson that every pupil can join]"
    )
    audience: Line = field("who it is for", "Class teachers and music leads")
    phases: Annotated[tuple[Phase, ...], LIST] = field("the phases it suits", "[primary, special]")
    commitments: Slugs = field(
        "the commitments it serves", "[workforce-3, organisation-1]", choices="commitments"
    )
    sessions: Annotated[tuple[Session, ...], SOME] = field(
        "when and where it is held", "[{date: 2027-03-14, start: 10:30, end: 12:00, place: Online}]"
    )
    seats: Seats = field("how many places there are", "24")
    minimum: Positive = field("how many people it takes for the course to go ahead", "8")
    opens: Moment = field("when booking opens", "2027-01-11 09:00")
    closes: Moment = field("when booking closes", "2027-03-07 12:00")
    prices: CoursePrices = field(
        "what a place costs each kind of setting, by the price's id in content/data/prices.toml",
        "{everyone: training-half-day}",
    )
    cancellation: Cancellation = field(
        "on which terms a place is given back",
        "{days_face_to_face: 5, days_online: 1, percent_later: 100}",
    )
    access: Line = field(
        "what the place and the course offer for access", "Step-free room; slides sent beforehand."
    )
    fed: YesNo = field("whether food is given, so that diet is asked", "no", default=False)
    state: training.State = field("whether it is on, cancelled or moved", "on", default="on")
    reason: Line = field("why it is cancelled or moved", "The hall is closed for repairs.", default="")
    updated: Day = field("the day on which its dates, places or state last changed", "2026-11-24")
    image: PictureName | None = HEAD_PICTURE
    sample: YesNo = field("whether this is sample content", "true", default=False)
    draft: YesNo = life.draft()
    publish: Day | None = life.publish()
    expires: LastDay | None = life.expires()
    redirect_from: OldAddresses = life.redirect_from()
    allow: Allowed = life.allow()

    @field_validator("sessions")
    @classmethod
    def _earliest_first(cls, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
        return tuple(sorted(sessions, key=lambda session: (session.date, session.start)))

    @field_validator("expires")
    @classmethod
    def _stays_until_it_is_over(cls, expires: dt.date | None, info: ValidationInfo) -> dt.date | None:
        sessions: tuple[Session, ...] = info.data.get("sessions", ())
        if expires and sessions and expires < sessions[-1].date:
            raise refusal("a day that is not before the last session; people who booked read this page")
        return expires

    @property
    def url(self) -> str:
        return f"/training/{self.slug}/"

    @property
    def first_day(self) -> dt.date:
        """The day of the earliest session."""
        return self.sessions[0].date

    def as_course(self, prices: Mapping[str, Price]) -> training.Course:
        """The same for the functions, times in UTC; `prices` is every price by its id."""
        return training.Course(
            slug=self.slug,
            title=self.title,
            summary=self.summary,
            sessions=tuple(session.as_session() for session in self.sessions),
            seats=self.seats,
            minimum=self.minimum,
            opens=_utc(self.opens),
            closes=_utc(self.closes),
            prices=tuple(
                training.Price(kind, name, prices[name].pence, prices[name].sample, prices[name].vat_words)
                for kind, name in self.prices.by_kind.items()
            ),
            cancellation=training.Cancellation(**dict(self.cancellation)),
            access=self.access,
            updated=self.updated,
            outcomes=self.outcomes,
            fed=self.fed,
            state=self.state,
            reason=self.reason,
            sample=self.sample,
            phases=self.phases,
            audience=self.audience,
        )


def _at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock))


def _utc(local: dt.datetime) -> dt.datetime:
    """The instant at which the clock in England shows `local`; the earlier one where it shows it twice."""
    return local.replace(tzinfo=training.LONDON).astimezone(dt.UTC)
