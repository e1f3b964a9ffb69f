"""A hand-written stand-in for the ports of bookings, held by their contract to what the real one promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import RLock

from musicservice.booking_ports import Fresh, PersonBookedError, Registered, SeatsMovedError, Step
from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.receipt import Receipt
from musicservice.domain.training import Seats
from musicservice.domain.training.attendance import Attendance
from musicservice.domain.training.guard import COUNTS, guard
from musicservice.domain.training.place import Place
from musicservice.ports import AlreadyReceivedError, Kept, ReferenceTakenError, StaleError
from musicservice.roll_ports import Enrolled, Marking
from tests.fakes import MemoryLockers, Shelf


@dataclass
class MemoryBookings:
    """Bookings and their register in memory, one writer at a time."""

    counts: dict[str, Seats] = field(default_factory=dict)
    rows: dict[tuple[str, str], Registered] = field(default_factory=dict)
    guards: dict[tuple[str, str], str] = field(default_factory=dict)
    drawn: dict[str, int] = field(default_factory=dict)
    noticed: set[tuple[str, str]] = field(default_factory=set)
    begun: dict[str, Fresh] = field(default_factory=dict)
    needs: dict[str, bytes] = field(default_factory=dict)
    came: dict[str, Attendance] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    references: set[str] = field(default_factory=set)
    trail: list[Entry] = field(default_factory=list)
    posted: list[Message] = field(default_factory=list)
    links: MemoryLockers = field(default_factory=MemoryLockers)
    drafts: MemoryLockers = field(default_factory=MemoryLockers)
    lock: RLock = field(default_factory=RLock)

    def seats(self, course: str) -> Seats | None:
        return self.counts.get(course)

    def place(self, course: str, name: str) -> Place | None:
        row = self.rows.get((course, name))
        return row.place if row else None

    def draw(self, course: str) -> int:
        with self.lock:
            self.drawn[course] = self.drawn.get(course, 0) + 1
            return self.drawn[course]

    def write(self, step: Step, until: float) -> None:  # noqa: ARG002 - it never has to wait
        with self.lock:
            self._judge(step)
            self._count(step)
            self._keep(step)

    def look(self, course: str) -> Seats | None:
        return self.counts.get(course)

    def known(self) -> Sequence[str]:
        return sorted(self.counts)

    def was_told(self, course: str, what: str) -> bool:
        return (course, what) in self.noticed

    def notify(self, course: str, what: str, message: Message, until: float) -> bool:  # noqa: ARG002
        with self.lock:
            if (course, what) in self.noticed:
                return False
            self.noticed.add((course, what))
            self.posted.append(message)
            return True

    def enrolled(self, course: str) -> Sequence[Enrolled]:
        return [
            Enrolled(
                line=row,
                kind=self.begun[row.place.id].reservation.kind,
                answers=self.begun[row.place.id].reservation.answers,
                sealed=self.begun[row.place.id].sealed,
                needs={one.id: self.needs[one.id] for one in row.delegates},
                attendance=self.came.get(row.place.id, Attendance()),
            )
            for row in self.lines(course)
        ]

    def note(self, entries: Sequence[Entry], until: float) -> None:  # noqa: ARG002
        self.trail += entries

    def record(self, seen: Enrolled, marking: Marking, until: float) -> bool:  # noqa: ARG002
        name = seen.line.place.id
        with self.lock:
            there = self.rows[seen.line.place.course, name].place.revision
            if (there, self.came.get(name, Attendance()).revision) != (
                seen.line.place.revision,
                seen.attendance.revision,
            ):
                return False
            self.came[name] = marking.attendance
            self.trail.append(marking.audit)
            self.posted += marking.messages
            for one in marking.openings:
                self.links.shelves[one.code] = Shelf(Kept(one.text, 1), marking.at + one.lasts)
            return True

    def listed(self, course: str) -> Sequence[Place]:
        found = [row.place for (slug, _), row in self.rows.items() if slug == course and row.place.is_listed]
        return sorted(found, key=lambda place: place.seq)

    def line(self, course: str, name: str) -> Registered | None:
        return self.rows.get((course, name))

    def lines(self, course: str) -> Sequence[Registered]:
        return [row for (slug, _), row in sorted(self.rows.items()) if slug == course]

    def remind(self, line: Registered, count: int, message: Message, until: float) -> bool:  # noqa: ARG002
        return self._note(line, replace(line, reminded=count), message)

    def tell(self, line: Registered, told: str, message: Message, until: float) -> bool:  # noqa: ARG002
        return self._note(line, replace(line, told=told), message)

    def release(self, seats: Seats, until: float) -> bool:  # noqa: ARG002
        with self.lock:
            if self.counts[seats.course] != seats:
                return False
            self.counts[seats.course] = seats.released()
            return True

    def _note(self, line: Registered, noted: Registered, message: Message) -> bool:
        key = line.place.course, line.place.id
        with self.lock:
            there = self.rows[key]
            seen = (line.place.revision, line.told, line.reminded)
            if (there.place.revision, there.told, there.reminded) != seen:
                return False
            self.rows[key] = noted
            self.posted.append(message)
            return True

    def _judge(self, step: Step) -> None:
        place, seen, fresh = step.move.place, step.move.seen, step.fresh
        if fresh and fresh.receipt.fingerprint in self.receipts:
            raise AlreadyReceivedError
        there = self.place(place.course, place.id)
        if (there.revision if there else 0) != (seen.revision if seen else 0):
            raise StaleError
        locked, spent = step.locked, fresh.spent if fresh else None
        if locked and self.links.revision(locked.code, step.at) != locked.seen:
            raise StaleError
        if spent and self.drafts.revision(spent.code, step.at) != spent.revision:
            raise StaleError
        here = tuple(who for who in step.arriving if (place.course, who) in self.guards)
        if here:
            raise PersonBookedError(here)
        moved = guard(step.move, step.at)
        if moved and not moved.holds(self.counts[place.course]):
            raise SeatsMovedError
        if fresh and fresh.receipt.reference in self.references:
            raise ReferenceTakenError

    def _count(self, step: Step) -> None:
        moved = guard(step.move, step.at)
        if moved:
            seats = self.counts[step.move.place.course]
            changed = {name: getattr(seats, name) + moved.changes.get(name, 0) for name in COUNTS}
            self.counts[seats.course] = replace(seats, **changed)

    def _keep(self, step: Step) -> None:
        place, fresh, locked = step.move.place, step.fresh, step.locked
        key = place.course, place.id
        if fresh:
            self.receipts[fresh.receipt.fingerprint] = fresh.receipt
            self.references.add(fresh.receipt.reference)
            if fresh.spent:
                del self.drafts.shelves[fresh.spent.code]
            booked = fresh.reservation
            self.begun[place.id] = fresh
            self.needs |= {one.delegate.id: one.needs for one in fresh.people}
            self.rows[key] = Registered(
                place=place,
                reference=booked.reference,
                booker=vars(booked.booker),
                delegates=tuple(sorted((one.delegate for one in fresh.people), key=lambda one: one.id)),
                contact=fresh.contact,
                language=booked.language,
                told=booked.told,
                reminded=0,
                booked_at=fresh.receipt.received_at,
            )
        else:
            row = self.rows[key]
            people = {one.id: one for one in row.delegates if one.id not in step.gone}
            people |= {one.delegate.id: one.delegate for one in step.changed}
            self.needs |= {one.delegate.id: one.needs for one in step.changed}
            delegates = tuple(people[name] for name in sorted(people))
            self.rows[key] = replace(row, place=place, delegates=delegates)
        self.guards |= {(place.course, who): place.id for who in step.arriving}
        for who in step.leaving:
            self.guards.pop((place.course, who), None)
        if locked:
            kept = Kept(locked.text, locked.seen + 1)
            self.links.shelves[locked.code] = Shelf(kept, step.at + locked.lasts)
        self.trail.append(step.audit)
        self.posted += step.messages
