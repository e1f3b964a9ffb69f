"""The frame of the office's pages: where somebody can go, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.domain.office.staff import Permission, Staff
from musicservice.pages.environment import environment

P = Permission
PLACES: Mapping[str, tuple[str, frozenset[Permission]]] = {
    "/": ("Today", frozenset(Permission)),
    "/queue/enrolment": ("Places", frozenset({P.ENROLMENT})),
    "/queue/remission": ("Help with fees", frozenset({P.REMISSION})),
    "/courses": ("Courses", frozenset({P.COURSES})),
    "/find": ("Find", frozenset({P.FIND})),
    "/exports": ("Tables", frozenset({P.EXPORT})),
    "/subject": ("Somebody's data", frozenset({P.SUBJECT})),
    "/retention": ("What is deleted", frozenset({P.RETENTION})),
    "/trail": ("Who did what", frozenset({P.TRAIL})),
    "/staff": ("Staff", frozenset({P.STAFF})),
}
"""Where the navigation leads, what that is called, and who may go there."""


@dataclass(frozen=True)
class Frame:
    """What every page has around it. `staff` is nobody before they sign in."""

    service: str
    staff: Staff | None = None
    here: str = ""

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
