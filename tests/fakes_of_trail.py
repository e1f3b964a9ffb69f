"""A stand-in for the trails, held by the contract suite to the promises of the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from musicservice.domain.audit import Entry, Head, following


@dataclass
class MemoryTrail:
    """Trails in memory."""

    written: dict[str, list[Entry]] = field(default_factory=dict)

    def head(self, chain: str) -> Head:
        entries = self.written.get(chain)
        return Head(chain, entries[-1].number, entries[-1].digest) if entries else Head(chain)

    def append(  # noqa: PLR0913, PLR0917 - as the port has it
        self,
        chain: str,
        actor: str,
        action: str,
        fields: tuple[str, ...],
        at: datetime,
        until: float,  # noqa: ARG002 - it never has to wait
    ) -> None:
        entry = following(self.head(chain), actor, action, fields, at)
        self.written.setdefault(chain, []).append(entry)

    def entries(self, chain: str, limit: int, before: int = 0) -> Sequence[Entry]:
        there = [one for one in self.written.get(chain, []) if not before or one.number < before]
        return list(reversed(there))[:limit]
