"""What a family asks for one child, and what is said in return. Values only: nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from musicservice.domain.relief import ITEMS, NO_RELIEF, Relief


class Proof(StrEnum):
    """How the proof of one ground stands. The first three are the names of who confirmed it."""

    SCHOOL = "school"
    COUNCIL = "council"
    STAFF = "staff"
    NOT_ASKED = "not-asked"
    CANNOT_GET = "cannot-get"
    DENIED = "denied"
    NOT_OUR_PUPIL = "not-our-pupil"


CONFIRMED = (Proof.SCHOOL, Proof.COUNCIL, Proof.STAFF)


@dataclass(frozen=True)
class Claim:
    """What is asked for one child.

    `grounds` are the ids that were ticked, `year_group` a slug of domain/schoolyear.py, `applied` the day of
    asking, `starts` the first day of charges (none while there are no charges yet). A ground that `proofs`
    does not name has not been asked about.
    """

    grounds: frozenset[str]
    year_group: str
    applied: date
    starts: date | None
    proofs: Mapping[str, Proof]

    def proof(self, ground: str) -> Proof:
        """How the proof of `ground` stands."""
        return self.proofs.get(ground, Proof.NOT_ASKED)


class Outcome(StrEnum):
    """What becomes of a claim. There is no refusal: only people refuse, and never one person alone."""

    GRANTED = "granted"
    CHECK = "check"
    PERSON = "person"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Grant:
    """One item that is lowered, and the ground that did most for it."""

    item: str
    relief: Relief
    ground: str


@dataclass(frozen=True)
class Check:
    """A check that has been named: who could confirm the ground, what they are asked, what it would lower."""

    ground: str
    evidence: tuple[str, ...]
    question: str
    reliefs: Mapping[str, Relief]


@dataclass(frozen=True)
class Reason:
    """Why, in words for a family. `code` is for programs; `ground` is empty where it concerns none."""

    code: str
    words: str
    ground: str = ""


@dataclass(frozen=True)
class Decision:
    """The answer to one claim under one policy.

    `outcome` is the best thing that can be said today, and `rule` what decided it: the id of a ground, or one
    of the rules in decide.py. Something may stay open beside a grant: `checks` still to be made, and
    `for_person`, the grounds or rules that a person must look at. `first` and `last` are the days it holds,
    an academic year at most; none where no day is concerned. `policy` and `version` are empty where no rules
    were published.
    """

    outcome: Outcome
    rule: str
    grants: tuple[Grant, ...]
    checks: tuple[Check, ...]
    for_person: tuple[str, ...]
    reasons: tuple[Reason, ...]
    policy: str
    version: str
    first: date | None
    last: date | None

    @property
    def reliefs(self) -> Mapping[str, Relief]:
        """What is granted, for every item: NO_RELIEF where nothing comes off."""
        granted = {grant.item: grant.relief for grant in self.grants}
        return {item: granted.get(item, NO_RELIEF) for item in ITEMS}

    @property
    def rates(self) -> Mapping[str, int]:
        """How much comes off every item, in per cent; 0 where nothing does."""
        return {item: relief.percent for item, relief in self.reliefs.items()}

    @property
    def grounds(self) -> Mapping[str, str]:
        """The ground that decided each lowered item."""
        return {grant.item: grant.ground for grant in self.grants}
