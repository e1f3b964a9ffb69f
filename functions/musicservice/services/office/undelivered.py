"""Letters that did not arrive: which of them somebody sees to, and that they have.

Each is for whoever works on what it was about. A tick says that its reader was reached in another way; it is
noted with the case, or with whoever ticks it where there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.domain.audit import following
from musicservice.domain.fate import Fate
from musicservice.domain.office.staff import Staff
from musicservice.letter_ports import Fates, Whose
from musicservice.office_ports import CaseFile
from musicservice.ports import StaleError
from musicservice.services.office.casework import PATIENCE, TRIES, Casework, Deed, actor
from musicservice.services.office.signing_in import chain_of

A_PAGE = 50
SHOWN = 100
"""Letters of one case whose fate is looked up, the latest first: as many as one read gives."""
REACHED = "reached them another way"
NO_WHOSE = Whose()


@dataclass(frozen=True)
class Missed:
    """A letter that did not arrive, and what it was about."""

    fate: Fate
    whose: Whose


@dataclass(frozen=True)
class Seeing:
    """The service. Every method raises UnavailableError."""

    fates: Fates
    casework: Casework

    def waiting(self, staff: Staff, after: str = "") -> tuple[tuple[Missed, ...], str]:
        """Some of those that are theirs to see to, the longest waiting first, and where to go on."""
        found = self.fates.undelivered(A_PAGE, after)
        theirs = [one for one in found.fates if staff.tends(one.desks)]
        whose = self.fates.whose(theirs) if theirs else {}
        return tuple(Missed(one, whose.get(one.id, NO_WHOSE)) for one in theirs), found.after

    def count(self, staff: Staff) -> tuple[int, bool]:
        """How many there are of theirs, and whether there may be more; one read."""
        found = self.fates.undelivered(A_PAGE)
        return sum(staff.tends(one.desks) for one in found.fates), bool(found.after)

    def of_case(self, case: CaseFile) -> Mapping[str, Fate]:
        """What became of the letters of a case, by id; one read."""
        latest = sorted(case.posted, key=lambda one: one.due)[-SHOWN:]
        return self.fates.of([one.id for one in latest]) if latest else {}

    def reached(self, case: CaseFile, letter: str, staff: Staff) -> bool:
        """Somebody was reached in another way: noted with the case. False for no such letter of theirs.

        Done twice, it is noted once.
        """
        fate, kind = self._theirs(letter, staff), _kind(case, letter)
        if fate is None or fate.about != case.id:
            return False
        if fate.waits:
            deed = Deed(REACHED, (kind,) if kind else (), settled=(fate,))
            try:
                self.casework.do(case, actor(staff), deed)
            except StaleError:
                now = self._theirs(letter, staff)
                if now is None or now.waits:
                    raise
        return True

    def seen_to(self, letter: str, staff: Staff) -> bool:
        """The same for a letter that belongs to no case: noted on the trail of whoever ticks it."""
        fate = self._theirs(letter, staff)
        for _ in range(TRIES):
            if fate is None or fate.is_of_case or not fate.waits:
                return fate is not None and not fate.is_of_case
            try:
                self._settle(fate, staff)
            except StaleError:
                fate = self._theirs(letter, staff)
            else:
                return True
        raise StaleError

    def _settle(self, fate: Fate, staff: Staff) -> None:
        clock, about = self.casework.clock, (f"letter={fate.id}",)
        head = self.casework.trail.head(chain_of(staff.id))
        entry = following(head, actor(staff), REACHED, about, clock.now())
        self.fates.settle(fate, entry, clock.monotonic() + PATIENCE)

    def _theirs(self, letter: str, staff: Staff) -> Fate | None:
        fate = self.fates.of([letter]).get(letter)
        return fate if fate is not None and staff.tends(fate.desks) else None


def _kind(case: CaseFile, letter: str) -> str:
    return next((one.kind for one in case.posted if one.id == letter), "")
