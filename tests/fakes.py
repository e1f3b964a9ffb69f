"""Hand-written stand-ins for the ports, held by the contract suites to the promises of the real ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from musicservice.domain.outbox import Message, Unreadable
from musicservice.domain.receipt import REMEMBERED, Receipt
from musicservice.domain.submission import Submission
from musicservice.ports import (
    AlreadyReceivedError,
    Kept,
    Letter,
    ReferenceTakenError,
    SealBrokenError,
    StaleError,
    UnavailableError,
    UndeliverableError,
)


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    at: datetime
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def pass_by(self, span: timedelta) -> None:
        self.at += span
        self.seconds += span.total_seconds()


@dataclass(frozen=True)
class Shelf:
    """What lies in one locker, and until when."""

    kept: Kept
    until: datetime


@dataclass
class MemoryLockers:
    """What is kept under codes, in memory. Codes in `spoilt` open nothing that can be read."""

    shelves: dict[str, Shelf] = field(default_factory=dict)
    posted: list[Message] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def look(self, code: str, now: datetime) -> Kept | None:
        shelf = self.shelves.get(code)
        if shelf is None or shelf.until < now:
            return None
        if code in self.spoilt:
            raise SealBrokenError
        return shelf.kept

    def put(  # noqa: PLR0913, PLR0917 - as the port has it
        self,
        code: str,
        text: bytes,
        seen: int,
        lasts: timedelta,
        now: datetime,
        until: float,  # noqa: ARG002 - it never has to wait
        letter: Message | None = None,
    ) -> None:
        with self.lock:
            if self.revision(code, now) != seen:
                raise StaleError
            self.shelves[code] = Shelf(Kept(text, seen + 1), now + lasts)
            self.posted += [letter] if letter else []

    def revision(self, code: str, now: datetime) -> int:
        """Of what is still there; 0 where nothing is."""
        shelf = self.shelves.get(code)
        return shelf.kept.revision if shelf and shelf.until >= now else 0


@dataclass
class MemorySubmissions:
    """Accepted forms in memory, one writer at a time. Drafts lie in `lockers`, letters in `links`."""

    lockers: MemoryLockers = field(default_factory=MemoryLockers)
    links: MemoryLockers = field(default_factory=MemoryLockers)
    kept: list[Submission] = field(default_factory=list)

    def receipt(self, fingerprint: str, now: datetime) -> Receipt | None:
        found = [s.receipt for s in self.kept if s.receipt.fingerprint == fingerprint]
        return next((receipt for receipt in reversed(found) if receipt.received_at + REMEMBERED >= now), None)

    def keep(self, submission: Submission, until: float) -> None:  # noqa: ARG002 - it never has to wait
        with self.lockers.lock:
            now, spent = submission.receipt.received_at, submission.spent
            if self.receipt(submission.receipt.fingerprint, now):
                raise AlreadyReceivedError
            if spent and self.lockers.revision(spent.code, now) != spent.revision:
                raise StaleError
            taken = {(s.case, s.receipt.reference) for s in self.kept}
            if any(submission.case == case or submission.receipt.reference == name for case, name in taken):
                raise ReferenceTakenError
            if spent:
                del self.lockers.shelves[spent.code]
            for one in submission.placed:
                there = {"drafts": self.lockers, "links": self.links}[one.kind]
                there.shelves[one.code] = Shelf(Kept(one.text, 1), now + one.lasts)
            self.kept.append(submission)


@dataclass
class MemoryOutbox:
    """Messages in memory."""

    waiting: dict[str, Message] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    spoilt: list[Unreadable] = field(default_factory=list)

    def due(self, now: datetime, limit: int) -> Sequence[Message | Unreadable]:
        ripe = sorted((m for m in self.waiting.values() if m.due <= now), key=lambda m: m.due)
        return [*self.spoilt, *(replace(m, sealed=b"") for m in ripe)][:limit]

    def claim(self, message: Message, until: datetime) -> Message | Unreadable | None:
        held = self.waiting.get(message.id)
        if held is None or replace(held, sealed=message.sealed) != message:
            return None
        self.waiting[message.id] = replace(held.begun, due=until)
        return self.waiting[message.id]

    def sent(self, message: Message, now: datetime) -> None:  # noqa: ARG002 - it keeps no times
        self._settle(message, "sent")

    def postpone(self, message: Message, due: datetime, reason: str) -> None:  # noqa: ARG002 - it keeps no reasons
        if self._is_ours(message):
            self.waiting[message.id] = replace(message, due=due)

    def give_up(self, message: Message, reason: str, now: datetime) -> None:  # noqa: ARG002 - it keeps no times
        self._settle(message, reason)

    def set_aside(self, row: Unreadable, now: datetime) -> None:  # noqa: ARG002 - it keeps no times
        self.spoilt.remove(row)

    def _is_ours(self, message: Message) -> bool:
        held = self.waiting.get(message.id)
        return held is not None and (held.due, held.attempts) == (message.due, message.attempts)

    def _settle(self, message: Message, how: str) -> None:
        if self._is_ours(message):
            del self.waiting[message.id]
            self.settled[message.id] = how


@dataclass
class MemoryPost:
    """Keeps letters, or refuses them as told: `refusals` maps an address to what is raised for it."""

    letters: list[Letter] = field(default_factory=list)
    refusals: Mapping[str, UndeliverableError | UnavailableError] = field(default_factory=dict)

    def send(self, letter: Letter) -> None:
        if letter.to in self.refusals:
            raise self.refusals[letter.to]
        self.letters.append(letter)


class OpenSeal:
    """A seal that hides nothing and still holds a text to its context."""

    def seal(self, text: bytes, context: Mapping[str, str]) -> bytes:
        return repr(sorted(context.items())).encode() + b"|" + text

    def open(self, sealed: bytes, context: Mapping[str, str]) -> bytes:
        bound, _, text = sealed.partition(b"|")
        if bound != repr(sorted(context.items())).encode():
            raise SealBrokenError
        return text


class PlainFingerprint:
    """Names a text by the text."""

    def of(self, text: bytes) -> str:
        return text.hex()
