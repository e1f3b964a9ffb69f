"""A hand-written stand-in for what keeps what people say of courses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from musicservice.feedback_ports import Spending, Voice
from musicservice.ports import Kept, StaleError
from tests.fakes import MemoryLockers, Shelf


@dataclass
class MemoryVoices:
    """Voices in memory, beside the links that are used for them."""

    links: MemoryLockers = field(default_factory=MemoryLockers)
    kept: list[Voice] = field(default_factory=list)

    def keep(self, voice: Voice, spending: Spending, until: float) -> None:  # noqa: ARG002
        if self.links.revision(spending.code, spending.at) != spending.revision:
            raise StaleError
        used = Kept(b'{"kind": "told"}', spending.revision + 1)
        self.links.shelves[spending.code] = Shelf(used, spending.at + spending.remembered)
        self.kept.append(voice)

    def of(self, course: str) -> Sequence[Voice]:
        return [one for one in self.kept if one.course == course]
