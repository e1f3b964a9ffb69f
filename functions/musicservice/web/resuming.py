"""Opening a saved form on any device: by its code, or by the link in an e-mail. It serves every form."""

from collections.abc import Callable
from dataclasses import dataclass

from musicservice.domain.code import NotACodeError, parse
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.resume import CODE, RESUME
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import StepSheet, step_page
from musicservice.services.booking_request import Opened as Booked
from musicservice.services.drafting import day
from musicservice.services.managing import Managing
from musicservice.services.outcomes import Gone, Opened, Sent, Unsaved
from musicservice.web import places, wording
from musicservice.web.booking_places import MANAGE
from musicservice.web.desk import Parts, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import keeping
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

UNKNOWN = "We find nothing under this code. A form is kept for 28 days after its last change"


@dataclass(frozen=True)
class Resuming:
    """The pages that open a form. `forms` are the names of all."""

    forms: tuple[str, ...]
    parts: Callable[[], Parts]
    managing: Callable[[], Managing]

    def home(self, _request: Request) -> Reply:
        """Whoever comes without a code is sent to the page that asks for it."""
        return see_other(wording.RESUME_PAGE)

    def by_link(self, request: Request) -> Reply:
        """A link in an e-mail: it opens nothing by itself, since programs follow links too."""
        try:
            code = parse(request.params.get("code", ""))
        except NotACodeError:
            return see_other(wording.RESUME_PAGE)
        return Reply(200, wording.open_by_link(self.parts().site(), code))

    def by_code(self, request: Request) -> Reply:
        """Opens the form: 303 to where it stands, 422 where the code opens nothing, whatever the reason."""
        parts = self.parts()
        raw = admit(request, RESUME.inputs, parts.origin)
        answers = RESUME.parse(raw, day(parts.drafting.clock.now()))
        if not isinstance(answers, Answers):
            return self._again(raw, answers)
        name, found = parts.drafting.find(self.forms, answers.of(CODE))
        if isinstance(found, Sent | Gone) and isinstance(self.managing().open(answers.of(CODE)), Booked):
            kept = keeping(MANAGE, parts.origin, answers.of(CODE))
            return Reply(303, headers={"Location": places.booking(), **kept})
        match found:
            case Opened(code, reading):
                kept = keeping(name, parts.origin, code)
                return Reply(303, headers={"Location": next_place(name, reading), **kept})
            case Sent(receipt):
                there, kept = (
                    places.received(name, receipt.fingerprint),
                    keeping(name, parts.origin, answers.of(CODE)),
                )
                return Reply(303, headers={"Location": there, **kept})
            case Gone():
                field = RESUME.fields[0]
                return self._again(raw, {field.name: field.mistake(UNKNOWN)})
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause

    def _again(self, raw: Raw, errors: Mistakes) -> Reply:
        sheet = StepSheet(
            page=RESUME, action=RESUME.action, raw=raw, errors=errors, status="mistakes", back="/enrol/"
        )
        return Reply(422, step_page(self.parts().site(), sheet))
