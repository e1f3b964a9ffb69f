"""The worker's round over cases whose day has come: what was announced goes, and what is to go is announced.

It may break off anywhere. What was not finished is due still, and doing it again changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from musicservice.domain.audit import Entry, following
from musicservice.domain.office import retention
from musicservice.domain.office.erasing import Belongings, HeldError, NotThereError, Tombstone
from musicservice.domain.office.retention import LATER, Standing
from musicservice.domain.uploads import LONGEST_KEPT
from musicservice.evidence_ports import UploadStates
from musicservice.office_ports import CaseFile, Cases
from musicservice.ports import Clock, StaleError, UnavailableError
from musicservice.rights_ports import Due, DueCase
from musicservice.services.office.erasing import Burying, Erasing

BATCH, BUDGET = 100, 20.0
"""Cases that are asked for at once, and seconds after which no further one is begun."""
PATIENCE = 5.0
NOBODY = "retention"
"""Who it was, in the trail."""
AGREED = "REPLY#OFFER-"
"""How papers begin that show that a family answered an offer. What it told when asked is another reply."""
WITH_MONEY = (AGREED, "DECISION#")
"""How papers begin that are the record of what was owed, and stay as long as that."""


@dataclass(frozen=True)
class Keeping:
    """One round."""

    cases: Cases
    due: Due
    bury: Burying
    erase: Erasing
    files: UploadStates
    clock: Clock

    def __call__(self) -> Mapping[str, int]:
        """How many cases were erased, had something taken away, were held, announced or looked at.

        Raises UnavailableError when it cannot be asked what is due.
        """
        until, today = self.clock.monotonic() + BUDGET, self.clock.now().date()
        counts: Counter[str] = Counter()
        for stone in self.bury.remains.unfinished(BATCH):
            if self.clock.monotonic() < until:
                counts[self._tried(partial(self._erased, stone))] += 1
        for partition in ("planned", "look"):
            for row in self.due.due(partition, today, BATCH):
                if self.clock.monotonic() > until:
                    break
                counts[self._tried(partial(self._one, row))] += 1
        did = {what: counts[what] for what in ("erased", "evidence", "sealed", "case") if counts[what]}
        if did:
            self.due.note(today, did, self.clock.monotonic() + PATIENCE)
        return counts

    def _tried(self, act: Callable[[], str]) -> str:
        try:
            return act()
        except HeldError:
            return "held"
        except (UnavailableError, StaleError, NotThereError):
            return "later"

    def _one(self, row: DueCase) -> str:
        case = self.cases.case(row.case)
        if case is None:
            return "gone"
        today = self.clock.now().date()
        if case.held:
            self._kept_on(case)
            self.due.again(case.id, "look", today + LATER, ())
            return "held"
        done = [self._done(case, what) for what in retention.due(standing(case), row.planned, today)]
        if "case" in done:
            return "case"
        if done:
            case = self.cases.case(row.case) or case
        following_day = retention.next_look(standing(case), today)
        partition = "planned" if following_day.planned else "look"
        self.due.again(case.id, partition, following_day.on, following_day.planned)
        return next(iter(done), "announced" if following_day.planned else "looked")

    def _kept_on(self, case: CaseFile) -> None:
        """The round over files knows of no hold, since a file does not say whose it is: its day moves."""
        for upload in case.uploads:
            self.files.keep_until(upload, self.clock.now() + LONGEST_KEPT)

    def _erased(self, stone: Tombstone) -> str:
        self.erase(stone)
        return "erased"

    def _done(self, case: CaseFile, what: str) -> str:
        if what == "case":
            self.erase(self.bury(case.id, NOBODY, "retention"))
        else:
            if what == "evidence":
                for upload in case.uploads:
                    self.erase.files.erase(upload)
                    self.erase.uploads.erase(upload)
            if what == "sealed":
                self.erase.remains.scatter(told_in(case))
            until = self.clock.monotonic() + PATIENCE
            self.due.strip(case.id, what, sealed_in(case), self._entry(case, what), until)
        return what

    def _entry(self, case: CaseFile, what: str) -> Entry:
        return following(self.bury.trail.head(case.id), NOBODY, "deleted", (what,), self.clock.now())


def sealed_in(case: CaseFile) -> tuple[str, ...]:
    """The names of the items of a case in which something is sealed that goes before the case does."""
    works = (f"WORK#{work.kind}#{work.number:02}" for work in case.works if work.sealed)
    papers = (paper.name for paper in case.papers if paper.sealed and not paper.name.startswith(WITH_MONEY))
    return ("META", *works, *papers)


def told_in(case: CaseFile) -> Belongings:
    """What teachers were told under links, and letters that would ask about it: what is sealed told, too."""
    letters = [one.letters for one in case.handovers]
    places = tuple(("links", place) for one in letters for place in one.places)
    return Belongings(
        case.id, lockers=places, messages=tuple(name for one in letters for name, _ in one.waiting)
    )


def standing(case: CaseFile) -> Standing:
    """What of a case the rules look at."""
    return Standing(
        works=case.works,
        paid=any(paper.name.startswith(AGREED) for paper in case.papers)
        and any(work.status == "withdrawn" for work in case.works),
        has_files=bool(case.uploads),
        has_sealed=bool(case.sealed) or any(work.sealed for work in case.works),
    )
