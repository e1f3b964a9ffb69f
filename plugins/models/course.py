"""A training course for schools and staff, and the sessions it is held in."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import ValidationInfo, field_validator

from plugins.models.kinds import LIST, SOME, Clock, Day, Line, Positive, Slug, Slugs, Summary, YesNo, refusal
from plugins.models.record import Record, Strict, field

Phase = Literal["early-years", "primary", "secondary", "special"]


class Session(Strict):
    date: Day = field("the day", "2027-03-14")
    start: Clock = field("when it starts", "10:30")
    end: Clock = field("when it ends", "12:00")
    place: Line = field("where it is held", "Online")

    @field_validator("end")
    @classmethod
    def _ends_after_it_starts(cls, end: str, info: ValidationInfo) -> str:
        if end <= info.data.get("start", ""):
            raise refusal("a time later than start")
        return end


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
    commitments: Slugs = field("the commitments it serves", "[workforce-3, organisation-1]")
    sessions: Annotated[tuple[Session, ...], SOME] = field(
        "when and where it is held", "[{date: 2027-03-14, start: 10:30, end: 12:00, place: Online}]"
    )
    seats: Positive = field("how many places there are", "24")
    price_schools: Slug = field("the price, by its id in content/data/prices.toml", "training-half-day")
    access: Line = field(
        "what the place and the course offer for access", "Step-free room; slides sent beforehand."
    )
    sample: YesNo = field("whether this is sample content", "true", default=False)

    @field_validator("sessions")
    @classmethod
    def _earliest_first(cls, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
        return tuple(sorted(sessions, key=lambda session: (session.date, session.start)))

    @property
    def url(self) -> str:
        return f"/training/{self.slug}/"

    @property
    def first_day(self) -> dt.date:
        """The day of the earliest session."""
        return self.sessions[0].date
