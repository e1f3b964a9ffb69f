"""The worker's rounds after what happened: a family's answer moves what it answers, and everything is
counted.

A note is taken away in the write that counts it. What follows from it is done before, and doing it again
changes nothing: so a round that ends in between is made good by the next.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from musicservice.domain.audit import following
from musicservice.domain.office.area import AREAS, Area
from musicservice.domain.office.counting import sums, week_of
from musicservice.domain.office.handover import SAYINGS, Handover, accepted, carried
from musicservice.domain.office.happening import Happening, keys_of
from musicservice.domain.office.promise import HERE
from musicservice.domain.office.work import KINDS, Kind, NotNextError, Nudge, Queue, Status, Work
from musicservice.domain.outbox import Unreadable
from musicservice.letter_ports import CallingOff
from musicservice.numbers_ports import Count, Happenings
from musicservice.office_ports import Cases, Change
from musicservice.ports import Clock, StaleError, UnavailableError
from musicservice.trail_ports import Trail

A_ROUND = 50
"""How many notes one read gives."""
PATIENCE = 10.0
BUDGET = 35.0
"""Seconds after which no further note is begun, so that the slowest ends inside the worker's 60."""
ACTOR = "worker"
ANSWERS: Mapping[str, Status] = {"offer-accepted": "accepted", "offer-declined": "declined"}
"""What a family's answer to an offer makes of it."""
QUESTION = "question-answered"
OPENED, IN_PLACE = "brief-opened", "brief-in-place-"
"""What a teacher did with a brief; the second is followed by what was said."""
BROUGHT_BACK: frozenset[Status] = frozenset({"asked", "refused"})
"""What a family's answer to a question brings back to the queue. What was given is not taken away by it."""
NOWHERE = "elsewhere"
OVER: tuple[tuple[Kind, Queue, Status, str], ...] = (
    ("enrolment", "offered", "lapsed", "lapsed"),
    ("enrolment", "asked", "received", "came back"),
    ("remission", "asked", "received", "came back"),
)
"""What waits for a family until a day: where, what becomes of it then, and what the trail calls that."""


@dataclass(frozen=True)
class Following:
    """The round over what happened."""

    happenings: Happenings
    cases: Cases
    trail: Trail
    letters: CallingOff
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """One round; gives how many were counted, set aside, or left for the next."""
        counts: Counter[str] = Counter()
        until = self.clock.monotonic() + BUDGET
        while self._some(counts, until):
            pass
        return counts

    def _some(self, counts: Counter[str], until: float) -> bool:
        """Follow as many as one read gives. Whether there may be more, and it helps to go on at once.

        The index may show for a moment what is taken away: a read that brings nothing to count is the last.
        """
        notes, before = self.happenings.due(A_ROUND), counts["counted"]
        for note in notes:
            if self.clock.monotonic() > until:
                return False
            counts[self._one(note)] += 1
        return len(notes) == A_ROUND and counts["counted"] > before

    def _one(self, note: Happening | Unreadable) -> str:
        if isinstance(note, Unreadable):
            self.happenings.set_aside(note, self.clock.now())
            return "unreadable"
        until = self.clock.monotonic() + PATIENCE
        try:
            if note.what in ANSWERS:
                self._answered(note, until)
            if note.what == QUESTION:
                self._told(note, until)
            if note.what == OPENED or note.what.startswith(IN_PLACE):
                self._handed_over(note, until)
            area = note.facts.get("area", NOWHERE)
            count = Count(week_of(note.at), note.what, area, sums(note))
            return "counted" if self.happenings.count(note, count, until) else "taken"
        except (UnavailableError, StaleError):
            return "later"
        except Exception as broken:  # noqa: BLE001 - one note that nobody thought of must not stop the others
            self.happenings.set_aside(Unreadable(keys_of(note), type(broken).__name__), self.clock.now())
            return "unreadable"

    def _answered(self, note: Happening, until: float) -> None:
        """What was offered is accepted or declined. An answer to an older offer moves nothing."""
        case = self.cases.case(note.about)
        child, revision = (note.facts.get(name, "") for name in ("child", "revision"))
        work = case.work("enrolment", int(child)) if case and child.isdecimal() else None
        if work is None or not _is_that_offer(work, revision):
            return
        try:
            after = work.becomes(ANSWERS[note.what], self.clock.now(), facts=carried(work.facts))
        except NotNextError:
            return
        if reminder := str(work.facts.get("reminder", "")):
            self.letters.call_off(reminder, self.clock.now())
        before = case.handover(work.number) if case else None
        begun = accepted(after, before) if after.status == "accepted" else None
        handovers = ((before, begun),) if begun else ()
        move(self.cases, self.trail, work, after, until, self.clock, handovers=handovers)

    def _told(self, note: Happening, until: float) -> None:
        """A family told what it was asked for: somebody must look at it."""
        case, child = self.cases.case(note.about), note.facts.get("child", "")
        kind = next((one for one in KINDS if one == note.facts.get("of")), None)
        work = case.work(kind, int(child)) if case and kind and child.isdecimal() else None
        if work is not None and work.status in BROUGHT_BACK:
            after = work.becomes("received", self.clock.now())
            move(self.cases, self.trail, work, after, until, self.clock)
        elif work is not None and work.queue != "open":
            self._nudged(work, note, until)

    def _nudged(self, work: Work, note: Happening, until: float) -> None:
        """What was decided stays as it is, and somebody is told to look. Done again, it changes nothing."""
        now = self.clock.now()
        nudge = Nudge(replace(work, since=note.at, facts={"told": note.at.isoformat()}, sealed=b""))
        fields = (work.kind, f"child={work.number + 1}")
        entry = following(self.trail.head(work.case), ACTOR, "answered late", fields, now)
        self.cases.change(Change(work.case, entry, now, nudges=(nudge,)), until)

    def _handed_over(self, note: Happening, until: float) -> None:
        """A teacher opened a brief, or somebody said whether what it says was in place."""
        case, child, issue = self.cases.case(note.about), note.facts.get("child", ""), note.facts["issue"]
        before = case.handover(int(child)) if case and child.isdecimal() else None
        if before is None:
            return
        day, said = note.at.astimezone(HERE).date(), note.what.removeprefix(IN_PLACE)
        known = next((one for one in SAYINGS if one == said), None)
        after = before.answered(int(issue), known, day) if known else before.seen(int(issue), day)
        if after != before:
            fields = (f"child={before.number + 1}", *((known,) if known else ()))
            action = "said whether it was in place" if known else "opened a brief"
            who = note.facts.get("who", ACTOR)
            entry = following(self.trail.head(before.case), who, action, fields, self.clock.now())
            change = Change(before.case, entry, self.clock.now(), handovers=((before, after),))
            self.cases.change(change, until)


@dataclass(frozen=True)
class Lapsing:
    """The round over offers and questions whose day is over: they come back, so that somebody calls."""

    cases: Cases
    trail: Trail
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """One round; gives how many are over by now."""
        today, counts = self.clock.now().astimezone(HERE).date(), Counter[str]()
        for kind, queue, status, said in OVER:
            for area in AREAS:
                for work in self._waiting(kind, queue, area):
                    counts.update(self._one(work, today, status, said))
        return counts

    def _waiting(self, kind: Kind, queue: Queue, area: Area) -> Iterator[Work]:
        """All that waits there."""
        after = ""
        while True:
            page = self.cases.queue(kind, queue, area, A_ROUND, after)
            yield from page.works
            after = page.after
            if not after:
                return

    def _one(self, work: Work, today: date, status: Status, said: str) -> list[str]:
        try:
            last = date.fromisoformat(str(work.facts.get("until", "")))
        except ValueError:
            return ["unreadable"]
        if today <= last:
            return []
        until, now = self.clock.monotonic() + PATIENCE, self.clock.now()
        after = work.becomes(status, now, facts=carried(work.facts))
        try:
            move(self.cases, self.trail, work, after, until, self.clock, said)
        except (UnavailableError, StaleError):
            return ["later"]
        return [said]


def move(  # noqa: PLR0913, PLR0917 - a whole write
    cases: Cases,
    trail: Trail,
    before: Work,
    after: Work,
    until: float,
    clock: Clock,
    said: str = "",
    handovers: tuple[tuple[Handover | None, Handover], ...] = (),
) -> None:
    """Write one step of the worker's with its entry on the case's trail. Raises StaleError.

    `said` is what the trail calls it; "" for what it became.
    """
    fields = (after.kind, f"child={after.number + 1}")
    entry = following(trail.head(before.case), ACTOR, said or after.status, fields, clock.now())
    change = Change(before.case, entry, clock.now(), works=((before, after),), handovers=handovers)
    cases.change(change, until)


def _is_that_offer(work: Work, revision: str) -> bool:
    """Whether it still is the offer that was answered, or that offer when its day was over."""
    seen = int(revision) if revision.isdecimal() else 0
    return (work.status == "offered" and work.revision == seen) or (
        work.status == "lapsed" and work.revision == seen + 1
    )
