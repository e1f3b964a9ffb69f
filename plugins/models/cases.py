"""A child's claim as somebody writes it down, to try the rules with, and as the examples give it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from musicservice.domain.relief import ITEMS
from musicservice.domain.remission import Claim, Proof
from musicservice.domain.schoolyear import YEAR_GROUPS
from plugins.models.kinds import LIST, SOME, Day, Line, Percent, Slug, kind
from plugins.models.record import Strict, field

SLUGS = tuple(group.slug for group in YEAR_GROUPS)


def _year_group(value: Any) -> str:
    if not isinstance(value, str) or value not in SLUGS:
        raise ValueError
    return value


YearGroup = Annotated[
    str, kind('a year group in quotes: "nursery", "reception", "1" to "13", or "none"', _year_group)
]
YearGroups = Annotated[tuple[YearGroup, ...], LIST]
ProofName = Literal["school", "council", "staff", "not-asked", "cannot-get", "denied", "not-our-pupil"]


class Rates(Strict):
    """How much comes off each charge, in per cent. A charge that is left out stays as it is."""

    tuition: Percent | None = field("how much comes off lessons", "30", default=None)
    hire: Percent | None = field("how much comes off the hire of an instrument", "100", default=None)
    ensemble: Percent | None = field("how much comes off an ensemble", "50", default=None)

    @property
    def rates(self) -> Mapping[str, int]:
        """The rate of every charge that is lowered."""
        return {item: rate for item in ITEMS if (rate := getattr(self, item)) is not None}


class Child(Strict):
    """What is asked for one child. `who` is any words that tell this child from the others."""

    who: Line = field("words that tell this child from another", '"the older child"', default="the child")
    year_group: YearGroup = field("the year group at school", '"5"')
    grounds: Annotated[tuple[Slug, ...], LIST] = field("the grounds ticked", '["free-meals-income"]')
    applied: Day = field("the day of asking", "2026-11-26")
    starts: Day | None = field(
        "the first day of charges; left out while there are none", "2027-01-11", default=None
    )
    proofs: dict[Slug, ProofName] = field(
        "how the proof of each ground stands", '{ free-meals-income = "school" }', default={}
    )

    def as_claim(self) -> Claim:
        """The same for the rules."""
        proofs = {ground: Proof(proof) for ground, proof in self.proofs.items()}
        return Claim(frozenset(self.grounds), self.year_group, self.applied, self.starts, proofs)


class Case(Strict):
    """A case file: one or several children."""

    children: Annotated[tuple[Child, ...], SOME] = field("every child, each under [[children]]", "[]")


class WorkedChild(Child):
    """A child of an example, with the answer that the rules must give."""

    outcome: Literal["granted", "check", "person", "nothing"] = field("what must become of it", '"granted"')
    rule: Slug = field("the ground or rule that must decide", '"free-meals-income"')
    off: Rates = field("how much must come off each charge", "{ tuition = 30 }", default=Rates())


class Example(Strict):
    """A family in words, its claim and the answer. The build stops when the rules answer otherwise."""

    id: Slug = field("its anchor", '"meals-in-year-5"')
    title: Line = field("the example, as a heading", '"Free meals in Year 5"')
    words: Line = field("the family, in words", '"The child has free meals because of income."')
    children: Annotated[tuple[WorkedChild, ...], SOME] = field(
        "every child, each under [[examples.children]]", "[]"
    )
