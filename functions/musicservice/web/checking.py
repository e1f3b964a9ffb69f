"""All answers of one form, to look through, and sending them. How a form ends is for its ending to say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from musicservice.domain.estimate import Estimate
from musicservice.domain.receipt import Line
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading, Station
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import (
    CHANGED,
    CheckGroup,
    CheckRow,
    CheckSheet,
    Problem,
    Status,
    check_page,
)
from musicservice.services.outcomes import Found, Opened, Unsaved
from musicservice.services.submitting import Differs
from musicservice.web import places, wording
from musicservice.web.desk import Desk, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class Declined:
    """The form is as it was, and was not sent: `problem` says why."""

    opened: Opened
    problem: Problem
    remark: str


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What is told beside the answers: of money, of what sending means, and which state of things that is."""

    promise: str
    estimate: Estimate | None = None
    help_on: str = ""
    lines: Sequence[Line] = ()
    seen: str = ""


Outcome: TypeAlias = Found | Differs | Declined | Reply


class Ending(Protocol):
    """How one form ends."""

    @property
    def inputs(self) -> Mapping[str, bool]:
        """What its page of answers sends beside the revision."""

    def costs(self, reading: Reading) -> Costs:
        """What is told beside the answers."""

    def warnings(self, reading: Reading, member: Member) -> Sequence[str]:
        """What is unusual about one member, said kindly."""

    def send(self, code: str, revision: int, raw: Raw) -> Outcome:
        """What became of sending it."""


@dataclass(frozen=True)
class Checking:
    """The page of all answers, before they are sent."""

    desk: Desk
    ending: Ending

    def check(self, request: Request) -> Reply:
        """All answers, once nothing is open."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        if found.reading.open is not None:
            return see_other(next_place(self.desk.place, found.reading))
        return Reply(200, self._check_page(found, "fresh"))

    def send(self, request: Request) -> Reply:  # noqa: PLR0911 - one for each outcome
        """Sends them: 303 to the receipt, 409 where that cannot be as it is, 503 when not kept."""
        parts = self.desk.parts()
        raw = admit(request, {"revision": False, **self.ending.inputs}, parts.origin)
        typed = next(iter(raw.get("revision", ())), "")
        if not re.fullmatch(r"[0-9]{1,9}", typed):
            raise RefusedError(400, "no-revision")
        code = code_in(request, self.desk.cookie, parts.origin)
        found = self.ending.send(code, int(typed), raw) if code else self.desk.opened(request)
        match found:
            case Reply():
                return found
            case Differs(opened) if opened.reading.open is None:
                return Reply(409, self._check_page(opened, "fresh", CHANGED), remark="differs")
            case Differs(opened):
                return see_other(next_place(self.desk.place, opened.reading))
            case Declined(opened, problem, remark):
                return Reply(409, self._check_page(opened, "fresh", problem), remark=remark)
            case Unsaved(cause, Opened() as opened):
                status: Status = "unsaved" if found.known else "unknown"
                return Reply(503, self._check_page(opened, status), remark=str(cause))
            case Opened():
                return see_other(places.check(self.desk.place))
            case _:
                return self.desk.otherwise(found)

    def _check_page(self, found: Opened, status: Status, problem: Problem | None = None) -> str:
        reading, form = found.reading, self.desk.place
        costs = self.ending.costs(reading)
        sheet = CheckSheet(
            title="Check your answers",
            action=places.check(form),
            submit=reading.journey.submit,
            revision=found.revision,
            groups=list(self._groups(reading)),
            estimate=costs.estimate,
            help_on=costs.help_on,
            back=places.of(form, reading.stations[-1]),
            save=self.desk.save,
            promise=costs.promise,
            status=status,
            problem=problem,
            costs=costs.lines,
            seen=costs.seen,
        )
        return check_page(self.desk.parts().site(), sheet)

    def _groups(self, reading: Reading) -> Iterator[CheckGroup]:
        for member in reading.members:
            about = wording.caption(reading, member.id)
            yield self._group(about or "You", about, reading, member)
        yield self._group("Everything else", "", reading, None)

    def _group(self, title: str, about: str, reading: Reading, member: Member | None) -> CheckGroup:
        asked = [station for station in reading.stations if station.member == member]
        rows = [row for station in asked for row in self._of_page(station)]
        answered, left_out = [row for row in rows if row.shown], [row for row in rows if not row.shown]
        unusual = self.ending.warnings(reading, member) if member else ()
        return CheckGroup(title, answered, left_out, unusual, about)

    def _of_page(self, station: Station) -> Iterator[CheckRow]:
        """The questions of a page, each with its answer, or with nothing."""
        answers = station.answers
        for field in answers.form.fields if answers else ():
            value = answers.of(field.name) if answers else None
            if value is None and not field.can_be_left_out:
                continue
            shown = "" if value is None else field.show(value)
            yield CheckRow(field.label, shown, f"{places.of(self.desk.place, station)}#{field.anchor}")
