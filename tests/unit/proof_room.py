"""Everything that the worker works with when it looks at proofs, with stand-ins around it."""

from musicservice.services.evidence import new_id
from musicservice.services.inspect import Inspect
from musicservice.services.retention import Purge
from tests import proofs
from tests.examples import NOW
from tests.fakes import FakeClock
from tests.fakes_of_proof import MemoryEvidence, MemoryQuarantine, MemoryUploads, ToldScanner


class Room:
    """The places, the worker's rounds, and a way for files to come in."""

    def __init__(self) -> None:
        self.quarantine, self.evidence, self.states = MemoryQuarantine(), MemoryEvidence(), MemoryUploads()
        self.scanner, self.clock = ToldScanner(), FakeClock(NOW)
        self.inspect = Inspect(self.quarantine, self.evidence, self.states, self.scanner, self.clock)
        self.purge = Purge(self.quarantine, self.evidence, self.states, self.clock)

    def arrives(self, content: bytes = proofs.PLAIN_JPEG, upload: str = "") -> str:
        upload = upload or new_id()
        self.states.open(upload, self.clock.now())
        self.quarantine.put(upload, content, self.clock.now())
        return upload
