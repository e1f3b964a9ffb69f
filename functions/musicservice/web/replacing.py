"""Naming somebody in a booking, or letting a colleague come instead; and answering an offer of places.

Both are pages of questions: what is typed wrong comes back with its mistake, and nothing else is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from musicservice.catalogue import Catalogue
from musicservice.domain.training.asking import PersonHereError
from musicservice.domain.training.reservation import Delegate, NamesDueError, SamePersonError
from musicservice.forms.booking import booking as booking_form
from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form, Mistakes, Section
from musicservice.forms.kinds import Checkboxes, Option
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import Status, StepSheet, step_page
from musicservice.services.booking_request import Opened, Refused
from musicservice.services.drafting import day
from musicservice.services.managing import Managing
from musicservice.services.outcomes import Unsaved
from musicservice.services.sending_bookings import wanted
from musicservice.web import booking_sheet, places, refusals
from musicservice.web.gate import admit
from musicservice.web.managing import BookingDesk, BookingParts
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import Request

AGAIN = (
    "What was said before about {what} is locked, so we cannot show it here. What you say now takes its "
    "place, and if you leave it empty, nothing is known. Please say it again for whoever comes."
)
GOING = "going"


@dataclass(frozen=True)
class Replacing:
    """The pages, beside those of the booking itself."""

    desk: BookingDesk

    def person(self, request: Request) -> Reply:
        """The page of somebody who comes."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        one = found.reservation.delegate(request.params.get("member", ""))
        if one is None or not found.place.is_live:
            return see_other(places.booking())
        return Reply(200, self._page(found, one, self._form(found, one), _typed(one)))

    def replace(self, request: Request) -> Reply:
        """Takes who comes: 303 to the booking, 422 with mistakes, 503 when it could not be kept."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        one = found.reservation.delegate(request.params.get("member", ""))
        if one is None:
            return see_other(places.booking())
        form = self._form(found, one)
        raw = admit(request, form.inputs, self.desk.parts().origin)
        answers = form.parse(raw, self._today)
        if not isinstance(answers, Answers):
            return Reply(422, self._page(found, one, form, raw, answers, "mistakes"))
        match self.desk.managing().change(found.code, one.id, wanted((answers,))):
            case Refused(PersonHereError() | SamePersonError() | NamesDueError() as why):
                name = "delegate_later" if isinstance(why, NamesDueError) else "delegate_email"
                said = refusals.problem(why, kept=refusals.UNCHANGED)
                mistakes = {f.name: f.mistake(" ".join(said.says[:1])) for f in form.fields if f.name == name}
                return Reply(422, self._page(found, one, form, raw, mistakes, "mistakes"))
            case Unsaved(cause) as unsaved:
                status: Status = "unsaved" if unsaved.known else "unknown"
                return Reply(503, self._page(found, one, form, raw, {}, status), remark=str(cause))
            case other:
                return self.desk.done(other)

    def offer(self, request: Request) -> Reply:
        """The offer, and for whom it is taken up where it is not for all."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        if found.place.standing != "offered":
            return see_other(places.booking())
        return Reply(200, self._offer_page(found, {}, {}))

    def accept(self, request: Request) -> Reply:
        """Takes the offer up."""
        raw = admit(request, {GOING: True}, self.desk.parts().origin)
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        if found.place.standing != "offered":
            return self.desk.done(self.desk.managing().accept(found.code))
        going = raw.get(GOING, ())
        is_for_all = found.place.offered >= found.place.size
        if not is_for_all and not 0 < len(set(going)) <= found.place.offered:
            field = _offer(found).fields[0]
            wrong = {GOING: field.mistake(f"Choose who comes: {found.place.offered} at most")}
            return Reply(422, self._offer_page(found, raw, wrong))
        return self.desk.done(self.desk.managing().accept(found.code, () if is_for_all else going))

    @property
    def _today(self) -> date:
        return day(self.desk.managing().booking.clock.now())

    def _form(self, found: Opened, one: Delegate) -> Form:
        """All that is asked about a person, on one page. What was said of one who is named is locked."""
        course = found.course
        form = booking_form(self.desk.catalogue(), found.place.course)
        asked = [
            step.page for step in form.steps if step.each and (step.name != "diet" or (course and course.fed))
        ]
        what = "help and food" if course and course.fed else "help to take part"
        again = AGAIN.format(what=what) if one.is_named else ""
        sections = tuple(
            Section(page.title if n else "", again if again and n == 1 else section.intro, section.fields)
            for n, page in enumerate(asked)
            for section in page.sections
        )
        rules = tuple(rule for page in asked for rule in page.rules)
        return Form(name="person", title="Who is coming?", submit="Save", sections=sections, rules=rules)

    def _page(  # noqa: PLR0913, PLR0917 - a page's whole context
        self,
        found: Opened,
        one: Delegate,
        form: Form,
        raw: Raw,
        errors: Mistakes | None = None,
        status: Status = "fresh",
    ) -> str:
        sheet = StepSheet(
            page=form,
            action=places.booking(person=one.id),
            raw=raw,
            errors=errors or {},
            status=status,
            caption=booking_sheet.name_of(found.reservation, one),
            back=places.booking(),
        )
        return step_page(self.desk.parts().site(), sheet)

    def _offer_page(self, found: Opened, raw: Raw, errors: Mistakes) -> str:
        sheet = StepSheet(
            page=_offer(found),
            action=places.booking("offer"),
            raw=raw,
            errors=errors,
            status="mistakes" if errors else "fresh",
            back=places.booking(),
        )
        return step_page(self.desk.parts().site(), sheet)


def replacing(
    parts: Callable[[], BookingParts], managing: Callable[[], Managing], catalogue: Callable[[], Catalogue]
) -> Replacing:
    """The pages beside those of a booking. What is given is asked for with each request."""
    return Replacing(BookingDesk(parts, managing, catalogue))


def _offer(found: Opened) -> Form:
    """Whether, and for whom, an offer is taken up."""
    people, place = found.reservation, found.place
    says = " ".join(booking_sheet.says(found, is_over=False))
    options = tuple(Option(one.id, booking_sheet.name_of(people, one)) for one in people.delegates)
    question = Checkboxes(
        name=GOING,
        label="Who comes?",
        classification=Classification.PERSONAL,
        missing="Choose who comes",
        hint=f"{place.offered} at most",
        options=options,
    )
    fields = (question,) if place.offered < place.size else ()
    return Form(
        name="offer",
        title="Book these places?",
        submit="Yes, book them",
        sections=(Section("", says, fields),),
    )


def _typed(one: Delegate) -> Raw:
    """A delegate as they were typed."""
    typed = {
        "delegate_name": one.name,
        "delegate_email": one.email,
        "delegate_email-checked": one.email,
        "delegate_role": one.role,
        "delegate_later": "" if one.is_named else "yes",
    }
    return {name: (value,) for name, value in typed.items() if value}
