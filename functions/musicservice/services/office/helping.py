"""What the rules say today to a child's claim: from the sealed answers, and what schools have answered since.

It opens what is sealed for the rules to read; that somebody looks at it is noted by whoever shows it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.catalogue import Catalogue
from musicservice.domain.confirmation import NO, NOT_OURS, PROOF, YES
from musicservice.domain.office.deciding import Award, proposed
from musicservice.domain.office.promise import HERE
from musicservice.domain.remission import Claim, Decision, Proof, decisions
from musicservice.domain.remission.period import year_end
from musicservice.office_ports import CaseFile, Paper
from musicservice.ports import Opener, SealBrokenError
from musicservice.services.helping import CANNOT, NONE
from musicservice.services.office.opening import Private

SAID = {YES: Proof.SCHOOL, NO: Proof.DENIED, NOT_OURS: Proof.NOT_OUR_PUPIL}


@dataclass(frozen=True)
class Proposal:
    """What the rules say to one child's claim, what they grant by themselves, and what the school said."""

    decisions: tuple[Decision, ...]
    award: Award
    answered: Mapping[str, str]
    answered_by: str


@dataclass(frozen=True)
class Proposing:
    """The service."""

    opener: Opener
    catalogue: Catalogue

    def __call__(self, case: CaseFile, private: Private, child: int) -> Proposal:
        """The proposal for the child at this place, from 0. Raises UnavailableError."""
        grounds, asked = self._grounds(private, child), case.received_at.astimezone(HERE).date()
        answered, by = self._answered(case, child)
        claim = Claim(grounds, self._year(case, child), asked, None, _proofs(case, grounds, answered))
        said = decisions(claim, self.catalogue.policies)
        return Proposal(said, proposed(said, asked, year_end(asked)), answered, by)

    def _grounds(self, private: Private, child: int) -> frozenset[str]:
        members = private.members
        family = private.answers.get("family_grounds") or ()
        own = members[child].get("child_grounds") if child < len(members) else ()
        return frozenset((*family, *(own or ()))) - {NONE}

    def _year(self, case: CaseFile, child: int) -> str:
        members = case.answers.get("members", ())
        return str(members[child].get("year_group") or "") if child < len(members) else ""

    def _answered(self, case: CaseFile, child: int) -> tuple[Mapping[str, str], str]:
        """What a school answered about the child, by ground, and who did."""
        papers = [paper for paper in case.of("PROOF") if paper.name == f"PROOF#{child:02}"]
        said = self._opened(case, papers[0]) if papers else {}
        who = ", ".join(filter(None, (said.get("name"), said.get("role"))))
        return {ground: answer for ground, answer in said.get("answers", {}).items() if answer}, who

    def _opened(self, case: CaseFile, paper: Paper) -> dict[str, Any]:
        try:
            text = self.opener.open(paper.sealed, {"record": case.id, "purpose": PROOF})
        except SealBrokenError:
            return {}
        said: dict[str, Any] = json.loads(text)
        return said


def _proofs(case: CaseFile, grounds: frozenset[str], answered: Mapping[str, str]) -> Mapping[str, Proof]:
    cannot = case.answers.get("answers", {}).get("proof_by") == CANNOT
    before = dict.fromkeys(grounds, Proof.CANNOT_GET) if cannot else {}
    return before | {ground: SAID[said] for ground, said in answered.items() if said in SAID}
