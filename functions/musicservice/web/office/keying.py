"""Keying in what came on paper or by phone: the public's own forms, page by page, in the office's frame.

Which questions there are, how drafts are kept and how a form is sent is as for everybody. A draft is its
keyer's alone, and an area that is not theirs is refused as soon as a school tells it, and again at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from musicservice.catalogue import Site
from musicservice.domain.office.staff import KEYS, Staff
from musicservice.domain.training import Course
from musicservice.forms import BOOKING, LISTS
from musicservice.forms.journey import Journey
from musicservice.forms.reading import Reading, Station
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.journey_pages import AskSheet, Press, Problem, ask_page, step_page
from musicservice.pages.office.frame import Frame, page
from musicservice.pages.office.indoors import Indoors
from musicservice.pages.office.wording import AREAS
from musicservice.services.drafting import Drafting
from musicservice.services.office.keying import Keying
from musicservice.services.outcomes import Gone, Opened, Sent, Unsaved
from musicservice.services.submitting import Submitting
from musicservice.web.booking_places import BookingPlaces
from musicservice.web.checking import Checking, Costs, Declined, Ending, Outcome
from musicservice.web.desk import Desk
from musicservice.web.gathering import Gathering
from musicservice.web.keyring import keeping
from musicservice.web.office import keyed
from musicservice.web.office.rule import Route, View, Visit, may
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request
from musicservice.web.requesting import Requesting
from musicservice.web.saving import Saving

HERE = "/key"
PROMISE = (
    "Keeping this is as if the family had sent it. They owe nothing until we have made an offer with a price "
    "and they have accepted it. It is noted that you keyed it in."
)
BOOKED = "This books the places at once, or does what they asked for if there are not enough."
NO_DRAFT = (
    "It may be kept by now, or another member of staff began it in this browser.",
    "A form that was begun and not kept is deleted 28 days after its last change.",
)


@dataclass(frozen=True)
class Indoor:
    """What the public's pages work with, for one visit to the office."""

    office: Office
    staff: Staff

    @property
    def origin(self) -> str:
        """The office's own."""
        return self.office.origin

    @property
    def drafting(self) -> Drafting:
        """Drafts of theirs."""
        return self.office.keying.drafting(self.staff)

    @property
    def submitting(self) -> Submitting:
        """Sending one of them."""
        return self.office.keying.submitting(self.staff)

    def site(self) -> Site:
        """The site, in the office's frame."""
        frame = Frame(self.office.service, self.staff, HERE)
        return Indoors.of(self.office.published.catalogue().site, frame, self.office.site)

    def journey(self, name: str, applicant: str = "") -> Journey:
        """A form as it is keyed in."""
        return self.office.keying.journey(name, applicant)


@dataclass(frozen=True)
class KeyingDesk(Desk):
    """The pages of one form. `how` says whether it is theirs to key in."""

    how: Keying = field(kw_only=True)

    def home(self, request: Request) -> Reply:
        """The first page, in the wording for a course where the address names one."""
        parts, slug = self.parts(), request.params.get("slug", "")
        first = parts.journey(self.name, slug).first.page
        return Reply(200, step_page(parts.site(), self._sheet(None, first, None, {}, "fresh")))

    def otherwise(self, found: Sent | Gone | Unsaved) -> Reply:
        """The same as for everybody, but that nobody here has a code to come back with."""
        if not isinstance(found, Gone):
            return super().otherwise(found)
        begins = self.parts().journey(self.name).begins
        sheet = AskSheet(title="No form is begun here", says=NO_DRAFT, presses=(Press("Begin one", begins),))
        return Reply(404, ask_page(self.parts().site(), sheet), remark="no-draft")

    def notice(self, reading: Reading, station: Station) -> str:
        """That it is not theirs to key in, as soon as that is known."""
        others = self.how.elsewhere(reading)
        return elsewhere(others) if others else super().notice(reading, station)


@dataclass(frozen=True)
class KeyedRequest(Requesting):
    """How a household's form ends in the office."""

    how: Keying = field(kw_only=True)

    def costs(self, reading: Reading) -> Costs:
        """As for the household, and what keeping it means here."""
        return replace(super().costs(reading), promise=PROMISE)

    def send(self, code: str, revision: int, raw: Raw) -> Outcome:
        """Sends it, unless it is about an area of somebody else's."""
        found = self.desk.parts().drafting.open(self.desk.name, code)
        if isinstance(found, Opened) and (others := self.how.elsewhere(found.reading)):
            title = "This is not yours to key in"
            return Declined(found, Problem(title, [elsewhere(others)]), "other-area")
        return super().send(code, revision, raw)


@dataclass(frozen=True)
class KeyedBooking(BookingPlaces):
    """How the form for a course ends in the office."""

    def costs(self, reading: Reading) -> Costs:
        """As for whoever books, and what keeping it means here."""
        return replace(super().costs(reading), promise=BOOKED)

    def made(self, code: str) -> Reply:
        """On to what is said of it; a fresh cookie keeps it at hand as a draft's does."""
        parts = self.desk.parts()
        there = f"{self.desk.place}/received/{parts.drafting.receipt_name(code)}"
        return Reply(303, headers={"Location": there, **keeping(self.desk.cookie, parts.origin, code)})


def elsewhere(areas: tuple[str, ...]) -> str:
    """That somebody else has to key it in."""
    named = " and ".join(AREAS[area] for area in areas)
    return f"Somebody in this form belongs to {named}, no area of yours. Give it to a colleague."


@dataclass(frozen=True)
class Keys:
    """The pages of all forms, made anew for each visit."""

    parts: Callable[[], Office]

    def index(self, _request: Request, visit: Visit) -> Reply:
        """What can be keyed in."""
        frame = Frame(self.parts().service, visit.staff, HERE)
        theirs = [name for name, needed in KEYS.items() if visit.staff.may(needed)]
        courses = self._bookable() if BOOKING in theirs else []
        return Reply(200, page("key", frame, forms=theirs, courses=courses))

    def desk(self, name: str, visit: Visit) -> KeyingDesk:
        """The pages of one form for one visit."""
        office = self.parts()
        indoor = Indoor(office, visit.staff)
        return KeyingDesk(name, lambda: indoor, f"{HERE}/{name}", how=office.keying.how(visit.staff))

    def ending(self, desk: KeyingDesk) -> Ending:
        """How it ends."""
        if desk.name != BOOKING:
            return KeyedRequest(desk, how=desk.how)
        office = self.parts()
        return KeyedBooking(desk, office.keying.managing, office.published.catalogue, arrived=desk.how)

    def _bookable(self) -> list[Course]:
        now = self.parts().clock.now()
        found = [one for one in self.parts().published.catalogue().courses if one.booking(now) == "open"]
        return sorted(found, key=lambda one: one.starts)

    def view(self, name: str, act: Callable[[KeyingDesk, Request], Reply]) -> View:
        """A view of the office over a page of the form."""

        def shown(request: Request, visit: Visit) -> Reply:
            if "slug" in request.params and self.parts().published.course(request.params["slug"]) is None:
                raise RefusedError(404, "no-course")
            return act(self.desk(name, visit), request)

        shown.__name__ = f"key_{name}"
        return shown


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever may key in each form."""
    keys = Keys(parts)
    own = [route for name in KEYS for route in _routes(keys, name)]
    return (Route(("GET",), HERE, may(*KEYS.values()), keys.index), *own)


def _routes(keys: Keys, name: str) -> tuple[Route, ...]:
    """The pages of one form, as the public function serves them."""
    rule, at = may(KEYS[name]), f"{HERE}/{name}"

    def look(path: str, act: Callable[[KeyingDesk, Request], Reply]) -> Route:
        return Route(("GET",), f"{at}{path}", rule, keys.view(name, act))

    def take(path: str, act: Callable[[KeyingDesk, Request], Reply]) -> Route:
        return Route(("POST",), f"{at}{path}", rule, keys.view(name, act))

    if name == BOOKING:
        begins = (look("/course/{slug}", lambda desk, asked: desk.home(asked)),)
        received = look("/received/{receipt}", lambda desk, asked: keyed.booked(keys.parts(), desk, asked))
    else:
        begins = (look("", lambda desk, asked: desk.home(asked)),)
        received = look("/received/{receipt}", lambda desk, asked: keyed.received(keys.parts(), desk, asked))
    return (
        *begins,
        take("", lambda desk, asked: desk.begin(asked)),
        look(f"/{LISTS[name]}", lambda desk, asked: Gathering(desk).members(asked)),
        take(f"/{LISTS[name]}", lambda desk, asked: Gathering(desk).change_members(asked)),
        look("/remove/{member}", lambda desk, asked: Gathering(desk).removal(asked)),
        take("/remove/{member}", lambda desk, asked: Gathering(desk).remove(asked)),
        look("/check", lambda desk, asked: Checking(desk, keys.ending(desk)).check(asked)),
        take("/check", lambda desk, asked: Checking(desk, keys.ending(desk)).send(asked)),
        look("/uploads", keyed.proofs),
        take("/uploads", keyed.proofs_done),
        take("/new", lambda desk, asked: Saving(desk).anew(asked)),
        received,
        look("/{step}", lambda desk, asked: desk.show(asked)),
        take("/{step}", lambda desk, asked: desk.answer(asked)),
        look("/{step}/{member}", lambda desk, asked: desk.show(asked)),
        take("/{step}/{member}", lambda desk, asked: desk.answer(asked)),
    )
