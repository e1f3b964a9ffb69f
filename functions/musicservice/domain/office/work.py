"""One thing to decide: a place for one child, or help with fees for one child. A case has one for each.

It decides what may become of what, and in which queue that waits. It does not know who may do it, nor what
the answers in the case are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Self, TypeAlias

from musicservice.domain.office.area import Area

Kind: TypeAlias = Literal["enrolment", "remission"]
Status: TypeAlias = Literal[
    "received",
    "asked",
    "proposed",
    "waiting",
    "offered",
    "accepted",
    "declined",
    "lapsed",
    "granted",
    "refused",
    "withdrawn",
]
Queue: TypeAlias = Literal["open", "asked", "second", "waiting", "offered"]

KINDS: tuple[Kind, ...] = ("enrolment", "remission")
QUEUES: Mapping[Status, Queue] = {
    "received": "open",
    "asked": "asked",
    "proposed": "second",
    "waiting": "waiting",
    "offered": "offered",
    "lapsed": "open",
}
"""Where each status waits; the others wait for nobody. An offer that nobody answered is the office's again.
"""

NEXT: Mapping[Kind, Mapping[Status, frozenset[Status]]] = {
    "enrolment": {
        "received": frozenset({"asked", "offered", "waiting", "refused", "withdrawn"}),
        "asked": frozenset({"asked", "received", "offered", "waiting", "refused", "withdrawn"}),
        "waiting": frozenset({"asked", "offered", "refused", "withdrawn"}),
        "offered": frozenset({"accepted", "declined", "lapsed", "withdrawn", "received"}),
        "lapsed": frozenset({"offered", "waiting", "refused", "asked", "accepted", "declined", "withdrawn"}),
        "declined": frozenset({"received", "waiting"}),
        "refused": frozenset({"received"}),
        "accepted": frozenset({"withdrawn"}),
        "withdrawn": frozenset({"received"}),
    },
    "remission": {
        "received": frozenset({"asked", "proposed", "granted", "withdrawn"}),
        "asked": frozenset({"asked", "received", "proposed", "granted", "withdrawn"}),
        "proposed": frozenset({"received", "refused", "granted"}),
        "granted": frozenset({"received"}),
        "refused": frozenset({"received"}),
        "withdrawn": frozenset({"received"}),
    },
}
"""What may follow on what. Whatever was decided can be looked at again: it goes back to `received`."""

TELEPHONE = "telephone"
"""How a family is asked where no letter to it is safe."""


class NotNextError(Exception):
    """Something cannot become what was asked for. Both are words of ours, safe to show."""

    def __init__(self, status: Status, wanted: Status) -> None:
        """`status` is what it is now."""
        super().__init__(f"{status} to {wanted}")
        self.status, self.wanted = status, wanted


@dataclass(frozen=True)
class Work:
    """One thing to decide. `number` is the child's place in the case, from 0; `revision` counts from 1.

    `name` is what the child is called, `school` a school's number (URN) or "", `wants` what was asked for in
    the form's own words. `since` is when it came to where it waits now. `facts` are open details of how it
    stands, `sealed` private ones; `by` is the member of staff who brought it there, "" for nobody. It came
    over a `channel`; `keyed_by` is the name of whoever keyed it in, "" where the family sent it.
    """

    case: str
    kind: Kind
    number: int
    reference: str
    area: Area
    name: str
    school: str
    wants: tuple[str, ...]
    received_at: datetime
    since: datetime
    status: Status = "received"
    revision: int = 1
    facts: Mapping[str, Any] = field(default_factory=dict)
    sealed: bytes = b""
    by: str = ""
    channel: str = "web"
    keyed_by: str = ""

    @property
    def queue(self) -> Queue | None:
        """Where it waits; None where it does not."""
        return QUEUES.get(self.status)

    @property
    def key(self) -> tuple[Kind, int]:
        """Which one of its case it is."""
        return self.kind, self.number

    @property
    def desk(self) -> str:
        """Whose work it is: "enrolment#durham"."""
        return f"{self.kind}#{self.area}"

    def becomes(
        self,
        status: Status,
        at: datetime,
        *,
        by: str = "",
        facts: Mapping[str, Any] | None = None,
        sealed: bytes = b"",
    ) -> Self:
        """As it is after the change. Raises NotNextError where that may not follow."""
        if status not in NEXT[self.kind].get(self.status, ()):
            raise NotNextError(self.status, status)
        return replace(
            self,
            status=status,
            since=at,
            revision=self.revision + 1,
            by=by,
            facts=facts or {},
            sealed=sealed,
        )


@dataclass(frozen=True)
class Nudge:
    """That a family told something about what waits for nobody: it `waits` until somebody has looked.

    `work` is as it stood then, `since` when it was told. What was decided is not moved by it.
    """

    work: Work
    waits: bool = True


def is_nudge(work: Work) -> bool:
    """Whether it stands in the queue only because a family told something about it."""
    return "told" in work.facts
