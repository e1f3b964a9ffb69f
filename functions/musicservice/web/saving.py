"""Stopping and coming back: the code of a form, a link by e-mail, and whether this device remembers it."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.domain import code as codes
from musicservice.domain.dates import in_words
from musicservice.forms.draft import Draft
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.resume import ADDRESS, LINK
from musicservice.forms.typed import Raw
from musicservice.pages.journey_pages import SaveSheet, save_page
from musicservice.services.drafting import LIVES, day
from musicservice.services.outcomes import Gone, Mistaken, NotAsked, Opened, Unsaved
from musicservice.web import places, wording
from musicservice.web.desk import Desk, next_place
from musicservice.web.gate import admit
from musicservice.web.keyring import code_in, forgetting, keeping
from musicservice.web.reply import Reply
from musicservice.web.request import RefusedError, Request

INPUTS: Mapping[str, bool] = {"do": False, **LINK.inputs}
STAYS = "This device now remembers your form for 28 days. You need no code here."
MAILED = "We are sending the link. It can take a few minutes. If nothing comes, use the code."
UNSENT = "We could not send the link just now. Wait a minute and try again, or use the code on this page."
PERHAPS_SENT = "We do not know whether the link was sent. If none comes, try again, or use the code here."
TOO_MANY = "We have sent five links to this form already. Please use the code on this page."


@dataclass(frozen=True)
class Saving:
    """The pages about coming back to one form."""

    desk: Desk

    def show(self, request: Request) -> Reply:
        """The code, and what else can be done."""
        return self._opened(request, 200)

    def act(self, request: Request) -> Reply:
        """One of the buttons: send a link, remember on this device, or forget it here."""
        parts = self.desk.parts()
        raw = admit(request, INPUTS, parts.origin)
        match raw.get("do"):
            case ("mail",):
                return self._mailed(request, raw)
            case ("stay",):
                return self._kept(request)
            case ("forget",):
                return Reply(
                    200,
                    wording.forgotten(parts.site(), parts.journey(self.desk.name).begins),
                    forgetting(self.desk.cookie, parts.origin),
                )
        raise RefusedError(400, "no-such-button")

    def anew(self, request: Request) -> Reply:
        """Has this device forget the unfinished form, and begins another."""
        parts = self.desk.parts()
        admit(request, {"do": False}, parts.origin)
        begins = parts.journey(self.desk.name).begins
        return Reply(303, headers={"Location": begins, **forgetting(self.desk.cookie, parts.origin)})

    def _kept(self, request: Request) -> Reply:
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        kept = keeping(self.desk.name, self.desk.parts().origin, found.code, stay=True)
        return Reply(200, self._page(found.code, found, told=STAYS), kept)

    def _mailed(self, request: Request, raw: Raw) -> Reply:
        """Takes the address of whoever wants a link; the page says in each case what became of it."""
        parts = self.desk.parts()
        code = code_in(request, self.desk.name, parts.origin)
        answers = LINK.parse(raw, day(parts.drafting.clock.now()))
        if not isinstance(answers, Answers):
            return self._opened(request, 422, raw, answers)
        mail, seal = parts.drafting.mail, parts.submitting.composing.seal
        match mail(self.desk.name, code, answers.of(ADDRESS), seal) if code else Gone():
            case Opened() as opened:
                return Reply(200, self._page(code, opened, told=MAILED))
            case NotAsked(opened):
                return Reply(422, self._page(code, opened, told=TOO_MANY))
            case Unsaved(cause) as unsaved:
                told = UNSENT if unsaved.known else PERHAPS_SENT
                return Reply(503, self._page(code, None, raw, told=told), remark=str(cause))
            case Mistaken():
                raise RefusedError(400, "not-begun")
            case other:
                return self.desk.otherwise(other)

    def _opened(
        self, request: Request, status: int, raw: Raw | None = None, errors: Mistakes | None = None
    ) -> Reply:
        """The page for what this browser's code opens, or what is said where it opens nothing."""
        found = self.desk.opened(request)
        if not isinstance(found, Opened):
            return self.desk.otherwise(found)
        return Reply(status, self._page(found.code, found, raw, errors))

    def _page(
        self,
        code: str,
        found: Opened | None,
        raw: Raw | None = None,
        errors: Mistakes | None = None,
        told: str = "",
    ) -> str:
        """The page; `found` is none where nobody can say just now what the code opens."""
        parts = self.desk.parts()
        sheet = SaveSheet(
            action=places.page(self.desk.name, "save"),
            groups=list(zip(codes.groups(code), codes.spoken(code), strict=True)),
            until=_until(found.reading.draft) if found else "",
            resume=f"{parts.origin}{wording.RESUME_PAGE}",
            back=next_place(self.desk.name, found.reading) if found else places.check(self.desk.name),
            page=LINK,
            raw=raw or {},
            errors=errors or {},
            told=told,
        )
        return save_page(parts.site(), sheet)


def _until(draft: Draft) -> str:
    """The last day on which the draft is kept, unless it is changed again."""
    return in_words(max((draft.saved or draft.begun) + LIVES, draft.promised or draft.begun))
