"""Keeps what a household types, page by page, and tells where it stands.

A draft is opened by its code and nothing else. A code that was guessed or cut, that has ended or is
another form's, gets one answer, the same for all. Two windows may write at once: each change is made
again on what the other left, so neither loses anything. It does not know what is asked, nor how
drafts are kept.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from musicservice.domain import code as codes
from musicservice.domain.outbox import Message
from musicservice.forms.draft import Draft, DraftUnreadableError, Typed
from musicservice.forms.form import Answers
from musicservice.forms.journey import Journey, Step
from musicservice.forms.reading import Reading, Station, read
from musicservice.forms.typed import Raw, first, trimmed
from musicservice.messages.facts import Facts
from musicservice.ports import (
    Clock,
    Lockers,
    Seal,
    SealBrokenError,
    StaleError,
    Submissions,
    UnavailableError,
)
from musicservice.services.outcomes import Edit, Found, Gone, Mistaken, NotAsked, Opened, Sent, Unsaved
from musicservice.services.posting import posted

HERE = ZoneInfo("Europe/London")
LIVES = timedelta(days=28)
"""How long a draft is kept after its last change."""
PATIENCE = 6.0
"""Seconds after which no further step is begun: with every timeout of the clients behind it, the
answer still comes within 20 seconds, inside the function's own limit of 25."""
TRIES = 5
LETTERS = 5
"""How many links to one draft may be sent by e-mail: nobody's mailbox is to be filled from here."""
APPLICANT, COURSE = "applicant", "course"
TURNS_ON = (APPLICANT, COURSE)
"""The questions, on first pages, whose answer changes all that follow: the wording, or the course."""


@dataclass(frozen=True)
class Drafting:
    """The service. `journey` gives the form of a name for an applicant, or for a course.

    `keyed_by` is the id of the member of staff for whom it is, "" for whoever fills in a form of their own.
    """

    lockers: Lockers
    submissions: Submissions
    clock: Clock
    journey: Callable[[str, str], Journey]
    receipt_name: Callable[[str], str]
    choose: Callable[[Sequence[str]], str] = secrets.choice
    keyed_by: str = ""

    def begin(self, name: str, raw: Raw, until: float | None = None) -> Opened | Mistaken | Unsaved:
        """A new draft, from its first page; not begun after `until`, where something was done before."""
        journey, now = self.journey(name, turned_on((raw,))), self.clock.now()
        found = journey.first.page.parse(raw, day(now))
        if not isinstance(found, Answers):
            return Mistaken(found, Station(journey.first, None, done=False, raw=raw))
        draft = Draft(
            form=name,
            version=journey.version,
            begun=day(now),
            saved=day(now),
            pages={journey.first.name: Typed(trimmed(raw), journey.version)},
            keyed_by=self.keyed_by,
        )
        draft = draft.with_member(member_id())
        code = codes.draw(self.choose)
        until = self.until() if until is None else until
        try:
            self._still_time(until)
            self.lockers.put(code, _text(draft), 0, lasts(draft, now), now, until)
        except UnavailableError as cause:
            return Unsaved(cause)
        return Opened(code, self._read(draft, now), 1)

    def open(self, name: str, code: str) -> Found:
        """What the code opens."""
        try:
            return self._opened(name, code, self.clock.now())
        except UnavailableError as cause:
            return Unsaved(cause)

    def find(self, names: Sequence[str], code: str) -> tuple[str, Found]:
        """What the code opens, and the name of the form, whichever of them it is."""
        for name in names:
            if not isinstance(found := self.open(name, code), Gone):
                return name, found
        return names[0], Gone()

    def mail(self, name: str, code: str, address: str, seal: Seal) -> Found | Mistaken | NotAsked:
        """Have a link to the draft sent to `address`: at most LETTERS of them, counted in the draft."""
        now, until = self.clock.now(), self.until()

        def edit(opened: Opened) -> Draft | NotAsked:
            draft = opened.reading.draft
            return NotAsked(opened) if draft.letters >= LETTERS else replace(draft, letters=draft.letters + 1)

        facts = Facts(token=code, day=day(now + LIVES))
        try:
            letter = posted("draft-link", address, facts, seal, now)
        except UnavailableError as cause:
            return Unsaved(cause)
        return self.change(name, code, edit, letter, until)

    def change(
        self, name: str, code: str, edit: Edit, letter: Message | None = None, until: float | None = None
    ) -> Found | Mistaken | NotAsked:
        """The draft as `edit` makes it, kept, with a letter. What another window did stays done."""
        now, until = self.clock.now(), self.until() if until is None else until
        try:
            for _ in range(TRIES):
                try:
                    return self._changed(name, code, edit, now, until, letter)
                except StaleError:
                    if self.clock.monotonic() > until:
                        break
        except UnavailableError as cause:
            return Unsaved(cause)
        return Unsaved(UnavailableError("drafts", "Busy"))

    def answer(
        self, name: str, code: str, stop: str, member: str | None, raw: Raw
    ) -> Found | Mistaken | NotAsked:
        """Keep what was typed on one page, if nothing on it has to be put right."""

        def edit(opened: Opened) -> Draft | Mistaken | NotAsked:
            reading = opened.reading
            station = reading.at(stop, member)
            if station is None or not isinstance(station.stop, Step) or not reading.may_open(station):
                return NotAsked(opened)
            found = station.stop.page.parse(raw, day(self.clock.now()))
            if not isinstance(found, Answers):
                return Mistaken(found, replace(station, raw=raw), opened)
            return reading.draft.with_typed(stop, member, Typed(trimmed(raw), reading.journey.version))

        return self.change(name, code, edit)

    def _changed(  # noqa: PLR0913, PLR0917 - a whole change
        self, name: str, code: str, edit: Edit, now: datetime, until: float, letter: Message | None
    ) -> Found | Mistaken | NotAsked:
        opened = self._opened(name, code, now)
        if not isinstance(opened, Opened):
            return opened
        edited = edit(opened)
        if not isinstance(edited, Draft):
            return edited
        edited = replace(edited, saved=day(now))
        self._still_time(until)
        self.lockers.put(code, _text(edited), opened.revision, lasts(edited, now), now, until, letter)
        return Opened(code, self._read(edited, now), opened.revision + 1)

    def _opened(self, name: str, code: str, now: datetime) -> Opened | Sent | Gone:
        try:
            kept = self.lockers.look(code, now)
            if kept is None:
                receipt = self.submissions.receipt(self.receipt_name(code), now)
                return Sent(receipt) if receipt and receipt.form in {"", name} else Gone()
            draft = Draft.from_json(kept.text.decode())
        except (SealBrokenError, DraftUnreadableError):
            return Gone()
        is_theirs = (draft.form, draft.keyed_by) == (name, self.keyed_by)
        return Opened(code, self._read(draft, now), kept.revision) if is_theirs else Gone()

    def _read(self, draft: Draft, now: datetime) -> Reading:
        return read(self.journey(draft.form, applicant(draft)), draft, day(now))

    def until(self) -> float:
        """The moment on the monotonic clock after which no further step may begin of what begins now."""
        return self.clock.monotonic() + PATIENCE

    def _still_time(self, until: float) -> None:
        if self.clock.monotonic() > until:
            raise UnavailableError("drafts", "OutOfTime")


def applicant(draft: Draft) -> str:
    """Who fills it in, or which course it is for, as the first page says; empty where that cannot be told."""
    return turned_on(page.raw for page in draft.pages.values())


def turned_on(pages: Iterable[Raw]) -> str:
    """The answer, in what was typed, that all other pages turn on."""
    return next((first(raw, name) for raw in pages for name in TURNS_ON if name in raw), "")


def without(draft: Draft, member: str) -> Draft:
    """The draft with one member less; a fresh one stands in for the last, since a form is about somebody."""
    left = draft.without_member(member)
    return left if left.members else left.with_member(member_id())


def member_id() -> str:
    """An id for a member that says nothing of them."""
    return secrets.token_hex(4)


def _text(draft: Draft) -> bytes:
    return draft.to_json().encode()


def lasts(draft: Draft, now: datetime) -> timedelta:
    """How long it is kept from now: to the end of its last day, and never shorter than was promised."""
    last = max(day(now + LIVES), draft.promised or date.min)
    return end_of(last) - now


def end_of(on: date) -> datetime:
    """The last second of a day where the service is: letters say "until the end of" it."""
    return datetime(on.year, on.month, on.day, 23, 59, 59, tzinfo=HERE).astimezone(UTC)


def day(now: datetime) -> date:
    """The day it is where the service is."""
    return now.astimezone(HERE).date()
