"""Under which licence each part comes, and whether that may be, for what the part is used for."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from license_expression import AND, OR, get_spdx_licensing

from cloud.supply.parts import Part, Use

DATA = Path(__file__).with_name("licences.toml")
SPDX = get_spdx_licensing()


@dataclass(frozen=True)
class Vendored:
    """What lies in the repository itself: its name, version, licence and one file of it."""

    name: str
    version: str
    licence: str
    uses: tuple[Use, ...]
    file: str


@dataclass(frozen=True)
class Licences:
    """What licences.toml says. `read` are those that a person read; `stated` those that packages state."""

    allowed: Mapping[Use, frozenset[str]]
    read: Mapping[str, str]
    stated: Mapping[str, str]
    vendored: tuple[Vendored, ...] = field(default=())

    def of(self, part: Part) -> str:
        """The licence of a part, as an SPDX expression; "" where nobody has said it."""
        return part.licence or self.read.get(part.name) or self.stated.get(part.name, "")


def licences(text: str | None = None) -> Licences:
    """What stands in licences.toml, or in a text of its kind."""
    said = tomllib.loads(text or DATA.read_text(encoding="utf-8"))
    return Licences(
        allowed={use: frozenset(some) for use, some in said["allowed"].items()},
        read=said["read"],
        stated=said["stated"],
        vendored=tuple(Vendored(**{**one, "uses": tuple(one["uses"])}) for one in said["vendored"]),
    )


def refused(parts: Iterable[Part], licences: Licences) -> list[str]:
    """A line for each part that may not be used as it is, and why."""
    found = []
    for part in parts:
        licence = licences.of(part)
        called = f"{part.name} {part.version} ({part.kind})"
        if not licence:
            found.append(f"{called}: no licence is known. Read its files and say it in licences.toml")
            continue
        found += [
            f"{called}: {licence} is not allowed for {use}"
            for use in sorted(part.uses)
            if not may_be(licence, licences.allowed[use])
        ]
    return found


def may_be(licence: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression can be kept to with these alone: one side of each "or", both of each "and".

    Raises license_expression.ExpressionError where it is no such expression.
    """
    return _may_be(SPDX.parse(licence, validate=True), allowed)


def _may_be(licence: Any, allowed: frozenset[str]) -> bool:
    if not isinstance(licence, (AND, OR)):
        return licence.render() in allowed
    sides = [_may_be(side, allowed) for side in licence.args]
    return all(sides) if isinstance(licence, AND) else any(sides)
