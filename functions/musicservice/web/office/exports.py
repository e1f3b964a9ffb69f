"""Tables of cases: asked for with a reason, agreed to by another where they are long, handed out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from musicservice.domain.office.area import AREAS
from musicservice.domain.office.request import NotAgreedError
from musicservice.domain.office.request import Request as Asked
from musicservice.domain.office.second import SamePersonError
from musicservice.domain.office.staff import CASES, Permission, Staff
from musicservice.forms.asking_out import table_form
from musicservice.forms.form import Answers, Form, Mistakes
from musicservice.forms.kinds.field import Field
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.wording import KINDS, QUEUES
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.exports import NoReasonError
from musicservice.services.office.tables import Tables, TooManyError, Wanted
from musicservice.web.gate import admit
from musicservice.web.office import course_tables
from musicservice.web.office.days import today
from musicservice.web.office.rule import Route, Visit, may
from musicservice.web.reply import Reply, file_reply, see_other
from musicservice.web.request import RefusedError, Request

SHOWN = 30
HERE = "/exports"
TOO_MANY = "There are more than 500 rows. Choose a month or a queue with fewer"
NOTHING = "There is nothing of that to put in a table. Choose another"
REASON = "Say in 10 to 300 characters why it is needed"
WORDS: Mapping[str, str] = {
    "waiting": "Somebody else has to agree first",
    "agreed": "Can be fetched, once",
    "done": "Was fetched",
    "over": "Is over: ask again",
}
OTHER: Mapping[str, Permission] = {"course": Permission.COURSES}
"""What somebody must be allowed to work on who agrees to a table of it, beside cases."""


@dataclass(frozen=True)
class Exports:
    """The pages."""

    parts: Callable[[], Office]

    def show(self, _request: Request, visit: Visit) -> Reply:
        """The form, and what was asked for lately."""
        return Reply(200, self._page(visit, {}, {}))

    def ask(self, request: Request, visit: Visit) -> Reply:
        """Counts the rows and keeps the request: 303 to it, 422 where it cannot be asked for so."""
        form = self._form(visit.staff)
        raw = admit(request, form.inputs, self.parts().origin)
        answers = form.parse(raw, today(self.parts().clock))
        if not isinstance(answers, Answers):
            return Reply(422, self._page(visit, raw, answers))
        try:
            made = self._asked(visit.staff, answers)
        except TooManyError:
            return Reply(422, self._page(visit, raw, mistaken(form, "which", TOO_MANY)))
        except LookupError:
            return Reply(422, self._page(visit, raw, mistaken(form, "which", NOTHING)))
        except NoReasonError:
            return Reply(422, self._page(visit, raw, mistaken(form, "why", REASON)))
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"{HERE}/{made.id}")

    def one(self, request: Request, visit: Visit) -> Reply:
        """One request, for whoever asked and whoever may agree."""
        return self._one(visit, self._look(request))

    def agree(self, request: Request, visit: Visit) -> Reply:
        """Somebody else agrees: 303; 409 with the request as it stands where they cannot."""
        admit(request, {}, self.parts().origin)
        asked = self._look(request)
        if not may_agree(visit.staff, asked):
            return self._one(
                visit, asked, status=409, says="It has to be somebody else, who works on this too."
            )
        return self._done(visit, asked, partial(self.parts().rights.approvals.agree, visit.staff, asked.id))

    def fetch(self, request: Request, visit: Visit) -> Reply:
        """The file, once, for whoever asked."""
        admit(request, {}, self.parts().origin)
        asked = self._look(request)
        try:
            if asked.asker != visit.staff.id or asked.state(self.parts().clock.now()) != "agreed":
                return self._one(visit, asked, status=409, says="It cannot be fetched.")
            made = self._made(asked, visit.staff)
            self.parts().rights.approvals.done(visit.staff, asked.id)
        except TooManyError:
            says = "There are more rows by now than were counted. Ask again."
            return self._one(visit, asked, status=409, says=says)
        except (NotAgreedError, StaleError):
            return self._one(visit, self._look(request), status=409, says="It was fetched already.")
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return made

    def _made(self, asked: Asked, staff: Staff) -> Reply:
        """The file. Raises TooManyError, UnavailableError, and RefusedError where it is not theirs."""
        if asked.facts["kind"] == course_tables.KIND:
            return course_tables.content(self.parts(), asked, staff)
        content = self._tables().file(wanted(asked, staff), asked.rows)
        return sheet(f"{asked.facts['kind']}-{asked.facts['which'].replace(':', '-')}.csv", content)

    def _done(self, visit: Visit, asked: Asked, act: Callable[[], object]) -> Reply:
        try:
            act()
        except SamePersonError:
            return self._one(visit, asked, status=409, says="Whoever asked cannot be the one who agrees.")
        except (NotAgreedError, StaleError):
            return self._one(visit, asked, status=409, says="Somebody was quicker, or its week is over.")
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"{HERE}/{asked.id}")

    def _asked(self, staff: Staff, answers: Answers) -> Asked:
        facts = {
            "kind": answers.of("kind"),
            "which": answers.of("which"),
            "areas": ",".join(area for area in AREAS if area in staff.areas),
        }
        columns = tuple(answers.of("columns"))
        draft = Asked("", "table", "", staff.id, staff.name, "", self.parts().clock.now(), 0, columns, facts)
        rows = len(self._tables().works(wanted(draft, staff)))
        if not rows:
            raise LookupError("rows")
        title = f"{KINDS[facts['kind']]}: {question(self._form(staff), 'which').show(facts['which'])}"
        approvals = self.parts().rights.approvals
        return approvals.ask(staff, title, answers.of("why"), rows=rows, fields=columns, facts=facts)

    def _look(self, request: Request) -> Asked:
        try:
            found = self.parts().rights.requests.look(request.params.get("id", ""))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        if found is None or found.sort != "table":
            raise RefusedError(404, "no-request")
        return found

    def _one(self, visit: Visit, asked: Asked, *, status: int = 200, says: str = "") -> Reply:
        now = self.parts().clock.now()
        titles = {**self._tables().columns("enrolment"), **self._tables().columns("remission")}
        body = page(
            "export",
            Frame(self.parts().service, visit.staff, HERE),
            asked=asked,
            state=asked.state(now),
            words=WORDS,
            says=says,
            columns=[titles.get(name, name) for name in asked.fields],
            may_agree=may_agree(visit.staff, asked),
            is_mine=asked.asker == visit.staff.id,
            is_ours=not {"which", "table"}.isdisjoint(asked.facts),
        )
        return Reply(status, body)

    def _page(self, visit: Visit, raw: Raw, errors: Mistakes) -> str:
        try:
            latest = [one for one in self.parts().rights.requests.latest(SHOWN) if one.sort == "table"]
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        now, form = self.parts().clock.now(), self._form(visit.staff)
        listed = [(one, one.state(now)) for one in latest]
        frame = Frame(self.parts().service, visit.staff, HERE)
        return page("exports", frame, form=form, raw=raw, errors=errors, listed=listed, words=WORDS)

    def _form(self, staff: Staff) -> Form:
        kinds = {kind: title for kind, title in KINDS.items() if staff.may(CASES[kind])}
        tables = self._tables()
        columns = {name: title for kind in kinds for name, title in tables.columns(kind).items()}  # type: ignore[arg-type]
        return table_form(kinds, QUEUES.items(), columns, today(self.parts().clock))

    def _tables(self) -> Tables:
        parts = self.parts()
        return Tables(parts.cases, parts.rights.bulk, parts.published.journey)


def wanted(asked: Asked, staff: Staff) -> Wanted:
    """Which table a request is for; of the areas that whoever asked has still."""
    how, _, name = asked.facts["which"].partition(":")
    areas = frozenset(area for area in AREAS if area in asked.facts["areas"].split(","))
    queue, month = (name, "") if how == "queue" else ("", name)
    return Wanted(asked.facts["kind"], queue, month, areas & staff.areas, asked.fields)  # type: ignore[arg-type]


def may_agree(staff: Staff, asked: Asked) -> bool:
    """Whether somebody can be the second person: another, who may export and works on the same."""
    kind = asked.facts.get("kind", "")
    needed = CASES.get(kind) or OTHER.get(kind, Permission.EXPORT)
    return staff.id != asked.asker and staff.may(Permission.EXPORT) and staff.may(needed)


def mistaken(form: Form, name: str, message: str) -> Mistakes:
    """One mistake that only looking at the store could show."""
    return {name: question(form, name).mistake(message)}


def question(form: Form, name: str) -> Field[Any]:
    """One question of a form."""
    return next(field for field in form.fields if field.name == name)


def sheet(name: str, content: bytes) -> Reply:
    """A table to save."""
    return file_reply(name, "text/csv; charset=utf-8", content)


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may export."""
    pages, rule = Exports(parts), may(Permission.EXPORT)
    return (
        Route(("GET",), HERE, rule, pages.show),
        Route(("POST",), HERE, rule, pages.ask),
        Route(("GET",), f"{HERE}/{{id}}", rule, pages.one),
        Route(("POST",), f"{HERE}/{{id}}/agree", rule, pages.agree),
        Route(("POST",), f"{HERE}/{{id}}/file", rule, pages.fetch),
    )
