"""Where one household stands in a form: every page it is asked, and which of them are still open.

A draft is read anew with each request, by the form and the rules as they are today. It decides what may be
opened and what comes next, and does not know how drafts are kept or pages drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from musicservice.forms.conditions import Known
from musicservice.forms.draft import Draft, Member, Typed
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.journey import Attach, Gather, Journey, Step, Stop
from musicservice.forms.typed import Raw


@dataclass(frozen=True)
class Station:
    """One page as one household meets it.

    `raw` is what to show in it: what was typed, or what is offered in advance. `answers` is none for as
    long as it has to be answered, or answered again; then `mistakes` says why, where it was sent before.
    `done` says the same of every kind of page.
    """

    stop: Stop
    member: Member | None
    done: bool
    raw: Raw = field(default_factory=dict)
    answers: Answers | None = None
    mistakes: Mistakes = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its address below the form's own."""
        return f"/{self.stop.name}/{self.member.id}" if self.member else f"/{self.stop.name}"

    def is_at(self, stop: str, member: str | None) -> bool:
        """Whether it is the page of that name, for that member."""
        return self.stop.name == stop and (self.member.id if self.member else None) == member


@dataclass(frozen=True)
class Reading:
    """All that one household is asked, in order. `members` are those of the draft it is asked about."""

    journey: Journey
    draft: Draft
    members: tuple[Member, ...]
    stations: tuple[Station, ...]

    @property
    def open(self) -> Station | None:
        """The first page that has still to be answered; none when all is."""
        return next((station for station in self.stations if not station.done), None)

    def at(self, stop: str, member: str | None) -> Station | None:
        """The page of that name, where it is asked."""
        return next((station for station in self.stations if station.is_at(stop, member)), None)

    def may_open(self, station: Station) -> bool:
        """Whether everything before it is answered.

        The list of members opens earlier, while pages about one of them are still open, so that
        somebody who was added by mistake can be taken out.
        """
        before = self.stations[: self.stations.index(station)]
        is_list = isinstance(station.stop, Gather)
        return all(one.done or (is_list and one.member) for one in before)

    def before(self, station: Station) -> Station | None:
        """The page that leads to this one: for the next member it is the list; none where it is the first."""
        place = self.stations.index(station)
        before = self.stations[place - 1] if place else None
        if before and before.member and before.member != station.member and station.member:
            return next((one for one in self.stations if isinstance(one.stop, Gather)), before)
        return before

    def of(self, member: Member | None) -> tuple[Answers, ...]:
        """The answers about one member, or the household's own, page by page."""
        found = (one for one in self.stations if one.member == member)
        return tuple(one.answers for one in found if one.answers is not None)

    def answer(self, question: str, member: Member | None = None) -> Any:
        """The answer to one question; None where it was left out, or not asked."""
        given = (page.values[question] for page in self.of(member) if question in page.values)
        return next(given, None)


def read(journey: Journey, draft: Draft, today: date) -> Reading:
    """Where the household stands whose draft this is."""
    own: dict[str, Any] = {}
    members = draft.members
    of: dict[str, dict[str, Any]] = {}
    stations: list[Station] = []
    for run in journey.runs():
        if run[0].each:
            members = _asked_about(journey, draft, own)
            of = {member.id: of.get(member.id, {}) for member in members}
        for member in members if run[0].each else (None,):
            for stop in run:
                answered = of[member.id] if member else {}
                if stop.shown_if(Known({**own, **answered}, tuple(of.values()))):
                    station = _station(stop, member, draft, today)
                    stations.append(station)
                    (of[member.id] if member else own).update(_values(station))
    return Reading(journey, draft, members, tuple(stations))


def _asked_about(journey: Journey, draft: Draft, own: Mapping[str, Any]) -> tuple[Member, ...]:
    """Every member, or one alone where the list of them is not asked.

    Who was listed before that changed stays in the draft, in case it changes back, and is left out.
    """
    lists = [stop for stop in journey.stops if isinstance(stop, Gather)]
    is_asked = not lists or any(stop.shown_if(Known(own)) for stop in lists)
    return draft.members if is_asked else draft.members[:1]


def _values(station: Station) -> Mapping[str, Any]:
    return station.answers.values if station.answers else {}


def _station(stop: Stop, member: Member | None, draft: Draft, today: date) -> Station:
    match stop:
        case Step():
            return _asked(stop, member, draft, today)
        case Gather():
            return Station(stop, None, done=stop.name in draft.finished and bool(draft.members))
        case Attach():
            return Station(stop, None, done=stop.name in draft.finished)


def _asked(step: Step, member: Member | None, draft: Draft, today: date) -> Station:
    typed = draft.typed(step.name, member.id if member else None)
    if typed is None:
        return Station(step, member, done=False, raw=_offered(step, member, draft))
    found = step.page.parse(typed.raw, today)
    if not isinstance(found, Answers):
        return Station(step, member, done=False, raw=typed.raw, mistakes=found)
    is_new = any(field.since > typed.version for field in step.page.fields)
    answers = None if is_new else found
    return Station(step, member, done=not is_new, raw=typed.raw, answers=answers)


def _offered(step: Step, member: Member | None, draft: Draft) -> Raw:
    """What was typed before: on another page that asked the same in an older form, else of the last member.

    The latter only where a question says that the answer is often the same.
    """
    earlier = [one.pages.get(step.name) for one in draft.members[: _place(member, draft)]]
    last: Typed | None = next((typed for typed in reversed(earlier) if typed), None)
    carried = {name for field in step.page.fields if field.carried for name in field.inputs}
    often = {name: values for name, values in last.raw.items() if name in carried} if last else {}
    pages = member.pages if member else draft.pages
    moved = {name: values for page in pages.values() for name, values in page.raw.items()}
    return often | {name: values for name, values in moved.items() if name in step.page.inputs}


def _place(member: Member | None, draft: Draft) -> int:
    return draft.members.index(member) if member in draft.members else 0
