"""A hand-written stand-in for what keeps schools' answers, held by its contract suite to the real one."""

from dataclasses import dataclass, field

from musicservice.adapters.dynamodb.confirmations import USED
from musicservice.domain.confirmation import Confirmed
from musicservice.ports import Kept, StaleError
from tests.fakes import MemoryLockers, Shelf


@dataclass
class MemoryConfirmations:
    """Answers in memory, one writer at a time. The questions lie in `links`."""

    links: MemoryLockers = field(default_factory=MemoryLockers)
    kept: list[Confirmed] = field(default_factory=list)

    def keep(self, confirmed: Confirmed, until: float) -> None:  # noqa: ARG002 - it never has to wait
        key = (confirmed.question.case, confirmed.question.number)
        with self.links.lock:
            is_used = self.links.revision(confirmed.code, confirmed.at) != confirmed.revision
            if is_used or any((one.question.case, one.question.number) == key for one in self.kept):
                raise StaleError
            used = Kept(USED, confirmed.revision + 1)
            self.links.shelves[confirmed.code] = Shelf(used, confirmed.at + confirmed.remembered)
            self.kept.append(confirmed)
