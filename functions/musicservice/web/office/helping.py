"""Deciding on help with fees for one child: what the rules propose and why, to agree with or to differ from.

Less than the rules propose, and nothing at all, waits for a second person, who sees the first one's reason.
That somebody looks at a family's reasons is noted before they are shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from musicservice.domain.dates import in_words
from musicservice.domain.office.deciding import Award, needs_a_second
from musicservice.domain.office.second import SamePersonError
from musicservice.domain.office.staff import Permission
from musicservice.domain.office.work import NotNextError
from musicservice.domain.receipt import Line
from musicservice.forms import deciding as forms
from musicservice.forms.form import Answers, Mistakes
from musicservice.forms.typed import Raw
from musicservice.office_parts import Office
from musicservice.pages.office import wording
from musicservice.pages.office.awards import awarded, chosen, letter_of, rates, title_of
from musicservice.ports import StaleError, UnavailableError
from musicservice.services.office.answering import Answering
from musicservice.services.office.helping import Proposal, Proposing
from musicservice.services.office.matter import Answer, Matter
from musicservice.web.office.days import today
from musicservice.web.office.deciding_desk import MEANWHILE, NO, YES, Desk, Sheet, is_stale, unsafe
from musicservice.web.office.rule import Route, Visit, about_a_case
from musicservice.web.reply import Reply, see_other
from musicservice.web.request import RefusedError, Request

BROKEN = "The private answers of this case cannot be opened: they are not as they were sealed."
SAME = "You proposed this yourself. Somebody else must look at it."
SAID = {"yes": "yes", "no": "no", "not-our-pupil": "not our pupil"}


@dataclass(frozen=True)
class HelpPages:
    """The pages."""

    desk: Desk

    def show(self, request: Request, visit: Visit) -> Reply:
        """The proposal to decide on; for a second person what the first proposed; else how it was decided."""
        matter = self.desk.matter(request, visit, "remission")
        self._noted(matter)
        if matter.work.status == "proposed":
            return self._second(matter, {}, {})
        if matter.work.status in {"received", "asked"}:
            return self._form(matter, {}, {})
        again = f"/case/{matter.case.id}/again/remission/{matter.work.number + 1}"
        sheet = Sheet(again, "Take it up again", forms.REASON, heading="Decide again", quiet=True)
        said = self._read(matter)
        return self.desk.page(
            matter, self._title(matter), facts=tuple(awarded(said)), says=self._why(said), forms=(sheet,)
        )

    def decide(self, request: Request, visit: Visit) -> Reply:
        """Takes the decision: shows the letter first, and does it once somebody is sure."""
        matter, form = self.desk.matter(request, visit, "remission"), forms.help_with_fees()
        raw, sure, seen = self.desk.typed(request, form)
        answers = form.parse(raw, today(self.desk.parts().clock))
        if not isinstance(answers, Answers):
            return self._form(matter, raw, answers, status=422)
        if sure == NO:
            return self._form(matter, raw, {})
        if is_stale(matter, seen):
            return self._form(matter, raw, {}, status=409, notices=(MEANWHILE,))
        proposal = self._proposal(matter)
        award = chosen(answers, proposal.award)
        letter = Answer(title_of(award), tuple(letter_of(award, answers.of("reason"))))
        if sure != YES:
            return self._preview(matter, raw, award, proposal, letter)
        return self._done(
            matter,
            raw,
            lambda: Answering(self.desk.casework()).help(
                matter, award, proposal.award, answers.of("reason"), letter
            ),
        )

    def agree(self, request: Request, visit: Visit) -> Reply:
        """The second person agrees."""
        matter = self.desk.matter(request, visit, "remission")
        raw, _, seen = self.desk.typed(request, replace(forms.REASON, sections=()))
        return self._as_second(matter, raw, seen, Answering(self.desk.casework()).agree)

    def send_back(self, request: Request, visit: Visit) -> Reply:
        """The second person does not agree, and says why."""
        matter = self.desk.matter(request, visit, "remission")
        raw, _, seen = self.desk.typed(request, forms.REASON)
        answers = forms.REASON.parse(raw, today(self.desk.parts().clock))
        if not isinstance(answers, Answers):
            return self._second(matter, raw, answers, status=422)
        reason = answers.of("reason")
        return self._as_second(
            matter, raw, seen, lambda one: Answering(self.desk.casework()).send_back(one, reason)
        )

    def _as_second(self, matter: Matter, raw: Raw, seen: str, act: Callable[[Matter], None]) -> Reply:
        if is_stale(matter, seen):
            return self._second(matter, raw, {}, status=409, notices=(MEANWHILE,))
        try:
            act(matter)
        except SamePersonError:
            return self._second(matter, raw, {}, status=409, notices=(SAME,))
        except (StaleError, NotNextError):
            return self._second(matter, raw, {}, status=409, notices=(MEANWHILE,))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{matter.case.id}")

    def _done(self, matter: Matter, raw: Raw, act: Callable[[], object]) -> Reply:
        try:
            act()
        except (StaleError, NotNextError):
            return self._form(matter, raw, {}, status=409, notices=(MEANWHILE,))
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause
        return see_other(f"/case/{matter.case.id}")

    def _form(
        self, matter: Matter, raw: Raw, errors: Mistakes, status: int = 200, notices: tuple[str, ...] = ()
    ) -> Reply:
        if matter.private is None:
            return self.desk.page(matter, self._title(matter), notices=(BROKEN,))
        proposal, form = self._proposal(matter), forms.help_with_fees()
        is_open = matter.work.status in {"received", "asked"}
        sheets = (Sheet(self._address(matter), form.submit, form, raw),) if is_open else ()
        return self.desk.page(
            matter,
            self._title(matter),
            status=status,
            errors=errors,
            notices=notices,
            facts=tuple(self._facts(proposal)),
            says=tuple(reason.words for one in proposal.decisions for reason in one.reasons),
            ways=self._ways(matter),
            forms=sheets,
        )

    def _ways(self, matter: Matter) -> tuple[tuple[str, str], ...]:
        at, files = f"/case/{matter.case.id}", len(matter.case.uploads)
        shown = ((f"Files shown as proof ({files})", f"{at}/evidence"),) if files else ()
        return (*shown, ("Ask for one thing more", f"{at}/ask/remission/{matter.work.number + 1}"))

    def _second(
        self, matter: Matter, raw: Raw, errors: Mistakes, status: int = 200, notices: tuple[str, ...] = ()
    ) -> Reply:
        said, at = self._read(matter), f"/case/{matter.case.id}"
        child = matter.work.number + 1
        own = matter.work.by == matter.staff.id or not matter.staff.may(Permission.SECOND)
        sheets = (
            ()
            if own
            else (
                Sheet(f"{at}/agree/{child}", "Agree, and send the letter"),
                Sheet(f"{at}/send-back/{child}", "Send it back", forms.REASON, raw, quiet=True),
            )
        )
        title, *says = said.get("letter", [""])
        return self.desk.page(
            matter,
            self._title(matter),
            status=status,
            errors=errors,
            notices=(*notices, *((SAME,) if own and SAME not in notices else ()), *unsafe(matter)),
            facts=tuple(awarded(said)),
            says=self._why(said),
            forms=sheets,
            letter=Answer(title, tuple(says)),
        )

    def _preview(self, matter: Matter, raw: Raw, award: Award, proposal: Proposal, letter: Answer) -> Reply:
        second = needs_a_second(award, proposal.award)
        notices = ("A second person must agree before this goes out.",) if second else unsafe(matter)
        submit = "Ask a second person" if second else "Grant it, and send the letter"
        sheet = Sheet(self._address(matter), submit, hidden=raw, sure=True)
        return self.desk.page(matter, self._title(matter), notices=notices, forms=(sheet,), letter=letter)

    def _facts(self, proposal: Proposal) -> Iterator[Line]:
        for one in proposal.decisions:
            yield Line("The rules say", f"{one.outcome} ({one.rule})")
        yield Line("Off", "\n".join(rates(proposal.award)) or "nothing by the rules alone")
        days = f"{in_words(proposal.award.first)} to {in_words(proposal.award.last)}"
        yield Line("Days", days)
        for ground, said in proposal.answered.items():
            yield Line(f"The school on {ground}", f"{SAID.get(said, said)} ({proposal.answered_by})")

    def _why(self, said: Mapping[str, Any]) -> tuple[str, ...]:
        reason = str(said.get("text", ""))
        return (f"Reason: {reason}",) if reason else ()

    def _proposal(self, matter: Matter) -> Proposal:
        if matter.private is None:
            raise RefusedError(503, "seal-broken")
        parts = self.desk.parts()
        try:
            propose = Proposing(parts.opener, parts.published.catalogue())
            return propose(matter.case, matter.private, matter.work.number)
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _read(self, matter: Matter) -> dict[str, Any]:
        try:
            return Answering(self.desk.casework()).proposal(matter) if matter.work.sealed else {}
        except UnavailableError as cause:
            raise RefusedError(503, str(cause)) from cause

    def _noted(self, matter: Matter) -> None:
        """That somebody looks at a family's reasons. Raises RefusedError, and then nothing is shown."""
        try:
            self.desk.opening().private(matter.case, matter.staff)
        except (UnavailableError, StaleError) as cause:
            raise RefusedError(503, str(cause)) from cause

    def _title(self, matter: Matter) -> str:
        return f"Help with fees, {matter.work.name}: {wording.status(matter.work).lower()}"

    def _address(self, matter: Matter) -> str:
        return f"/case/{matter.case.id}/decide/remission/{matter.work.number + 1}"


def routes(parts: Callable[[], Office]) -> tuple[Route, ...]:
    """For whoever works on help with fees and may know why it is asked for; agreeing, for second persons."""
    pages = HelpPages(Desk(parts))
    rule, second = about_a_case(Permission.MONEY), about_a_case(Permission.SECOND)
    return (
        Route(("GET",), "/case/{case}/decide/remission/{child}", rule, pages.show),
        Route(("POST",), "/case/{case}/decide/remission/{child}", rule, pages.decide),
        Route(("POST",), "/case/{case}/agree/{child}", second, pages.agree),
        Route(("POST",), "/case/{case}/send-back/{child}", second, pages.send_back),
    )
