"""The pages behind the links in messages: a letter, a school's question, next year's form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from musicservice.catalogue import Site
from musicservice.domain.confirmation import Question
from musicservice.forms.confirmation import answer_name, confirmation
from musicservice.forms.form import Form, Mistakes
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import Status
from musicservice.pages.linked_pages import QuestionSheet, letter_page, question_page, told_page
from musicservice.services.linked import Answered, Asked, Behind, Letter, Linked, Wrong
from musicservice.services.outcomes import Gone, Unsaved
from musicservice.web import places, wording
from musicservice.web.gate import admit
from musicservice.web.keyring import code_asked, code_in
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request


class LinkedParts(Protocol):
    """What the pages work with."""

    @property
    def origin(self) -> str:
        """The site's own, without a trailing slash."""

    @property
    def linked(self) -> Linked:
        """The service over what links open."""

    @property
    def questions(self) -> Mapping[str, str]:
        """Everything that a school may be asked, by ground."""

    def site(self) -> Site:
        """What every page's frame needs."""


@dataclass(frozen=True)
class Linking:
    """The pages. `parts` are asked for with each request."""

    parts: Callable[[], LinkedParts]

    def letter(self, request: Request) -> Reply:
        """A letter, to whoever has its link."""
        return self._letter(code_asked(request), "")

    def own_letter(self, form: str) -> Callable[[Request], Reply]:
        """A page for the letter about a form that was sent from this device."""

        def letter(request: Request) -> Reply:
            return self._letter(code_in(request, form, self.parts().origin), places.page(form, "save"))

        return letter

    def question(self, request: Request) -> Reply:
        """A school's question, or that it was answered."""
        code = code_asked(request)
        match self._behind(code):
            case Asked(question):
                return Reply(200, self._question_page(code, question, {}, {}, "fresh"))
            case other:
                return self._otherwise(other)

    def answer(self, request: Request) -> Reply:
        """Takes the answer: 303 to the thanks, 422 with mistakes, 503 when it could not be kept."""
        parts, code = self.parts(), code_asked(request)
        asked = self._behind(code)
        if isinstance(asked, Unsaved):
            return self._given_back(request, code, asked)
        if not isinstance(asked, Asked):
            return self._otherwise(asked)
        raw = admit(request, confirmation(asked.question.questions).inputs, parts.origin)
        match parts.linked.answer(code, asked, raw):
            case Wrong(question, mistakes):
                return Reply(422, self._question_page(code, question, raw, mistakes, "mistakes"))
            case Answered():
                return see_other(places.confirm(code))
            case Unsaved(cause) as unsaved:
                status: Status = "unsaved" if unsaved.known else "unknown"
                page = self._question_page(code, asked.question, raw, {}, status)
                return Reply(503, page, remark=str(cause))
            case other:
                return self._otherwise(other)

    def renewal(self, request: Request) -> Reply:
        """Next year's form: a button that opens it."""
        code = code_asked(request)
        return Reply(200, wording.open_renewal(self.parts().site(), code)) if code else self._gone()

    def _given_back(self, request: Request, code: str, unsaved: Unsaved) -> Reply:
        """What was typed, on a page that says nothing of the pupil: who that is cannot be looked up now."""
        parts = self.parts()
        raw = admit(request, confirmation(parts.questions).inputs, parts.origin)
        answered = {ground: asked for ground, asked in parts.questions.items() if answer_name(ground) in raw}
        page = self._page(code, None, confirmation(answered), raw, {}, "unsaved")
        return Reply(503, page, remark=str(unsaved.cause))

    def _letter(self, code: str, forget: str) -> Reply:
        match self._behind(code):
            case Letter(facts, in_words=True):
                return Reply(200, told_page(self.parts().site(), facts))
            case Letter(facts):
                return Reply(200, letter_page(self.parts().site(), facts, forget))
            case other:
                return self._otherwise(other)

    def _behind(self, code: str) -> Behind:
        return self.parts().linked.look(code) if code else Gone()

    def _otherwise(self, found: Behind) -> Reply:
        match found:
            case Answered():
                return Reply(200, wording.answered(self.parts().site()))
            case Unsaved(cause):
                raise RefusedError(503, str(cause)) from cause
            case _:
                return self._gone()

    def _gone(self) -> Reply:
        return Reply(404, wording.link_gone(self.parts().site()), remark="no-link")

    def _question_page(
        self, code: str, question: Question, raw: Raw, errors: Mistakes, status: Status
    ) -> str:
        return self._page(code, question, confirmation(question.questions), raw, errors, status)

    def _page(  # noqa: PLR0913, PLR0917 - a page's whole context
        self, code: str, question: Question | None, page: Form, raw: Raw, errors: Mistakes, status: Status
    ) -> str:
        sheet = QuestionSheet(
            question=question,
            page=page,
            action=places.confirm(code),
            raw=raw,
            errors=errors,
            status=status,
        )
        return question_page(self.parts().site(), sheet)
