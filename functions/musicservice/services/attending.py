"""Records who came to a course, and posts a certificate to everybody who did, with a question how it was.

What is recorded again is recorded already; what is recorded otherwise is put right. A certificate goes out
once, after the course is over, in the write that notes it. What cannot be understood is given back by its
line, and stops nothing else.
"""

import json
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from musicservice.domain import code
from musicservice.domain.audit import Entry
from musicservice.domain.outbox import Message
from musicservice.domain.training import Course
from musicservice.domain.training.attendance import Attendance, Mark, NoMarkError, mark, must_have_begun
from musicservice.domain.training.reservation import Delegate
from musicservice.forms.export import harmless
from musicservice.messages.facts import Attended, Facts
from musicservice.ports import Clock, Seal
from musicservice.roll_ports import Enrolled, Marking, Opening, Roll
from musicservice.services.booking_words import lines
from musicservice.services.drafting import day
from musicservice.services.feedback import FEEDBACK, OPEN_FOR
from musicservice.services.posting import posted

PATIENCE = 10.0
"""Seconds for one booking."""
TRIES = 5
Why: TypeAlias = Literal["mark", "nobody", "renamed", "twice", "not-booked"]


@dataclass(frozen=True)
class Written:
    """One line of a register that was filled in. `line` counts from 1, the heading included."""

    line: int
    reference: str
    id: str
    name: str
    mark: str


@dataclass(frozen=True)
class Problem:
    """A line that was not recorded, and why not. `found` is what stood there, where that may be told."""

    line: int
    why: Why
    found: str = ""


@dataclass
class Outcome:
    """What became of a register.

    `counts` are of people: `yes` and `no` by now, `changed`, `certificates` posted, `later` where they wait
    for the end of the course, `unnamed` who came and cannot be written to, `withdrawn` where somebody did not
    come who has a certificate already; and of bookings that were `busy`.
    """

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Attending:
    """The service."""

    roll: Roll
    seal: Seal
    clock: Clock
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def __call__(self, course: Course, written: Sequence[Written], recorder: str) -> Outcome:
        """Record what the member of staff called `recorder` brings.

        Raises NotBegunError, and UnavailableError, after which it may be tried again as it is.
        """
        must_have_begun(course, self.clock.now())
        outcome = Outcome()
        booked = {one.line.reference: one for one in self.roll.enrolled(course.slug)}
        marks = _understood(written, booked, outcome)
        for reference in booked:
            self._one(course, reference, marks.get(reference, {}), recorder, outcome)
        outcome.problems.sort(key=lambda problem: problem.line)
        return outcome

    def _one(
        self, course: Course, reference: str, marks: Mapping[str, Mark], recorder: str, outcome: Outcome
    ) -> None:
        for _ in range(TRIES):
            seen = next(one for one in self.roll.enrolled(course.slug) if one.line.reference == reference)
            counts, marking = self._marking(course, seen, marks, recorder)
            until = self.clock.monotonic() + PATIENCE
            if marking is None or self.roll.record(seen, marking, until):
                outcome.counts.update(counts)
                return
        outcome.counts["busy"] += 1

    def _marking(
        self, course: Course, seen: Enrolled, marks: Mapping[str, Mark], recorder: str
    ) -> tuple[Counter[str], Marking | None]:
        """What it comes to, in numbers and as a write; no write where all of it is so already."""
        before, now = seen.attendance, self.clock.now()
        after = {**before.marks, **marks}
        came = [one for one in seen.line.delegates if after.get(one.id) == "yes"]
        due = [one for one in came if one.is_named and one.id not in before.certified]
        counts: Counter[str] = Counter(after.values())
        counts["changed"] = sum(before.marks.get(name) != said for name, said in marks.items())
        counts["unnamed"] = sum(not one.is_named for one in came)
        counts["withdrawn"] = sum(after.get(name) == "no" for name in before.certified)
        is_over = now >= course.ends
        counts["certificates" if is_over else "later"] = len(due)
        certified = due if is_over else []
        if not certified and not counts["changed"]:
            return counts, None
        letters = [self._letter(course, seen, one, now) for one in certified]
        entry = _entry(seen, recorder, now)
        attendance = Attendance(
            after, before.certified | {one.id for one in certified}, entry.number, entry.digest
        )
        messages, openings = tuple(m for m, _ in letters), tuple(o for _, o in letters)
        return counts, Marking(attendance, now, entry, messages, openings)

    def _letter(
        self, course: Course, seen: Enrolled, one: Delegate, now: datetime
    ) -> tuple[Message, Opening]:
        """The certificate, and what the link beside it opens: nothing that says whose it is."""
        token, line = code.draw(self.choose), seen.line
        facts = Facts(
            reference=line.reference,
            lines=lines(course, 1)[:2],
            token=token,
            day=day(now + OPEN_FOR),
            certificate=Attended(course.slug, one.name),
        )
        letter = posted(
            "certificate",
            one.email,
            facts,
            self.seal,
            now,
            case=line.place.id,
            language=line.language,
            course=course.slug,
        )
        text = json.dumps({"kind": FEEDBACK, "course": course.slug}).encode()
        return letter, Opening(token, text, OPEN_FOR + timedelta(days=1))


def _entry(seen: Enrolled, recorder: str, now: datetime) -> Entry:
    """Of a trail of its own, which goes on from the last time somebody recorded who came."""
    case, before = f"{seen.line.place.id}-CAME", seen.attendance
    fields = ("attended",)
    return Entry(case, before.revision + 1, f"staff:{recorder}", "recorded", fields, now, before.trail)


def _understood(
    written: Sequence[Written], booked: Mapping[str, Enrolled], outcome: Outcome
) -> dict[str, dict[str, Mark]]:
    """The marks by booking and delegate. Lines that are wrong go into the outcome."""
    found: dict[str, dict[str, Mark]] = {}
    lines = Counter((one.reference, one.id) for one in written)
    for one in written:
        try:
            said = mark(one.mark)
        except NoMarkError:
            outcome.problems.append(Problem(one.line, "mark", one.mark.strip()[:20]))
            continue
        if why := _wrong(one, booked.get(one.reference), is_twice=lines[one.reference, one.id] > 1):
            outcome.problems.append(Problem(one.line, why))
        elif said:
            found.setdefault(one.reference, {})[one.id] = said
    return found


def _wrong(one: Written, booking: Enrolled | None, *, is_twice: bool) -> Why | None:
    who = next((d for d in booking.line.delegates if d.id == one.id), None) if booking else None
    if booking is None or who is None:
        return "nobody"
    if booking.line.place.standing != "confirmed":
        return "not-booked"
    if who.is_named and _bare(one.name) != _bare(harmless(who.name)):
        return "renamed"
    return "twice" if is_twice else None


def _bare(name: str) -> str:
    """A name as a spreadsheet may have left it."""
    return " ".join(name.split()).removeprefix("'").casefold()
