"""The service that keeps drafts, with stand-ins around it, and steps through a form in it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from musicservice.domain.outbox import Message
from musicservice.forms.draft import Draft, Typed
from musicservice.forms.journey import Step
from musicservice.forms.reading import read
from musicservice.ports import Kept
from musicservice.services.drafting import Drafting
from musicservice.services.outcomes import Opened
from tests.examples import NOW, Answer, begun, filled, journey, typed
from tests.fakes import FakeClock, MemoryLockers, MemorySubmissions

CODE = "7K4Q2MXW9RTBHC3PV6ND"
FORM = "enrolment"


def named(name: str, applicant: str) -> Any:
    return journey(applicant, name)


def service(lockers: Any = None, submissions: Any = None, clock: FakeClock | None = None) -> Drafting:
    kept = lockers or MemoryLockers()
    return Drafting(
        lockers=kept,
        submissions=submissions or MemorySubmissions(kept),
        clock=clock or FakeClock(NOW),
        journey=named,
        receipt_name=lambda code: f"receipt of {code}",
        choose=random.Random(1).choice,  # noqa: S311 - the same in each run
    )


def laid(drafting: Drafting, draft: Draft, code: str = CODE) -> Opened:
    """The draft, put under a code as if it had been begun here."""
    drafting.lockers.put(
        code,
        draft.to_json().encode(),
        0,
        timedelta(days=28),
        drafting.clock.now(),
        drafting.clock.monotonic(),
    )
    return there(drafting, code, draft.form)


def there(drafting: Drafting, code: str = CODE, name: str = FORM) -> Opened:
    """The draft under a code, which must be there."""
    found = drafting.open(name, code)
    assert isinstance(found, Opened), found
    return found


def halfway(until: str = "children", applicant: str = "parent", name: str = FORM) -> Draft:
    """A draft that is filled in as far as one stop."""
    form = journey(applicant, name)
    return filled(form, begun(form, applicant), until)


def whole(applicant: str = "parent", name: str = FORM) -> Draft:
    """A draft in which nothing is open."""
    return halfway("", applicant, name)


def page(name: str, member: int | None = None, changes: Any = None, applicant: str = "parent") -> Any:
    """One page as the household fills it in."""
    [step] = [one for one in journey(applicant).steps if one.name == name]
    return typed(step.page, member, changes)


def changed(draft: Draft, changes: Mapping[str, Answer]) -> Draft:
    """A whole draft with some answers given otherwise wherever they are asked, and whole again."""
    form = journey("parent", draft.form)
    places = {member.id: place for place, member in enumerate(draft.members)}
    for station in read(form, draft, NOW.date()).stations:
        if isinstance(station.stop, Step) and not changes.keys().isdisjoint(station.stop.page.inputs):
            member = station.member.id if station.member else None
            raw = typed(station.stop.page, places[member] if member else None, changes)
            draft = draft.with_typed(station.stop.name, member, Typed(raw, form.version))
    return filled(form, draft)


@dataclass
class Crowded:
    """Lockers in which somebody else writes before each of our puts, as often as there are rivals."""

    rivals: list[Draft]
    behind: MemoryLockers = field(default_factory=MemoryLockers)
    tried: int = 0

    def look(self, code: str, now: datetime) -> Kept | None:
        return self.behind.look(code, now)

    def put(self, code: str, text: bytes, seen: int, *rest: Any) -> None:
        """`rest` is how long it lasts, the time, the deadline and a letter."""
        self.tried += 1
        if seen and self.rivals:
            theirs = self.rivals.pop(0).to_json().encode()
            self.behind.put(code, theirs, seen, timedelta(days=28), NOW, 0)
        self.behind.put(code, text, seen, *rest)

    @property
    def posted(self) -> list[Message]:
        return self.behind.posted


@dataclass
class Failing:
    """Lockers that fail in one way, with looking or with putting."""

    looking: Exception | None = None
    putting: Exception | None = None
    behind: MemoryLockers = field(default_factory=MemoryLockers)

    def look(self, code: str, now: datetime) -> Kept | None:
        if self.looking:
            raise self.looking
        return self.behind.look(code, now)

    def put(self, *arguments: Any) -> None:
        if self.putting:
            raise self.putting
        self.behind.put(*arguments)
