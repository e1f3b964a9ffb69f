"""What the office needs of the world: cases to read and change, and ways to find them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from musicservice.domain.audit import Entry
from musicservice.domain.fate import Fate
from musicservice.domain.office.area import Area
from musicservice.domain.office.finding import Trace
from musicservice.domain.office.handover import Handover
from musicservice.domain.office.happening import Happening
from musicservice.domain.office.work import Kind, Nudge, Queue, Work
from musicservice.domain.outbox import Message
from musicservice.domain.submission import Kept, Placed


@dataclass(frozen=True)
class Paper:
    """Something that was put to a case: a note, a decision, a family's reply. It is never changed.

    `name` begins with what it is and sorts by time within that: "NOTE#2026-03-14T09:26:53Z#1f…". `facts` are
    open, `sealed` is not.
    """

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    sealed: bytes = b""

    @property
    def sort(self) -> str:
        """What it is: "NOTE"."""
        return self.name.partition("#")[0]


@dataclass(frozen=True)
class Posted:
    """A message that goes out because of a case: its id in the outbox, its kind, and when it was due."""

    id: str
    kind: str
    due: datetime


@dataclass(frozen=True)
class CaseFile:
    """Everything that lies under one case.

    `answers` and `members` are the open answers, `sealed` the others. `held` says that nothing of it may be
    deleted. `keyed_by` is who keyed it in, "" where the family did. `nudges` are things that a family told
    something about after they were decided, until somebody has looked.
    """

    id: str
    form: str
    form_version: int
    reference: str
    received_at: datetime
    answers: Kept
    sealed: bytes
    warnings: tuple[str, ...]
    uploads: tuple[str, ...]
    channel: str
    keyed_by: str
    revision: int
    held: bool
    posted: tuple[Posted, ...]
    works: tuple[Work, ...]
    papers: tuple[Paper, ...]
    handovers: tuple[Handover, ...] = ()
    nudges: tuple[Work, ...] = ()

    @property
    def areas(self) -> frozenset[Area]:
        """The areas of all that is to be decided in it."""
        return frozenset(work.area for work in self.works)

    @property
    def kinds(self) -> frozenset[Kind]:
        """What is to be decided in it."""
        return frozenset(work.kind for work in self.works)

    @property
    def matters(self) -> frozenset[tuple[str, Area]]:
        """The kind and the area of each thing in it, which say who sees it."""
        return frozenset((work.kind, work.area) for work in self.works)

    def work(self, kind: str, number: int) -> Work | None:
        """The one thing to decide of this kind about the child at this place, from 0."""
        return next((one for one in self.works if (one.kind, one.number) == (kind, number)), None)

    def handover(self, number: int) -> Handover | None:
        """How the needs of the child at this place, from 0, come to the teacher; None where none have to."""
        return next((one for one in self.handovers if one.number == number), None)

    def of(self, sort: str) -> tuple[Paper, ...]:
        """The papers of one sort, the oldest first."""
        return tuple(paper for paper in self.papers if paper.sort == sort)


@dataclass(frozen=True)
class Change:
    """What one action leads to: all of it is written, or nothing.

    `works` are pairs: as it was seen, and as it becomes; so are `handovers`, from None where there was none.
    `entry` follows on the trail as it was seen. What lies at the places `closed` opens nothing any more, and
    the messages that are `recalled` by id never go out.
    `settled` are letters that did not arrive, and that somebody has seen to.
    """

    case: str
    entry: Entry
    at: datetime
    works: tuple[tuple[Work, Work], ...] = ()
    papers: tuple[Paper, ...] = ()
    messages: tuple[Message, ...] = ()
    placed: tuple[Placed, ...] = ()
    happenings: tuple[Happening, ...] = ()
    settled: tuple[Fate, ...] = ()
    handovers: tuple[tuple[Handover | None, Handover], ...] = ()
    closed: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    nudges: tuple[Nudge, ...] = ()


@dataclass(frozen=True)
class Page:
    """Some of what waits, and where to go on; `after` is "" at the end."""

    works: tuple[Work, ...]
    after: str


class Cases(Protocol):
    """The cases, for the office. Every method raises UnavailableError."""

    def case(self, name: str) -> CaseFile | None:
        """Everything under a case, in one read; None where there is none."""

    def queue(self, kind: Kind, queue: Queue, area: Area, limit: int, after: str = "") -> Page:
        """What waits there, the longest waiting first, in one read. `after` goes on where a page ended.

        What waits for a second person is asked for by `seconds`.
        """

    def seconds(self, kind: Kind, limit: int) -> Sequence[Work]:
        """What waits for a second person, of every area, the longest waiting first; one read."""

    def referred(self, reference: str) -> str:
        """The case with this reference; "" where there is none."""

    def shelf(self, shelf: str, place: str, limit: int, *, latest: bool = False) -> Sequence[Trace]:
        """The traces on a shelf whose place begins so, in their order or the latest first; one read."""

    def change(self, change: Change, until: float) -> None:
        """Write all of it or nothing; begin no attempt after `until` on the monotonic clock.

        Raises StaleError where a work or the trail was changed since it was seen, OutcomeUnknownError, and
        UnavailableError.
        """


class Briefs(Protocol):
    """What children need, on its way to their teachers."""

    def waiting(self, area: Area, limit: int) -> Sequence[Handover]:
        """What waits in an area, the earliest day first, in one read. Raises UnavailableError."""
