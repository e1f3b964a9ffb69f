"""What the linter has to say to whoever wrote a text: where, what, and how to put it right.

It decides how a finding reads. It knows no rule and no file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from plugins.mistakes import Mistake


class Level(StrEnum):
    """An error stops a publish; a warning is for a person to weigh."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Note:
    """What a rule saw: the line (from 1, 0 where it is not known), what is wrong, and the way out.

    `level` is none where the rule's own holds.
    """

    line: int
    said: str
    fix: str
    level: Level | None = None


@dataclass(frozen=True, order=True)
class Finding:
    """A note with its file and its rule's name. `path` is from the project's root."""

    path: str
    line: int
    rule: str
    level: Level
    said: str
    fix: str

    @property
    def stops(self) -> bool:
        """Whether nothing may be published while this stands."""
        return self.level is Level.ERROR

    @property
    def place(self) -> str:
        """The file, and the line where that is known."""
        return f"{self.path}, line {self.line}" if self.line else self.path

    def __str__(self) -> str:
        return f"{self.place}: {self.said}\n  fix: {self.fix}\n  rule: {self.rule}"


def of_mistake(mistake: Mistake) -> Finding:
    """A mistake that stops the build, as an error among the findings."""
    fix = f"what belongs there: {mistake.expected}" + (
        f", for instance: {mistake.example}" if mistake.example else ""
    )
    said = f"{mistake.field}: found {mistake.found}"
    return Finding(mistake.path, mistake.line, "build", Level.ERROR, said, fix)


def report(findings: Iterable[Finding]) -> str:
    """Errors first, then warnings, each in the order of file and line, and a last line that counts them."""
    known = sorted(set(findings))
    errors, warnings = [f for f in known if f.stops], [f for f in known if not f.stops]
    return "\n\n".join(
        [
            *_part("ERRORS: these stop a publish", errors),
            *_part("WARNINGS: look again", warnings),
            _count(errors, warnings),
        ]
    )


def _part(heading: str, findings: list[Finding]) -> Iterator[str]:
    if findings:
        yield heading
        yield from map(str, findings)


def _count(errors: list[Finding], warnings: list[Finding]) -> str:
    if not errors and not warnings:
        return "Nothing to put right."
    return f"{_number(len(errors), 'error')}, {_number(len(warnings), 'warning')}."


def _number(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
