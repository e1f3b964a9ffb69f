"""What the office decides, written with the letter that tells the family, in one go.

A family that cannot safely be written to is told otherwise: then no message goes out, and the page says so.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from musicservice.domain import code
from musicservice.domain.office.deciding import Award, needs_a_second
from musicservice.domain.office.happening import happened
from musicservice.domain.office.second import must_be_another
from musicservice.domain.office.work import Status
from musicservice.office_ports import Paper
from musicservice.services.office.casework import Casework, Deed, actor
from musicservice.services.office.matter import Answer, Matter

ACTIONS: Mapping[str, str] = {
    "waiting": "put on the waiting list",
    "refused": "could not offer",
}
TITLES: Mapping[tuple[str, str], str] = {
    ("enrolment", "waiting"): "On the waiting list",
    ("enrolment", "refused"): "No place",
    ("remission", "granted"): "Help granted",
    ("remission", "refused"): "Help refused",
}


@dataclass(frozen=True)
class Answering:
    """The service. Every method raises StaleError, NotNextError, and UnavailableError."""

    casework: Casework
    choose: Callable[[Sequence[str]], str] = secrets.choice

    def place(self, matter: Matter, status: Status, words: str, letter: Answer) -> None:
        """The child waits for a place, or there is none for them."""
        self._decided(matter, status, ACTIONS[status], {"text": words}, letter)

    def help(self, matter: Matter, award: Award, by_rules: Award, reason: str, letter: Answer) -> Status:
        """Grant what was awarded, or propose it where a second person has to agree; gives which."""
        said = {"award": award.to_record(), "text": reason, "letter": [letter.title, *letter.says]}
        if needs_a_second(award, by_rules):
            self._moved(matter, "proposed", "proposed to refuse", "Proposed", said)
            return "proposed"
        self._decided(matter, "granted", "granted", said, letter)
        return "granted"

    def agree(self, matter: Matter) -> None:
        """The second person agrees. Raises SamePersonError, too."""
        must_be_another(matter.work.by, matter.staff.id)
        said = self.proposal(matter)
        title, *says = said["letter"]
        is_refused = Award.from_record(said["award"]).is_nothing
        status: Status = "refused" if is_refused else "granted"
        self._decided(matter, status, status, said, Answer(title, tuple(says)))

    def send_back(self, matter: Matter, reason: str) -> None:
        """The second person does not agree. Raises SamePersonError, too."""
        must_be_another(matter.work.by, matter.staff.id)
        self._moved(matter, "received", "sent back", "Sent back", {"text": reason})

    def again(self, matter: Matter, reason: str) -> None:
        """Whatever was decided is taken up again."""
        self._moved(matter, "received", "taken back", "Taken up again", {"text": reason})

    def proposal(self, matter: Matter) -> dict[str, Any]:
        """What was sealed with a decision: an award, the reason for it, and the letter."""
        return self.casework.read(matter.case, Paper("WORK", {}, matter.work.sealed))

    def _moved(
        self, matter: Matter, status: Status, action: str, title: str, said: Mapping[str, Any]
    ) -> None:
        """A step that nobody outside is told of."""
        paper = self.casework.paper(matter.case, "DECISION", matter.by(title), said)
        now, staff = self.casework.clock.now(), matter.staff
        sealed = paper.sealed if status == "proposed" else b""
        after = matter.work.becomes(status, now, by=staff.id, sealed=sealed)
        deed = Deed(action, matter.fields, works=((matter.work, after),), papers=(paper,))
        self.casework.do(matter.case, actor(staff), deed)

    def _decided(
        self, matter: Matter, status: Status, action: str, said: Mapping[str, Any], letter: Answer
    ) -> None:
        """A step that the family gets a letter about."""
        work, now, token = matter.work, self.casework.clock.now(), code.draw(self.choose)
        title = TITLES[work.kind, status]
        paper = self.casework.paper(matter.case, "DECISION", matter.by(title), said)
        sealed = paper.sealed if work.kind == "remission" else b""
        after = work.becomes(status, now, by=matter.staff.id, sealed=sealed)
        message = matter.message("decision", token, self.casework.seal, now)
        deed = Deed(
            action,
            matter.fields,
            works=((work, after),),
            papers=(paper,),
            messages=(message,) if message else (),
            placed=(matter.letter(letter, token, now),),
            happenings=(happened(f"{work.kind}-{status}", now, matter.counted(now), matter.case.id),),
        )
        self.casework.do(matter.case, actor(matter.staff), deed)
