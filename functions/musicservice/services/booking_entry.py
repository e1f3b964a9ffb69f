"""Makes of a request all that is kept when a booking is new: its people, its link, its letter, its trail."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from musicservice.booking_ports import Coming, Fresh, Step
from musicservice.domain import reference
from musicservice.domain.audit import BEGINNING, Entry
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.submission import ANSWERS, Kept, Spent
from musicservice.domain.training import Course
from musicservice.domain.training.asking import PersonHereError
from musicservice.domain.training.place import Move
from musicservice.domain.training.reservation import Delegate, Reservation, stamp
from musicservice.messages.facts import Dates, Facts
from musicservice.ports import Seal
from musicservice.services.booking_request import BookingRequest, Opened
from musicservice.services.booking_words import contact, lines, locked
from musicservice.services.composing import evened
from musicservice.services.posting import posted

ROOM = 2048
"""Octets of room for what one person needs, whether they need anything or not: its length tells nothing."""

CONFIRMED = "booking-confirmed"


def needed(needs: Kept | None, seal: Seal, booking: str) -> bytes:
    """What somebody needs, sealed. Raises UnavailableError."""
    text = json.dumps(dict(needs or {}), ensure_ascii=False).encode()
    return seal.seal(evened(text, ROOM), {"record": booking, "purpose": ANSWERS})


@dataclass
class Entering:
    """One booking on its way in. What is sealed is sealed once, however often it has to be tried.

    `still_time` raises UnavailableError when it is too late to begin another step.
    """

    request: BookingRequest
    course: Course
    name: str
    people: tuple[Delegate, ...]
    now: datetime
    seal: Seal
    receipt_name: str
    choose: Callable[[Sequence[str]], str] = secrets.choice
    still_time: Callable[[], None] = lambda: None
    reference: str = ""
    sealed: dict[str, bytes] = field(default_factory=dict)
    letters: dict[str, Message] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Under a first reference."""
        self.rename()

    def rename(self) -> None:
        """Another reference, where somebody else bears this one."""
        self.reference = reference.draw(self.choose)
        self.letters.clear()

    def here(self, who: Sequence[str]) -> PersonHereError:
        """Says which of those asked for is on the course already."""
        found = [(n, one.id) for n, one in enumerate(self.people) if one.who in who]
        return PersonHereError(tuple(n for n, _ in found), tuple(name for _, name in found))

    def step(self, move: Move) -> Step:
        """All that is kept if they come in by `move`. Raises UnavailableError."""
        action = "booked" if move.place.standing == "confirmed" else "joined"
        fields = tuple(sorted(("booker", "delegates", *(self.request.answers or {}))))
        entry = Entry(self.name, 1, self.request.arrival.actor, action, fields, self.now, BEGINNING)
        move = replace(move, place=replace(move.place, trail=entry.digest))
        people = self._reservation(move)
        return Step(
            move=move,
            at=self.now,
            audit=entry,
            messages=(self._letter(CONFIRMED if action == "booked" else "booking-waiting"),),
            arriving=people.guarded,
            locked=locked(self.request.code, people, self.request.digest, 0, self.course, self.now),
            fresh=self._fresh(people),
        )

    def opened(self, step: Step) -> Opened:
        """The booking as it is once the step is kept."""
        people = self._reservation(step.move)
        return Opened(self.request.code, people, self.course, self.request.digest, 1)

    def _reservation(self, move: Move) -> Reservation:
        asked = self.request
        return Reservation(
            move.place,
            self.reference,
            asked.kind,
            asked.booker,
            self.people,
            dict(asked.answers or {}),
            stamp(self.course),
            asked.language,
        )

    def _fresh(self, people: Reservation) -> Fresh:
        asked = self.request
        shown = lines(self.course, len(self.people))
        coming = tuple(
            Coming(one, self._once(one.id, wanted.needs))
            for one, wanted in zip(self.people, asked.delegates, strict=True)
        )
        return Fresh(
            people,
            coming,
            self._once("private", asked.private),
            self._contact(),
            Receipt(self.receipt_name, self.reference, self.now, shown),
            Spent(asked.code, asked.revision) if asked.revision else None,
            asked.arrival,
        )

    def _once(self, name: str, private: Kept | None) -> bytes:
        if name not in self.sealed:
            self.still_time()
            self.sealed[name] = needed(private, self.seal, self.name)
        return self.sealed[name]

    def _contact(self) -> bytes:
        if "contact" not in self.sealed:
            self.still_time()
            asked = self.request
            self.sealed["contact"] = contact(asked.booker.email, asked.code, self.seal, self.name)
        return self.sealed["contact"]

    def _letter(self, kind: str) -> Message:
        if kind not in self.letters:
            self.still_time()
            asked = self.request
            dates = Dates(self.course.slug, self.now) if kind == CONFIRMED else None
            told = lines(self.course, len(self.people))
            facts = Facts(self.reference, told, asked.code, calendar=dates)
            self.letters[kind] = posted(
                kind,
                asked.booker.email,
                facts,
                self.seal,
                self.now,
                case=self.name,
                language=asked.language,
                course=self.course.slug,
            )
        return self.letters[kind]
