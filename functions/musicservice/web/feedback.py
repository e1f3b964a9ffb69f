"""The page behind the link in the letter of somebody who came to a course: how it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from musicservice.catalogue import Catalogue, Site
from musicservice.forms.feedback import FEEDBACK
from musicservice.forms.form import Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import Status, StepSheet, step_page
from musicservice.services.feedback import Asked, Behind, Feedback, Told, Wrong
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


class FeedbackParts(Protocol):
    """What the page works with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class FeedbackPage:
    """The page. `parts`, `feedback` and `catalogue` are asked for with each request."""

    parts: Callable[[], FeedbackParts]
    feedback: Callable[[], Feedback]
    catalogue: Callable[[], Catalogue]

    def show(self, request: Request) -> Reply:
        """The questions, or that they were answered."""
        code = code_asked(request)
        match self._behind(code):
            case Asked() as asked:
                return Reply(200, self._page(code, asked, {}, {}, "fresh"))
            case other:
                return self._otherwise(other)

    def take(self, request: Request) -> Reply:
        """Takes the answers: 303 to the thanks, 422 with mistakes, 503 when they could not be kept."""
        code = code_asked(request)
        raw = admit(request, FEEDBACK.inputs, self.parts().origin)
        asked = self._behind(code)
        if isinstance(asked, Unsaved):
            return Reply(503, self._page(code, None, raw, {}, "unsaved"), remark=str(asked.cause))
        if not isinstance(asked, Asked):
            return self._otherwise(asked)
        match self.feedback().tell(code, asked, raw):
            case Wrong(mistakes):
                return Reply(422, self._page(code, asked, raw, mistakes, "mistakes"))
            case Told():
                return see_other(places.feedback(code))
            case Unsaved(cause) as unsaved:
                status: Status = "unsaved" if unsaved.known else "unknown"
                return Reply(503, self._page(code, asked, raw, {}, status), remark=str(cause))
            case other:
                return self._otherwise(other)

    def _behind(self, code: str) -> Behind:
        return self.feedback().look(code) if code else Gone()

    def _otherwise(self, found: Behind) -> Reply:
        site = self.parts().site()
        match found:
            case Told():
                return Reply(200, wording.thanks(site))
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause
            case _:
                return Reply(404, wording.link_gone(site), remark="no-link")

    def _page(self, code: str, asked: Asked | None, raw: Raw, errors: Mistakes, status: Status) -> str:
        course = self.catalogue().course(asked.course) if asked else None
        sheet = StepSheet(
            page=FEEDBACK,
            action=places.feedback(code),
            raw=raw,
            errors=errors,
            status=status,
            caption=course.title if course else "",
        )
        return step_page(self.parts().site(), sheet)
