"""Showing us files as a part of a form: which draft they belong to, and when the household goes on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from musicservice.forms.draft import Draft
from musicservice.forms.journey import Attach
from musicservice.forms.reading import Reading, Station
from musicservice.pages.uploads import Way
from musicservice.services.evidence import Ids, ProofDesk
from musicservice.services.outcomes import Edit, Mistaken, NotAsked, Opened
from musicservice.web import places
from musicservice.web.desk import Desk, back_from, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request
from musicservice.web.uploads import REMOVE, UploadPages

ON = "do"


@dataclass(frozen=True)
class Attaching:
    """The page of files of one form. `proofs` is asked for when it is needed: most families need it never."""

    desk: Desk
    proofs: Callable[[], ProofDesk]

    def show(self, request: Request) -> Reply:
        """The page."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        station = _files_of(found.reading)
        if station is None or not found.reading.may_open(station):
            return see_other(next_place(self.desk.name, found.reading))
        reply, ids = self._pages(found.reading, station).show(request, found.reading.draft.uploads)
        return self._kept(request, found, ids, reply)

    def act(self, request: Request) -> Reply:
        """Takes a file out, or goes on."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        station = _files_of(found.reading)
        if station is None or not found.reading.may_open(station):
            return see_other(next_place(self.desk.name, found.reading))
        given = admit(request, {REMOVE: False, ON: False}, self.desk.parts().origin)
        if ON in given:
            return self._gone_on(request, station)
        reply, ids = self._pages(found.reading, station).take_out(request, found.reading.draft.uploads)
        return self._kept(request, found, ids, reply)

    def _gone_on(self, request: Request, station: Station) -> Reply:
        name = station.stop.name
        return self._changed(request, lambda opened: opened.reading.draft.with_finished(name), None)

    def _kept(self, request: Request, found: Opened, ids: Ids, reply: Reply) -> Reply:
        """The reply, once the draft holds these ids; where another window was quicker, the page anew."""
        seen = found.reading.draft.uploads
        if ids == seen:
            return reply

        def kept(opened: Opened) -> Draft | NotAsked:
            draft = opened.reading.draft
            return replace(draft, uploads=ids) if draft.uploads == seen else NotAsked(opened)

        return self._changed(request, kept, reply)

    def _changed(self, request: Request, change: Edit, reply: Reply | None) -> Reply:
        parts = self.desk.parts()
        code = code_in(request, self.desk.name, parts.origin)
        match parts.drafting.change(self.desk.name, code, change):
            case Opened(_, reading):
                return reply or see_other(next_place(self.desk.name, reading))
            case NotAsked(opened):
                station = _files_of(opened.reading)
                here = places.of(self.desk.name, station) if station else ""
                return see_other(here or next_place(self.desk.name, opened.reading))
            case Mistaken():
                raise RefusedError(400, "not-begun")
            case other:
                return self.desk.otherwise(other)

    def _pages(self, reading: Reading, station: Station) -> UploadPages:
        parts, form = self.desk.parts(), self.desk.name
        way = Way(
            here=places.of(form, station),
            send_to=f"/uploads/{form}",
            before=back_from(form, reading, station.stop.name, None),
            save=places.page(form, "save"),
        )
        return UploadPages(self.proofs(), parts.site, way, parts.origin)


def _files_of(reading: Reading) -> Station | None:
    return next((station for station in reading.stations if isinstance(station.stop, Attach)), None)
