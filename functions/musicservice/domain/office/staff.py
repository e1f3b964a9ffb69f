"""Who works in the office and what they may do: roles as data, and nothing that is not said.

What somebody may do to one record also depends on what it is and where it belongs.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from musicservice.domain.office.area import AREAS, Area
from musicservice.domain.outbox import COURSES


class Permission(StrEnum):
    """One thing that somebody may do."""

    ENROLMENT = "work on enrolments"
    REMISSION = "work on help with fees"
    COURSES = "work on courses"
    NEEDS = "open what helps a child"
    BRIEF = "tell a teacher what helps a child"
    MONEY = "open reasons for help with fees"
    SAFETY = "open what was told about safety"
    SECOND = "be the second person"
    FIND = "find a case"
    KEY_ENROLMENT = "key in a request for places"
    KEY_REMISSION = "key in a request for help with fees"
    KEY_BOOKING = "key in a booking of a course"
    EXPORT = "export a table"
    RETENTION = "see what is deleted when"
    SUBJECT = "answer a request about somebody's data"
    ERASE = "erase somebody's data"
    HOLD = "keep a case from being deleted"
    TRAIL = "read who did what"
    STAFF = "sign others out"
    NUMBERS = "see the numbers"
    STRAY = "see to letters of no case"


P = Permission
ROLES: Mapping[str, frozenset[Permission]] = {
    "enrolment-officer": frozenset(
        {P.ENROLMENT, P.NEEDS, P.BRIEF, P.FIND, P.KEY_ENROLMENT, P.EXPORT, P.NUMBERS}
    ),
    "remission-officer": frozenset({P.REMISSION, P.MONEY, P.SECOND, P.FIND, P.KEY_REMISSION, P.NUMBERS}),
    "cpd-officer": frozenset({P.COURSES, P.NEEDS, P.FIND, P.KEY_BOOKING, P.EXPORT, P.NUMBERS}),
    "safeguarding-lead": frozenset({P.ENROLMENT, P.NEEDS, P.BRIEF, P.SAFETY, P.FIND, P.HOLD, P.NUMBERS}),
    "manager": frozenset(
        {
            *(P.ENROLMENT, P.REMISSION, P.COURSES, P.MONEY, P.SECOND, P.FIND, P.EXPORT, P.NUMBERS),
            *(P.RETENTION, P.SUBJECT, P.ERASE, P.HOLD, P.STAFF, P.STRAY),
        }
    ),
    "auditor": frozenset({P.TRAIL, P.RETENTION}),
}
"""What each role may do. The auditor reads who did what, and no case."""

KEYS: Mapping[str, Permission] = {
    "enrolment": P.KEY_ENROLMENT,
    "remission": P.KEY_REMISSION,
    "booking": P.KEY_BOOKING,
}
"""What lets somebody key in each form of the public's."""

CASES: Mapping[str, Permission] = {"enrolment": P.ENROLMENT, "remission": P.REMISSION}
"""What lets somebody see a case that has something of this kind to decide."""
LETTERS: frozenset[Permission] = frozenset({*CASES.values(), P.COURSES, P.STRAY})
"""What lets somebody see to letters that did not arrive; to which of them, `Staff.tends` says."""

ROLE, AREA = "role-", "area-"
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)


@dataclass(frozen=True)
class Staff:
    """A member of staff. `id` is the directory's own and never changes hands."""

    id: str
    name: str
    roles: frozenset[str]
    areas: frozenset[Area]

    @classmethod
    def of(cls, name_id: str, name: str, groups: Iterable[str]) -> Self:
        """From the groups a directory puts somebody into. What nobody knows gives nothing."""
        given = tuple(groups)
        roles = frozenset(one.removeprefix(ROLE) for one in given if one.startswith(ROLE))
        areas = frozenset(area for area in AREAS if f"{AREA}{area}" in given)
        return cls(name_id, name, roles & ROLES.keys(), areas)

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that their roles allow."""
        return frozenset(one for role in self.roles for one in ROLES.get(role, frozenset()))

    def may(self, *any_of: Permission) -> bool:
        """Whether one of these is allowed."""
        return not self.permissions.isdisjoint(any_of)

    def sees(self, matters: Iterable[tuple[str, Area]]) -> bool:
        """Whether a case is theirs to see: one thing in it is of a kind they work on, in an area of theirs.

        `matters` are the kind and the area of each. The case is seen as a whole: a family's answers are one.
        """
        return any(kind in CASES and self.may(CASES[kind]) and area in self.areas for kind, area in matters)

    def tends(self, desks: Collection[str]) -> bool:
        """Whether what stands on these desks is theirs to see to: "enrolment#durham", or "courses#choirs".

        What stands on none is for who may see to what belongs to nobody.
        """
        if not desks:
            return self.may(Permission.STRAY)
        return any(self._sits_at(*desk.partition("#")[::2]) for desk in desks)

    def _sits_at(self, kind: str, area: str) -> bool:
        if kind == COURSES:
            return self.may(Permission.COURSES)
        return kind in CASES and self.may(CASES[kind]) and area in self.areas


@dataclass(frozen=True)
class Session:
    """Somebody signed in: since when, and when they last did something. `key` is the hash of its secret.

    `username` is what the directory calls them.
    """

    key: str
    staff: Staff
    begun: datetime
    seen: datetime
    username: str

    def lasts(self, now: datetime, signed_out: datetime | None) -> bool:
        """Whether it still holds. `signed_out` is when everything of theirs was last ended, if it was."""
        is_ended = signed_out is not None and self.begun <= signed_out
        return not is_ended and now - self.seen < IDLE and now - self.begun < LONGEST
