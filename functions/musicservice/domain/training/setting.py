"""Who books a course: the kinds of setting, and the ways in which each can pay.

It decides how a setting may pay. What it pays stands with the course, and who it is in the list of schools.
Source: DFE-Digital/npq-registration for the kinds; the council pays its own schools by journal, and invoices
academies and Darlington's schools.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from musicservice.domain.schools import RunBy

Kind: TypeAlias = Literal[
    "la-school",
    "academy",
    "special",
    "ap-pru",
    "nursery-school",
    "private-nursery",
    "childminder",
    "independent",
    "hub-partner",
    "dms-staff",
    "casual",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Council: TypeAlias = Literal["durham", "darlington", "other"]
Route: TypeAlias = Literal["journal", "invoice", "free"]
"""How a place is paid: by journal in the council (cost code), by invoice (order number), or not at all."""

TITLES: dict[Kind, str] = {
    "la-school": "School run by a council",
    "academy": "Academy or trust",
    "special": "Special school",
    "ap-pru": "Alternative provision or pupil referral unit",
    "nursery-school": "Nursery school",
    "private-nursery": "Private or voluntary nursery",
    "childminder": "Childminder",
    "independent": "Independent school",
    "hub-partner": "Partner of the music hub",
    "dms-staff": "Durham Music Service staff",
    "casual": "Durham Music Service casual staff",
}
SCHOOLS = frozenset[Kind]({"la-school", "academy", "special", "ap-pru", "nursery-school", "independent"})
"""Kinds that have a number in England's register of schools (URN)."""
OUR_STAFF = frozenset[Kind]({"dms-staff", "casual"})
NEVER_MAINTAINED = frozenset[Kind](
    {"academy", "private-nursery", "childminder", "independent", "hub-partner"}
)
DURHAM = "840"
"""The council's number in the register."""
COUNCILS: dict[str, Council] = {DURHAM: "durham", "841": "darlington"}


@dataclass(frozen=True)
class Setting:
    """Where people come from. `run_by` is the register's word, or None where it is not known."""

    kind: Kind
    council: Council
    run_by: RunBy | None = None


def council_of(authority: str) -> Council:
    """Whose area a number of the register stands for."""
    return COUNCILS.get(authority, "other")


def routes(setting: Setting, pence: int) -> tuple[Route, ...]:
    """The ways in which `setting` may pay `pence`; of two, the first is the usual one.

    A kind that may be a council's or a trust's, and is not in the register, may choose.
    """
    if pence == 0:
        return ("free",)
    if setting.kind in OUR_STAFF:
        return ("journal",)
    if setting.council != "durham" or setting.kind in NEVER_MAINTAINED:
        return ("invoice",)
    if setting.run_by is not None:
        return ("journal",) if setting.run_by == "council" else ("invoice",)
    return ("journal",) if setting.kind == "la-school" else ("journal", "invoice")
