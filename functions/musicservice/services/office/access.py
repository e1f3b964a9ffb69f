"""Everything that is kept of a case, for whoever asks for their data: as parts of questions and answers.

The same parts are shown to staff, who take out what is about others, and then written as a page and as JSON.
What cannot be reached is said, too.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from musicservice.domain.audit import Entry
from musicservice.domain.confirmation import PROOF
from musicservice.domain.office.erasing import Belongings
from musicservice.domain.office.handover import Handover
from musicservice.domain.office.reply import REPLY
from musicservice.domain.submission import ANSWERS
from musicservice.forms.form import Row
from musicservice.forms.journey import Journey
from musicservice.forms.record import Record
from musicservice.forms.staff import staff_view
from musicservice.office_ports import CaseFile, Paper
from musicservice.ports import Opener, SealBrokenError
from musicservice.rights_ports import Remains
from musicservice.services.office.casework import NOTES
from musicservice.trail_ports import Trail

PURPOSES = {"PROOF": PROOF, "REPLY": REPLY, "INPLACE": REPLY}
"""For what papers of a sort were sealed; the others as notes."""
DONE = "What was done with it"
LATEST = 500
UNREACHABLE = (
    "Forms that were begun and not sent lie under a code that only their writer has. They go by themselves.",
    "What was said of a course after it was given with no name and cannot be joined to anybody.",
    "Letters lie sealed until they are sent, and are forgotten then; which they were is listed.",
    "Files shown as proof are handed over by themselves, because of their size.",
    "Answers on equality were given with no name and cannot be joined to anybody.",
)


@dataclass(frozen=True)
class Piece:
    """Some of what is kept. `about` says whom it is about where it is one child; each row has a name."""

    title: str
    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Package:
    """All of it. `stamp` changes when anything of it does but what was done with it."""

    reference: str
    pieces: tuple[Piece, ...]
    people: tuple[str, ...]

    @property
    def stamp(self) -> str:
        """16 hexadecimal digits. Handing it out is itself noted, which changes nothing of what was read."""
        steady = [one for one in self.pieces if one.title != DONE]
        told = json.dumps([[one.title, one.about, [vars(row) for row in one.rows]] for one in steady])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def without(self, names: Collection[str]) -> "Package":
        """With these rows ("2.5") and whole pieces ("2") taken out; a piece with no rows goes, too."""
        kept = [
            replace(piece, rows=tuple(r for m, r in enumerate(piece.rows) if f"{n}.{m}" not in names))
            for n, piece in enumerate(self.pieces)
            if str(n) not in names
        ]
        return replace(self, pieces=tuple(piece for piece in kept if piece.rows))

    def as_json(self) -> bytes:
        """For a machine."""
        told = {
            "reference": self.reference,
            "kept": [
                {
                    "title": one.title,
                    "about": one.about,
                    "answers": [{"question": row.label, "answer": row.shown} for row in one.rows],
                }
                for one in self.pieces
            ],
            "not_reached": list(UNREACHABLE),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True)
class Access:
    """The service. `journey` gives a form by name, worded for whoever applied."""

    opener: Opener
    trail: Trail
    remains: Remains
    journey: Callable[[str, str], Journey]

    def __call__(self, case: CaseFile) -> Package:
        """Everything of a case. Raises UnavailableError."""
        belongings = self.remains.belongings(case.id) or Belongings(case.id)
        pieces = (
            *self._answers(case),
            *self._works(case),
            *(self._paper(case, paper) for paper in case.papers),
            *(_handed_over(one) for one in case.handovers),
            *self._elsewhere(case, belongings),
            *self._trail(case),
        )
        children = {work.number: work.name for work in case.works}
        own = case.answers.get("answers", {})
        others = (own.get(name) for name in ("contact_name", "invoice_name", "emergency_name"))
        people = (*children.values(), *(str(one) for one in others if one))
        return Package(case.reference, tuple(one for one in pieces if one.rows), tuple(dict.fromkeys(people)))

    def _answers(self, case: CaseFile) -> Iterator[Piece]:
        own = case.answers.get("answers", {})
        journey = self.journey(case.form, own.get("applicant") or "")
        private = self._opened(case.sealed, case.id, ANSWERS)
        names = {work.number: work.name for work in case.works}
        for part in staff_view(journey, Record.of(case.answers, private)):
            about = names.get(part.member, f"Child {part.member + 1}") if part.member is not None else ""
            yield Piece(part.title, about, part.rows)
        decided = private.get("decisions", ())
        yield Piece("What the rules on help with fees gave", "", _told({"Decisions": list(decided)}))

    def _works(self, case: CaseFile) -> Iterator[Piece]:
        for work in case.works:
            facts: dict[str, Any] = {
                "Asked for": list(work.wants),
                "School": work.school,
                "Area": work.area,
                "How it stands": work.status,
                "Since": work.since.isoformat(),
                **{name: str(value) for name, value in work.facts.items()},
            }
            title = "A place" if work.kind == "enrolment" else "Help with fees"
            yield Piece(title, work.name, _told(facts))

    def _paper(self, case: CaseFile, paper: Paper) -> Piece:
        facts = {name: value for name, value in paper.facts.items() if name != "by"}
        if paper.sealed:
            facts |= self._said(case, paper)
        return Piece(f"{paper.sort.capitalize()}: {paper.name.partition('#')[2]}", "", _told(facts))

    def _said(self, case: CaseFile, paper: Paper) -> dict[str, Any]:
        said = self._opened(paper.sealed, case.id, PURPOSES.get(paper.sort, NOTES))
        return said or {"Sealed": "cannot be opened"}

    def _elsewhere(self, case: CaseFile, belongings: Belongings) -> Iterator[Piece]:
        letters = (Row(one.kind.replace("-", " "), one.due.isoformat()) for one in case.posted)
        yield Piece("Letters, and when they were due", "", tuple(letters))
        found = {
            "Files shown as proof": f"{len(case.uploads)}",
            "Texts that a code of theirs opens": f"{len(belongings.lockers)}",
            "Entries to find the case by": f"{len(belongings.traces)}",
            "What their page of the receipt shows": "for 90 days" if belongings.receipt else "",
            "Received": case.received_at.isoformat(),
            "Came by": case.channel,
            "On hold": "yes" if case.held else "no",
        }
        yield Piece("What is kept elsewhere because of it", "", _told(found))

    def _trail(self, case: CaseFile) -> Iterator[Piece]:
        """Who did what, without the names of staff."""
        entries = reversed(self.trail.entries(case.id, LATEST))
        yield Piece(DONE, "", tuple(_done(entry) for entry in entries))

    def _opened(self, sealed: bytes, case: str, purpose: str) -> dict[str, Any]:
        if not sealed:
            return {}
        try:
            said: dict[str, Any] = json.loads(self.opener.open(sealed, {"record": case, "purpose": purpose}))
        except SealBrokenError:
            return {}
        return said


def _handed_over(one: Handover) -> Piece:
    facts = {
        "How it stands": one.state,
        "First lesson": one.starts.isoformat(),
        "Can be read by the teacher until": one.until.isoformat() if one.until else "",
        "Read by the teacher on": list(one.opened),
    }
    return Piece("What helps, for the teacher", one.name, _told(facts))


def _done(entry: Entry) -> Row:
    who = "staff" if entry.actor.startswith("staff:") else entry.actor
    return Row(entry.at.isoformat(), f"{who}: {entry.action}")


def _told(facts: dict[str, Any]) -> tuple[Row, ...]:
    return tuple(Row(name, _shown(value)) for name, value in facts.items() if value not in ("", None, [], ()))


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
