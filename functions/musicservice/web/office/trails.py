"""Who did what: of one case, for whoever works on it; of one member of staff or any case, for the auditor.

It shows names of questions and codes, never an answer. That somebody reads it is noted, too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.audit import Entry
from musicservice.domain.office.staff import CASES, Permission
from musicservice.domain.reference import NotAReferenceError, parse
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.kinds.field import Mistake
from musicservice.forms.office import REFERENCE
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office import wording
from musicservice.pages.office.frame import Frame, page
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.signing_in import NOBODY, chain_of
from musicservice.web.gate import admit
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, about_a_case, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

A_PAGE = 50
STAFF = "staff:"
OTHERS: Mapping[str, str] = {
    "public": "The family",
    "family": "The family",
    "school": "The school",
    "teacher": "The teacher",
    "worker": "The office's own clock",
}


@dataclass(frozen=True)
class Told:
    """One entry for a person to read."""

    number: int
    at: datetime
    who: str
    did: str
    of: str


@dataclass(frozen=True)
class Trails:
    """The pages."""

    parts: Callable[[], Office]

    def of_case(self, request: Request, visit: Visit) -> Reply:
        """Who looked at this case, and what was done to it, the latest first."""
        case = visit.the_case
        title = f"Who looked at {case.reference}"
        return self._shown(visit, case.id, title, _before(request), f"/case/{case.id}")

    def of_staff(self, request: Request, visit: Visit) -> Reply:
        """What one member of staff did that was about no case: signing in, looking for, being refused."""
        who = request.params.get("staff", "")
        name = self._people().get(who)
        if name is None:
            raise RefusedError(404, "nobody")
        self._noted(visit, f"of={chain_of(who)}")
        return self._shown(visit, chain_of(who), f"What {name} did", _before(request), "/trail")

    def start(self, _request: Request, visit: Visit) -> Reply:
        """Everybody who ever signed in, and a box for the reference of a case."""
        return self._start(visit, {}, {})

    def of_reference(self, request: Request, visit: Visit) -> Reply:
        """Who looked at the case with a reference: 422 for what is none."""
        raw = admit(request, REFERENCE.inputs, self.parts().origin)
        answers = REFERENCE.parse(raw, today(self.parts().clock))
        if not isinstance(answers, Answers):
            return self._start(visit, raw, answers)
        try:
            reference = parse(answers.of("reference"))
            case = self.parts().cases.referred(reference)
        except NotAReferenceError:
            case, reference = "", ""
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        if not case:
            message = "There is no case with this reference"
            return self._start(visit, raw, {"reference": Mistake(message, "reference")})
        self._noted(visit, f"of={case}")
        return self._shown(visit, case, f"Who looked at {reference}", 0, "/trail")

    def _shown(self, visit: Visit, chain: str, title: str, before: int, back: str) -> Reply:
        try:
            entries = self.parts().trail.entries(chain, A_PAGE, before)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        last = entries[-1].number if entries else 0
        frame = Frame(self.parts().service, visit.staff, back)
        body = page(
            "trail",
            frame,
            title=title,
            back=back,
            entries=tuple(self._told(entries)),
            earlier=f"?before={last}" if last > 1 else "",
        )
        return Reply(200, body)

    def _start(self, visit: Visit, raw: Raw, errors: Mistakes) -> Reply:
        frame = Frame(self.parts().service, visit.staff, "/trail")
        people = sorted(self._people().items(), key=lambda one: one[1].casefold())
        body = page("trails", frame, people=people, form=REFERENCE, raw=raw, errors=errors)
        return Reply(422 if errors else 200, body)

    def _told(self, entries: Sequence[Entry]) -> Iterator[Told]:
        people = self._people()
        for one in entries:
            name = one.actor.removeprefix(STAFF)
            who = people.get(name, name) if one.actor.startswith(STAFF) else OTHERS.get(one.actor, one.actor)
            did = wording.ACTIONS.get(one.action, one.action)
            yield Told(one.number, one.at, who, did, ", ".join(one.fields).replace("_", " "))

    def _people(self) -> Mapping[str, str]:
        """The names of everybody who ever signed in; and a trail of those who tried and were not let in."""
        try:
            return {**self.parts().sessions.people(), NOBODY.id: NOBODY.name}
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _noted(self, visit: Visit, what: str) -> None:
        try:
            self.parts().signing_in.note(visit.staff, "read the trail", (what,))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause


def _before(request: Request) -> int:
    """Where to go on; the beginning for what is no number."""
    asked = next(iter(request.query.get("before", ())), "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0  # noqa: PLR2004


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """The trail of a case for whoever works on it; all others for the auditor."""
    pages, auditor = Trails(parts), may(Permission.TRAIL)
    return (
        Route(("GET",), "/case/{case}/trail", about_a_case(*CASES.values()), pages.of_case),
        Route(("GET",), "/trail", auditor, pages.start),
        Route(("POST",), "/trail", auditor, pages.of_reference),
        Route(("GET",), "/trail/{staff}", auditor, pages.of_staff),
    )
