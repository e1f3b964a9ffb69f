"""A stand-in for the store of cases, held by the contract suite to the promises of the real one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from musicservice.domain.audit import Entry
from musicservice.domain.office.area import Area
from musicservice.domain.office.finding import Trace
from musicservice.domain.office.happening import Happening
from musicservice.domain.office.work import Kind, Queue, Work
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Placed, Submission
from musicservice.office_ports import CaseFile, Change, Page, Posted
from musicservice.ports import StaleError


@dataclass
class MemoryCases:
    """Cases in memory, and what was written beside them. `interrupt` happens before each change."""

    cases: dict[str, CaseFile] = field(default_factory=dict)
    traces: list[Trace] = field(default_factory=list)
    trail: list[Entry] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    interrupt: Callable[[], None] = lambda: None
    lock: Lock = field(default_factory=Lock)

    def file(self, submission: Submission) -> None:
        """Take in what a family sent."""
        self.cases[submission.case] = CaseFile(
            id=submission.case,
            form=submission.form,
            form_version=submission.form_version,
            reference=submission.receipt.reference,
            received_at=submission.receipt.received_at,
            answers=submission.answers,
            sealed=submission.sealed,
            warnings=submission.warnings,
            uploads=submission.uploads,
            channel=submission.arrival.channel,
            keyed_by=submission.arrival.keyed_by,
            revision=1,
            held=False,
            posted=tuple(Posted(m.id, m.kind, m.due) for m in submission.messages),
            works=submission.works,
            papers=(),
        )
        self.traces += submission.traces
        self.trail.append(submission.audit)

    def case(self, name: str) -> CaseFile | None:
        return self.cases.get(name)

    def queue(self, kind: Kind, queue: Queue, area: Area, limit: int, after: str = "") -> Page:
        waiting = sorted(
            (
                work
                for case in self.cases.values()
                for work in case.works
                if (work.kind, work.queue, work.area) == (kind, queue, area)
            ),
            key=lambda work: (work.since, work.case, work.number),
        )
        start = int(after) if after.isdecimal() else 0
        end = start + limit
        return Page(tuple(waiting[start:end]), str(end) if end < len(waiting) else "")

    def seconds(self, kind: Kind, limit: int) -> Sequence[Work]:
        works = [work for case in self.cases.values() for work in case.works]
        waiting = [work for work in works if (work.kind, work.queue) == (kind, "second")]
        return sorted(waiting, key=lambda work: work.since)[:limit]

    def referred(self, reference: str) -> str:
        return next((case.id for case in self.cases.values() if case.reference == reference), "")

    def shelf(self, shelf: str, place: str, limit: int, *, latest: bool = False) -> Sequence[Trace]:
        there = [one for one in self.traces if one.shelf == shelf and one.place.startswith(place)]
        return sorted(there, key=lambda one: one.place, reverse=latest)[:limit]

    def change(self, change: Change, until: float) -> None:  # noqa: ARG002 - it never has to wait
        self.interrupt()
        with self.lock:
            case = self.cases[change.case]
            if any(work not in case.works for work, _ in change.works) or self._is_taken(change):
                raise StaleError
            became: dict[tuple[str, int], Work] = {(w.kind, w.number): w for _, w in change.works}
            works = tuple(became.get((work.kind, work.number), work) for work in case.works)
            posted = tuple(Posted(m.id, m.kind, m.due) for m in change.messages)
            self.cases[change.case] = replace(
                case,
                works=works,
                papers=tuple(sorted((*case.papers, *change.papers), key=lambda paper: paper.name)),
                posted=(*case.posted, *posted),
                nudges=_nudged(case, change),
            )
            self.trail.append(change.entry)
            self.messages += change.messages
            self.placed += change.placed
            self.happenings += change.happenings

    def _is_taken(self, change: Change) -> bool:
        entries = {(entry.case, entry.number) for entry in self.trail}
        papers = {paper.name for paper in self.cases[change.case].papers}
        return (change.entry.case, change.entry.number) in entries or any(
            paper.name in papers for paper in change.papers
        )


def _nudged(case: CaseFile, change: Change) -> tuple[Work, ...]:
    """Those that wait still, and those that came."""
    new = {nudge.work.key for nudge in change.nudges}
    waiting = tuple(nudge.work for nudge in change.nudges if nudge.waits)
    return (*(one for one in case.nudges if one.key not in new), *waiting)
