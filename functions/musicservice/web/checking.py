"""All answers of one form, to look through, and sending them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from musicservice.domain.enrolment import warnings
from musicservice.forms.draft import Member
from musicservice.forms.reading import Reading, Station
from musicservice.pages.journey_pages import CheckGroup, CheckRow, CheckSheet, Status, check_page
from musicservice.services.composing import asked
from musicservice.services.drafting import day
from musicservice.services.estimating import estimate
from musicservice.services.outcomes import Opened, Unsaved
from musicservice.services.submitting import Differs
from musicservice.web import places, wording
from musicservice.web.desk import Desk, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


@dataclass(frozen=True)
class Checking:
    """The page of all answers, before they are sent."""

    desk: Desk

    def check(self, request: Request) -> Reply:
        """All answers, once nothing is open."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        if found.reading.open is not None:
            return see_other(next_place(self.desk.name, found.reading))
        return Reply(200, self._check_page(found, "fresh"))

    def send(self, request: Request) -> Reply:
        """Sends them: 303 to the receipt, 409 where they changed meanwhile, 503 when not kept."""
        parts = self.desk.parts()
        raw = admit(request, {"revision": False}, parts.origin)
        typed = next(iter(raw.get("revision", ())), "")
        if not re.fullmatch(r"[0-9]{1,9}", typed):
            raise RefusedError(400, "no-revision")
        code = code_in(request, self.desk.name, parts.origin)
        found = parts.submitting(self.desk.name, code, int(typed)) if code else self.desk.opened(request)
        match found:
            case Differs(opened) if opened.reading.open is None:
                return Reply(409, self._check_page(opened, "fresh", differs=True), remark="differs")
            case Differs(opened):
                return see_other(next_place(self.desk.name, opened.reading))
            case Unsaved(cause, Opened() as opened):
                status: Status = "unsaved" if found.known else "unknown"
                return Reply(503, self._check_page(opened, status), remark=str(cause))
            case Opened():
                return see_other(places.check(self.desk.name))
            case _:
                return self.desk.otherwise(found)

    def _check_page(self, found: Opened, status: Status, *, differs: bool = False) -> str:
        reading, form, parts = found.reading, self.desk.name, self.desk.parts()
        catalogue = parts.submitting.composing.catalogue()
        sheet = CheckSheet(
            title="Check your answers",
            action=places.check(form),
            submit=reading.journey.submit,
            revision=found.revision,
            groups=list(self._groups(reading)),
            estimate=estimate(reading, catalogue, day(parts.drafting.clock.now())),
            help_on=catalogue.tariff.rules.help_on,
            back=places.of(form, reading.stations[-1]),
            save=places.page(form, "save"),
            status=status,
            differs=differs,
        )
        return check_page(parts.site(), sheet)

    def _groups(self, reading: Reading) -> Iterator[CheckGroup]:
        for member in reading.members:
            about = wording.caption(reading, member.id)
            yield self._group(about or "You", about, reading, member)
        yield self._group("Everything else", "", reading, None)

    def _group(self, title: str, about: str, reading: Reading, member: Member | None) -> CheckGroup:
        asked = [station for station in reading.stations if station.member == member]
        rows = [row for station in asked for row in self._of_page(station)]
        answered, left_out = [row for row in rows if row.shown], [row for row in rows if not row.shown]
        unusual = self._warnings(reading, member) if member else ()
        return CheckGroup(title, answered, left_out, unusual, about)

    def _of_page(self, station: Station) -> Iterator[CheckRow]:
        """The questions of a page, each with its answer, or with nothing."""
        answers = station.answers
        for field in answers.form.fields if answers else ():
            value = answers.of(field.name) if answers else None
            shown = "" if value is None else field.show(value)
            yield CheckRow(field.label, shown, f"{places.of(self.desk.name, station)}#{field.anchor}")

    def _warnings(self, reading: Reading, member: Member) -> list[str]:
        today = day(self.desk.parts().drafting.clock.now())
        return [wording.WARNINGS[code] for code in warnings(asked(reading, member), today)]
