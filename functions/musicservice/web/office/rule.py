"""Which route is for whom. A route without a rule cannot be made; the few that are for everybody say so.

It decides who is let through to a page, and about which case. It does not know what any page shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from musicservice.domain.office.staff import Permission, Session, Staff
from musicservice.office_ports import CaseFile
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

FORBIDDEN, NOT_FOUND = 403, 404


@dataclass(frozen=True)
class Visit:
    """Who is here, and the case that the route is about."""

    session: Session
    case: CaseFile | None = None

    @property
    def staff(self) -> Staff:
        """Who is here."""
        return self.session.staff

    @property
    def the_case(self) -> CaseFile:
        """The case, on a route whose rule says that it is about one."""
        if self.case is None:
            raise RefusedError(NOT_FOUND, "no-case")
        return self.case


View: TypeAlias = Callable[[Request, Visit], Reply]
Open: TypeAlias = Callable[[Request], Reply]
"""A page for whoever comes: those of signing in."""


@dataclass(frozen=True)
class Rule:
    """Who may: whoever has one of these permissions, and, where it is about a case, may see that case."""

    any_of: frozenset[Permission]
    record: Literal["", "case"] = ""

    def __post_init__(self) -> None:
        if not self.any_of:
            raise ValueError("a rule that lets nobody through is no rule")


@dataclass(frozen=True)
class Route:
    """One page. `methods` are HTTP's, `path` has names in braces."""

    methods: tuple[Literal["GET", "POST"], ...]
    path: str
    rule: Rule
    view: View

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise TypeError(f"{self.path} does not say who may ask for it")
        if ("{case}" in self.path) is not (self.rule.record == "case"):
            raise ValueError(f"{self.path} must have a case in its path exactly where its rule is about one")


def may(*any_of: Permission) -> Rule:
    """Whoever may do one of these things."""
    return Rule(frozenset(any_of))


def about_a_case(*any_of: Permission) -> Rule:
    """Whoever may do one of these things, for the cases that are theirs to see."""
    return Rule(frozenset(any_of), "case")


def admitted(rule: Rule, session: Session, request: Request, find: Callable[[str], CaseFile | None]) -> Visit:
    """The visit, if the rule lets it through. Raises RefusedError with 403 or 404.

    A case that is not theirs to see is answered as one that is not there: that it exists is news, too.
    """
    if not session.staff.may(*rule.any_of):
        raise RefusedError(FORBIDDEN, "not-allowed")
    if not rule.record:
        return Visit(session)
    case = find(request.params.get("case", ""))
    if case is None or not session.staff.sees(case.matters):
        raise RefusedError(NOT_FOUND, "no-case")
    return Visit(session, case)
