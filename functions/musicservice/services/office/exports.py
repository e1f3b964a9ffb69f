"""What leaves the house as a table: asked for with a reason, agreed to by another if it is long, given once.

Others use it too, for tables of their own: `ask`, `agree`, and `done` just before the table is handed out.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from musicservice.domain.audit import Entry, following
from musicservice.domain.office.request import LONGEST, SHORTEST, NotAgreedError, Request
from musicservice.domain.office.staff import Staff
from musicservice.ports import Clock, StaleError
from musicservice.rights_ports import Requests
from musicservice.trail_ports import Trail

PATIENCE, TRIES = 8.0, 5


class NoReasonError(Exception):
    """It was not said why, or in too many words."""


@dataclass(frozen=True)
class Approvals:
    """The service. Everything of it is on the trail of whoever does it."""

    requests: Requests
    trail: Trail
    clock: Clock

    def ask(  # noqa: PLR0913 - a whole request
        self,
        staff: Staff,
        title: str,
        why: str,
        *,
        sort: str = "table",
        rows: int = 0,
        fields: tuple[str, ...] = (),
        facts: Mapping[str, str] | None = None,
        needs_two: bool = True,
    ) -> Request:
        """Ask for something. Raises NoReasonError, StaleError, OutcomeUnknownError and UnavailableError."""
        reason = " ".join(why.split())
        if not SHORTEST <= len(reason) <= LONGEST:
            raise NoReasonError
        now = self.clock.now()
        name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(8)}"
        request = Request(
            name, sort, title, staff.id, staff.name, reason, now, rows, fields, dict(facts or {})
        )
        request = replace(request, needs_two=needs_two)
        told = (f"request={name}", f"rows={rows}", *fields)
        self._written(
            staff, f"asked-{sort}", told, lambda entry, until: self.requests.put(request, entry, until)
        )
        return request

    def agree(self, staff: Staff, name: str) -> Request:
        """Agree to what somebody else asked for. Raises SamePersonError, NotAgreedError and as `ask`."""
        seen = self._look(name)
        after = seen.agreed(staff.id, staff.name, self.clock.now())
        told = (f"request={name}", f"rows={seen.rows}", *seen.fields)
        self._moved(staff, f"agreed-{seen.sort}", told, seen, after)
        return after

    def done(self, staff: Staff, name: str, fields: tuple[str, ...] = ()) -> Request:
        """Note that it is done now: whoever asked gets it, once. Raises NotAgreedError and as `ask`."""
        seen = self._look(name)
        after = seen.done(staff.id, self.clock.now())
        told = (f"request={name}", f"rows={seen.rows}", *(fields or seen.fields))
        self._moved(staff, "exported" if seen.sort == "table" else f"did-{seen.sort}", told, seen, after)
        return after

    def _look(self, name: str) -> Request:
        seen = self.requests.look(name)
        if seen is None:
            raise NotAgreedError("over")
        return seen

    def _moved(self, staff: Staff, action: str, told: tuple[str, ...], seen: Request, after: Request) -> None:
        self._written(
            staff, action, told, lambda entry, until: self.requests.become(seen, after, entry, until)
        )

    def _written(
        self,
        staff: Staff,
        action: str,
        told: tuple[str, ...],
        write: Callable[[Entry, float], None],
    ) -> None:
        """Written with an entry of the trail; where the trail alone moved, it is tried again."""
        until = self.clock.monotonic() + PATIENCE
        for _ in range(TRIES):
            head = self.trail.head(f"STAFF-{staff.id}")
            entry = following(head, f"staff:{staff.id}", action, told, self.clock.now())
            try:
                write(entry, until)
            except StaleError:
                if self.trail.head(entry.case) != head:
                    continue
                raise
            return
        raise StaleError
