"""The part of the county that something belongs to, so that staff can be given one and not the other."""

from typing import Literal, TypeAlias

Area: TypeAlias = Literal["durham", "darlington", "elsewhere"]

AREAS: tuple[Area, ...] = ("durham", "darlington", "elsewhere")
AUTHORITIES: dict[str, Area] = {"840": "durham", "841": "darlington"}
"""Numbers of councils in England's register of schools."""


def area_of(authority: str) -> Area:
    """The area of a school by its council's number; `elsewhere` for any other, and for no school."""
    return AUTHORITIES.get(authority, "elsewhere")
