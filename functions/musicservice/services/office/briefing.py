"""What a teacher could be told of a child, read for whoever prepares it; and what became of what was told.

Whoever prepares a brief reads sealed answers, so that is noted first.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from musicservice.catalogue import Catalogue
from musicservice.domain.office.briefing import READ, Brief, Consent, consent, possible
from musicservice.domain.office.handover import Handover, begun, days
from musicservice.domain.office.promise import HERE
from musicservice.domain.office.reply import REPLY
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.forms import deciding
from musicservice.office_ports import Paper
from musicservice.ports import SealBrokenError
from musicservice.services.briefs import BRIEF
from musicservice.services.office.casework import PATIENCE, Casework, actor
from musicservice.services.office.matter import Matter

TOLD, AGREED, IN_PLACE = "TOLD", "AGREED", "INPLACE"
"""Papers: what a teacher was told, that a family agreed, and what was answered."""
OF_PLACE = frozenset({"lesson", "instrument", "ensembles", "where", "starts"})
"""What of an offer a teacher is told. What it costs is not among it."""


@dataclass(frozen=True)
class Reading:
    """What could be told of a child. `place` is what, where and when, `starts` the first day."""

    consent: Consent
    possible: Brief
    place: tuple[tuple[str, str], ...]
    starts: date


@dataclass(frozen=True)
class Briefing:
    """The service. `place_of` gives where a text lies under a code. Every method raises UnavailableError."""

    casework: Casework
    catalogue: Catalogue
    place_of: Callable[[str], str]

    def read(self, matter: Matter) -> Reading | None:
        """What could be told, once it is noted who reads it; None where it cannot be opened.

        Raises StaleError, and then nothing was read.
        """
        now, until = self.casework.clock.now(), self.casework.clock.monotonic() + PATIENCE
        fields = (f"child={matter.work.number + 1}", *READ)
        self.casework.trail.append(matter.case.id, actor(matter.staff), "opened", fields, now, until)
        return self.unnoted(matter)

    def unnoted(self, matter: Matter) -> Reading | None:
        """The same where nobody is shown any of it."""
        number, private = matter.work.number, matter.private
        if private is None or number >= len(private.members):
            return None
        answers, terms = private.members[number], self._terms(matter)
        said = consent(answers)
        if said == "ask" and _about(matter, AGREED):
            said = "yes"
        since = matter.work.since.astimezone(HERE).date().isoformat()
        labels = {
            one.label for one in deciding.offer(self.catalogue, self.today).fields if one.name in OF_PLACE
        }
        place = tuple((label, shown) for label, shown in terms.get("lines", ()) if label in labels)
        starts = date.fromisoformat(terms.get("starts") or since)
        return Reading(said, possible(answers, self.catalogue.adaptations), place, starts)

    def answers(self, matter: Matter) -> tuple[dict[str, Any], ...]:
        """What was answered to "Was it in place?", the oldest first."""
        begins = f"{IN_PLACE}#{matter.work.number:02}-"
        papers = [one for one in matter.case.of(IN_PLACE) if one.name.startswith(begins)]
        said = (self._opened(matter, one) for one in papers)
        return tuple(sorted((one for one in said if one), key=lambda one: str(one["at"])))

    def handover(self, matter: Matter, reading: Reading) -> Handover:
        """How it stands; as it begins where nothing was done yet."""
        return matter.case.handover(matter.work.number) or begun(matter.work, reading.starts, reading.consent)

    def told(self, matter: Matter, reading: Reading, brief: Brief) -> dict[str, Any]:
        """All that the teacher is told, as it lies behind the link."""
        work, schools = matter.work, {one.urn: one.title for one in self.catalogue.schools}
        until, ask_on = days(reading.starts, self.today)
        who = (("School year", self._year(matter)), ("School", schools.get(work.school, "")))
        return {
            "kind": BRIEF,
            "case": matter.case.id,
            "child": work.number,
            "issue": self.handover(matter, reading).issue + 1,
            "area": work.area,
            "name": work.name,
            "place": [[label, shown] for label, shown in (*who, *reading.place) if shown],
            **brief.to_record(),
            "until": until.isoformat(),
            "ask_on": ask_on.isoformat(),
            "opened": [],
        }

    @property
    def today(self) -> date:
        """The day in Durham."""
        return self.casework.clock.now().astimezone(HERE).date()

    def _year(self, matter: Matter) -> str:
        members = matter.case.answers.get("members", ())
        slug = members[matter.work.number].get("year_group") if matter.work.number < len(members) else ""
        return next((one.title for one in YEAR_GROUPS if one.slug == slug), "")

    def _terms(self, matter: Matter) -> dict[str, Any]:
        """What was offered to the child last."""
        for paper in reversed(matter.case.of("DECISION")):
            if paper.facts.get("title") == "Place offered":
                terms = self.casework.read(matter.case, paper).get("terms", {})
                if terms.get("child") == matter.work.number:
                    return dict(terms)
        return {}

    def _opened(self, matter: Matter, paper: Paper) -> dict[str, Any]:
        try:
            text = self.casework.opener.open(paper.sealed, {"record": matter.case.id, "purpose": REPLY})
        except SealBrokenError:
            return {}
        said: dict[str, Any] = json.loads(text)
        return said


def _about(matter: Matter, sort: str) -> tuple[Paper, ...]:
    """The papers of one sort about the child."""
    return tuple(one for one in matter.case.of(sort) if one.facts.get("child") == str(matter.work.number))
