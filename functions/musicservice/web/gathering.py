"""Who a form is about: the list of members, adding one, taking one out, and saying that this is everybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.forms.draft import Draft
from musicservice.forms.journey import Gather
from musicservice.forms.reading import Reading, Station
from musicservice.pages.journey_pages import GatherSheet, Listed, gather_page
from musicservice.services.drafting import member_id, without
from musicservice.services.outcomes import Mistaken, NotAsked, Opened
from musicservice.web import places, wording
from musicservice.web.desk import Desk, back_from, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

DO: Mapping[str, bool] = {"do": False}
UNFINISHED = "Not finished: some questions are still open"
FULL = "One form takes {most}. Send this one first, then begin another for the others."


@dataclass(frozen=True)
class Gathering:
    """The pages about the members of one form."""

    desk: Desk

    def members(self, request: Request) -> Reply:
        """The list of members."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        station = self._list_of(found.reading)
        if station is None or not found.reading.may_open(station):
            return see_other(next_place(self.desk.place, found.reading))
        return Reply(200, self._members_page(found.reading, station))

    def change_members(self, request: Request) -> Reply:
        """Adds one more, or takes note that this is everybody."""
        asked = self._asked(request)
        if asked not in {"add", "done"}:
            raise RefusedError(400, "no-such-button")
        return self._changed(request, self._added if asked == "add" else self._finished)

    def removal(self, request: Request) -> Reply:
        """Asks whether to take a member out."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        member = request.params.get("member", "")
        if found.reading.draft.member(member) is None:
            return self.desk.not_asked(found, member)
        page = wording.take_out(self.desk.parts().site(), found.reading, self.desk.place, member)
        return Reply(200, page)

    def remove(self, request: Request) -> Reply:
        """Takes a member out. One who is out already stays out."""
        if self._asked(request) != "remove":
            raise RefusedError(400, "no-such-button")
        return self._changed(
            request, lambda opened: self._taken_out(opened, request.params.get("member", ""))
        )

    def _asked(self, request: Request) -> str:
        raw = admit(request, DO, self.desk.parts().origin)
        return next(iter(raw.get("do", ())), "")

    def _changed(self, request: Request, edit) -> Reply:  # type: ignore[no-untyped-def] # noqa: ANN001
        parts = self.desk.parts()
        code = code_in(request, self.desk.cookie, parts.origin)
        found = parts.drafting.change(self.desk.name, code, edit) if code else self.desk.opened(request)
        match found:
            case Opened(_, reading):
                return see_other(next_place(self.desk.place, reading))
            case NotAsked(opened):
                return see_other(next_place(self.desk.place, opened.reading))
            case Mistaken(_, station, Opened(_, reading)):
                problem = FULL.format(most=reading.journey.most)
                return Reply(422, self._members_page(reading, station, problem))
            case Mistaken():
                raise RefusedError(400, "not-begun")
            case _:
                return self.desk.otherwise(found)

    def _added(self, opened: Opened) -> Draft | Mistaken | NotAsked:
        reading = opened.reading
        station = self._list_of(reading)
        if station is None or not reading.may_open(station):
            return NotAsked(opened)
        if any(not member.pages for member in reading.draft.members):
            return NotAsked(opened)  # a double click adds nobody twice
        if len(reading.draft.members) >= reading.journey.most:
            return Mistaken({}, station, opened)
        return reading.draft.with_member(member_id())

    def _taken_out(self, opened: Opened, member: str) -> Draft | NotAsked:
        if self._list_of(opened.reading) is None:
            return NotAsked(opened)
        return without(opened.reading.draft, member)

    def _finished(self, opened: Opened) -> Draft | NotAsked:
        station, first = self._list_of(opened.reading), opened.reading.open
        if station is None or (first is not None and first != station):
            return NotAsked(opened)
        return opened.reading.draft.with_finished(station.stop.name)

    def _list_of(self, reading: Reading) -> Station | None:
        return next((station for station in reading.stations if isinstance(station.stop, Gather)), None)

    def _members_page(self, reading: Reading, station: Station, problem: str = "") -> str:
        gather = station.stop
        if not isinstance(gather, Gather):
            raise TypeError(type(gather).__name__)
        sheet = GatherSheet(
            title=gather.title,
            intro=gather.intro,
            action=places.of(self.desk.place, station),
            members=[self._listed(reading, member.id) for member in reading.members],
            add=gather.add,
            done=gather.done,
            may_add=len(reading.draft.members) < reading.journey.most,
            most=reading.journey.most,
            back=back_from(self.desk.place, reading, gather.name, None),
            save=self.desk.save,
            problem=problem,
        )
        return gather_page(self.desk.parts().site(), sheet)

    def _listed(self, reading: Reading, member: str) -> Listed:
        them = reading.draft.member(member)
        says = [row.shown.replace("\n", ", ") for page in reading.of(them) for row in page.receipt()]
        first = next(station for station in reading.stations if station.member == them)
        is_whole = all(station.done for station in reading.stations if station.member == them)
        return Listed(
            name=wording.name_of(reading, member),
            says="; ".join(says) if is_whole else UNFINISHED,
            change=places.of(self.desk.place, first),
            remove=places.page(self.desk.place, "remove", member),
        )
