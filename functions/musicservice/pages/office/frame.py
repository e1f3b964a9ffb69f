"""The frame of the office's pages: where somebody can go, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.domain.office.staff import KEYS, LETTERS, Permission, Staff
from musicservice.pages.environment import environment

P = Permission
PLACES: Mapping[str, tuple[str, frozenset[Permission]]] = {
    "/": ("Today", frozenset(Permission)),
    "/queue/enrolment": ("Places", frozenset({P.ENROLMENT})),
    "/queue/remission": ("Help with fees", frozenset({P.REMISSION})),
    "/queue/undelivered": ("Undelivered", LETTERS),
    "/queue/briefs": ("Briefs", frozenset({P.BRIEF})),
    "/courses": ("Courses", frozenset({P.COURSES})),
    "/key": ("Key in", frozenset(KEYS.values())),
    "/find": ("Find", frozenset({P.FIND})),
    "/exports": ("Tables", frozenset({P.EXPORT})),
    "/subject": ("Somebody's data", frozenset({P.SUBJECT})),
    "/retention": ("What is deleted", frozenset({P.RETENTION})),
    "/trail": ("Who did what", frozenset({P.TRAIL})),
    "/staff": ("Staff", frozenset({P.STAFF})),
}
"""Where the navigation leads, what that is called, and who may go there."""

OF_A_CASE: Mapping[str, tuple[str, Permission]] = {
    "/case/{case}/hold": ("Hold", P.HOLD),
    "/subject/case/{case}": ("Hand out or erase", P.SUBJECT),
}
"""What else can be done with a case, and who may."""


@dataclass(frozen=True)
class Frame:
    """What every page has around it. `staff` is nobody before they sign in."""

    service: str
    staff: Staff | None = None
    here: str = ""

    @property
    def about_a_case(self) -> tuple[tuple[str, str], ...]:
        """What they may do with what is kept of a case: address and name."""
        may = self.staff.permissions if self.staff else frozenset()
        return tuple((address, name) for address, (name, needed) in OF_A_CASE.items() if needed in may)

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Where they may go: address and name."""
        if self.staff is None:
            return ()
        may = self.staff.permissions
        return tuple((address, name) for address, (name, any_of) in PLACES.items() if may & any_of)


def page(template: str, frame: Frame, **facts: Any) -> str:
    """One page of the office, from its template and what that may read."""
    return environment().get_template(f"office/{template}.html").render(frame=frame, **facts)
