"""The strategy as data: the mission, the aims, the commitments, and the inclusion strategy's sections."""

from dataclasses import dataclass
from typing import Literal

from plugins.models.kinds import Line, Whole
from plugins.models.record import Record, field

AIMS = 5
GROUPS = {
    "young-people": ("Young people", 4),
    "organisation": ("Organisational development", 2),
    "leadership": ("Leadership", 1),
    "workforce": ("Workforce", 6),
}


class Mission(Record):
    title: Line = field("the heading above the mission statement", "Our mission")


class Aim(Record):
    number: Whole = field("which of the five aims this is", "1")
    title: Line = field("the aim in a few words", "A service that carries every learner on")

    @property
    def anchor(self) -> str:
        return f"aim-{self.number}"


class Commitment(Record):
    """One commitment; later work computes its measure."""

    group: Literal["young-people", "organisation", "leadership", "workforce"] = field(
        "the group it belongs to", "young-people"
    )
    number: Whole = field("its number inside the group", "1")
    title: Line = field("the commitment in a few words", "Take down what stands in the way")
    owner: Line = field("the role that answers for it, never a person's name", "Inclusion lead")
    measure: Line = field(
        "how we will know, in one plain sentence", "The share of pupils who play in a group."
    )
    restored: Line = field(
        "what was lost in the source and put back here", "The heading was restored.", default=""
    )

    @property
    def anchor(self) -> str:
        return f"{self.group}-{self.number}"


class InclusionSection(Record):
    number: Whole = field("where it stands among the sections", "1")
    title: Line = field("the section's heading", "Why we have an inclusion strategy")

    @property
    def anchor(self) -> str:
        """The file's name without the number that orders it."""
        return self.slug.partition("-")[2] or self.slug


@dataclass(frozen=True)
class Group:
    """Commitments of one kind, in order."""

    slug: str
    title: str
    commitments: tuple[Commitment, ...]
