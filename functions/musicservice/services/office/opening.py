"""What of a case somebody may read, and the note that is made before anything private is opened."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.domain.office.reply import REPLY
from musicservice.domain.office.staff import CASES, Permission, Staff
from musicservice.domain.submission import ANSWERS
from musicservice.forms.classification import Classification
from musicservice.forms.journey import Journey
from musicservice.forms.kinds.field import Field
from musicservice.forms.record import Record
from musicservice.forms.staff import Part, staff_view
from musicservice.office_ports import CaseFile, Paper
from musicservice.ports import Clock, Opener, SealBrokenError
from musicservice.trail_ports import Trail

PATIENCE = 10.0
SAFE = "safe_"
"""How the questions begin that ask how somebody can be reached without danger: whoever writes must know."""


@dataclass(frozen=True)
class Private:
    """What was sealed in a case: answers as the form has them, and `decisions` as the rules said."""

    answers: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...]
    decisions: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Opening:
    """The service. `journey` gives a form by name, in the wording for whoever applied."""

    opener: Opener
    trail: Trail
    clock: Clock
    journey: Callable[[str, str], Journey]

    def parts(self, case: CaseFile, staff: Staff, private: Private | None = None) -> tuple[Part, ...]:
        """The answers in the form's own order: the open ones, and of the private ones what they may read."""
        journey = self._journey(case)
        allowed = {field.name for field in (*journey.fields, *journey.retired) if may_read(field, staff)}
        opened = (
            {
                "answers": _only(private.answers, allowed),
                "members": [_only(one, allowed) for one in private.members],
            }
            if private
            else None
        )
        return staff_view(journey, Record.of(case.answers, opened))

    def private(self, case: CaseFile, staff: Staff) -> Private | None:
        """What was sealed, once it is noted who asked for which of it; None where it cannot be opened.

        Raises UnavailableError, StaleError, and then nothing was opened.
        """
        journey = self._journey(case)
        sealed = [field for field in journey.fields if field.classification.sealed]
        names = tuple(field.name for field in sealed if may_read(field, staff))
        names += (REPLY,) if self.replies(case, staff) else ()
        until = self.clock.monotonic() + PATIENCE
        self.trail.append(case.id, f"staff:{staff.id}", "opened", names, self.clock.now(), until)
        return self.unnoted(case)

    def replies(self, case: CaseFile, staff: Staff) -> tuple[Paper, ...]:
        """What the family answered to questions about what somebody works on; still sealed."""
        return tuple(one for one in case.of("REPLY") if may_know(one, staff))

    def told(self, case: CaseFile, paper: Paper) -> str:
        """What one of these says, for whoever was noted to open it. Raises UnavailableError."""
        try:
            said = json.loads(self.opener.open(paper.sealed, {"record": case.id, "purpose": REPLY}))
        except SealBrokenError:
            return ""
        return str(said.get("text", ""))

    def unnoted(self, case: CaseFile) -> Private | None:
        """The same for the rules alone to read: nobody is shown it. Raises UnavailableError."""
        try:
            said = json.loads(self.opener.open(case.sealed, {"record": case.id, "purpose": ANSWERS}))
        except SealBrokenError:
            return None
        return Private(
            said.get("answers", {}), tuple(said.get("members", ())), tuple(said.get("decisions", ()))
        )

    def _journey(self, case: CaseFile) -> Journey:
        applicant = case.answers.get("answers", {}).get("applicant") or ""
        return self.journey(case.form, applicant)


def may_read(field: Field[Any], staff: Staff) -> bool:
    """Whether somebody may read the answers to a question once a case is theirs to see."""
    match field.classification:
        case Classification.FINANCIAL:
            return staff.may(Permission.MONEY)
        case Classification.SPECIAL:
            return field.name.startswith(SAFE) or staff.may(Permission.NEEDS, Permission.SAFETY)
    return True


def may_know(paper: Paper, staff: Staff) -> bool:
    """Whether somebody may read an answer to a question: it is about what they work on, and may say why."""
    _, _, name = paper.name.partition("#ASK-")
    kind = name.partition("-")[0]
    return staff.may(Permission.MONEY) if kind == "remission" else kind in CASES and staff.may(CASES[kind])


def _only(answers: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: answer for name, answer in answers.items() if name in names}
