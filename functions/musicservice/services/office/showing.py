"""What a family showed as proof, for whoever decides on it: listed, and lent one file at a time.

That somebody asked for a file is noted before they get the way to it. This service reads none itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from musicservice.domain.office.staff import Staff
from musicservice.domain.uploads import Upload
from musicservice.evidence_ports import Lending, UploadStates
from musicservice.office_ports import CaseFile
from musicservice.ports import Clock
from musicservice.services.office.casework import actor
from musicservice.services.office.opening import PATIENCE
from musicservice.trail_ports import Trail

LENT_FOR = timedelta(minutes=1)
"""How long an address gives the file: long enough to press the button that it is behind."""


@dataclass(frozen=True)
class Shown:
    """One file, by its place in the case from 1; `upload` is None once it is deleted."""

    number: int
    upload: Upload | None

    @property
    def is_there(self) -> bool:
        """Whether it can be fetched."""
        return self.upload is not None and self.upload.stage == "clean"


@dataclass(frozen=True)
class Showing:
    """The service. Every method raises UnavailableError."""

    states: UploadStates
    lending: Lending
    trail: Trail
    clock: Clock

    def shown(self, case: CaseFile) -> Iterator[Shown]:
        """All that came with the case, in order."""
        for place, upload in enumerate(case.uploads, 1):
            yield Shown(place, self.states.get(upload))

    def lend(self, case: CaseFile, staff: Staff, one: Shown) -> str:
        """An address that gives the file for a minute, once it is noted who asked; "" where there is none.

        Raises StaleError, too, and then nothing was lent.
        """
        if one.upload is None or not one.is_there:
            return ""
        until, about = self.clock.monotonic() + PATIENCE, (f"proof={one.number}",)
        self.trail.append(case.id, actor(staff), "opened a proof", about, self.clock.now(), until)
        return self.lending.lend(one.upload.id, f"proof-{one.number}.{one.upload.kind}", LENT_FOR)
