"""The page behind the link of a letter that asks for one thing more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from musicservice.catalogue import Site
from musicservice.forms.asking import ANSWER
from musicservice.forms.form import Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.linked_pages import answer_page
from musicservice.services.answers import Answers, Found, Mended, Wanted
from musicservice.services.linked import Answered
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_asked
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


class AnswerParts(Protocol):
    """What the page works with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    @property
    def answers(self) -> Answers:
        """The service over what families are asked for."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class AnswerPages:
    """The pages. `parts` are asked for with each request."""

    parts: Callable[[], AnswerParts]

    def show(self, request: Request) -> Reply:
        """The question, or that it was answered."""
        code = code_asked(request)
        found = self._behind(code)
        if isinstance(found, Wanted):
            return Reply(200, self._page(code, found.question))
        return self._otherwise(found)

    def answer(self, request: Request) -> Reply:
        """Takes the answer: 303 to the thanks, 422 for none, 503 with what was typed if it was not kept."""
        parts, code = self.parts(), code_asked(request)
        raw = admit(request, ANSWER.inputs, parts.origin)
        wanted = self._behind(code)
        if isinstance(wanted, Unsaved):
            return Reply(503, self._page(code, {}, raw, status="unsaved"), remark=str(wanted.cause))
        if not isinstance(wanted, Wanted):
            return self._otherwise(wanted)
        match parts.answers.answer(code, wanted, raw):
            case Mended(mistakes):
                return Reply(422, self._page(code, wanted.question, raw, mistakes, "mistakes"))
            case Answered():
                return see_other(places.answer(code))
            case Unsaved(cause) as unsaved:
                status = "unsaved" if unsaved.known else "unknown"
                return Reply(503, self._page(code, wanted.question, raw, status=status), remark=str(cause))
            case other:
                return self._otherwise(other)

    def _behind(self, code: str) -> Found:
        return self.parts().answers.look(code) if code else Gone()

    def _otherwise(self, found: Found) -> Reply:
        match found:
            case Answered():
                return Reply(200, wording.family_answered(self.parts().site()))
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause
            case _:
                return Reply(404, wording.link_gone(self.parts().site()), remark="no-link")

    def _page(
        self,
        code: str,
        question: Mapping[str, Any],
        raw: Raw | None = None,
        errors: Mistakes | None = None,
        status: str = "fresh",
    ) -> str:
        return answer_page(
            self.parts().site(), question, places.answer(code), raw or {}, errors or {}, status
        )
