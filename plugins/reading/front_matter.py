"""Parts a Markdown file into its front matter and its body, and remembers where each field stood.

Every scalar stays text, so that `10:30`, `no` and `2027-03-01` arrive as they were written.
It refuses what cannot be read as YAML. It does not know which fields a file should have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from plugins.mistakes import Mistake
from plugins.models.record import Place

FENCE = "---"
Placed = tuple[Place, int]

# The parser in C is ten times faster; both keep every scalar as text.
LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Parts:
    """A file in parts. `lines` gives the line of each value, `body_line` the body's first; from 1."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


class FrontMatterUnreadableError(Exception):
    """The text between the fences is not front matter. Carries the mistake."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake))
        self.mistake = mistake


def split(path: str, text: str) -> Parts:
    """The parts of `text`; raises FrontMatterUnreadableError. `path` is only for the message."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        raise _unreadable(
            path, 1, "a line of three hyphens before the first field", lines[0] if lines else "nothing"
        )
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == FENCE), None)
    if end is None:
        raise _unreadable(path, 1, "a second line of three hyphens after the last field", "no such line")
    values, places = _fields(path, lines[1:end])
    return Parts(values, places, "\n".join(lines[end + 1 :]), end + 2)


def _fields(path: str, lines: list[str]) -> tuple[dict[str, Any], dict[Place, int]]:
    try:
        node = yaml.compose("\n".join(lines), Loader=LOADER)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = min(mark.line if mark else 0, len(lines) - 1)
        raise _unreadable(
            path, line + 2, PLAIN, lines[line] if lines else "nothing", 'title: "Lessons: how they work"'
        ) from wrong
    except yaml.YAMLError as wrong:
        raise _unreadable(path, 1, PLAIN, "a character that cannot stand there") from wrong
    except RecursionError:
        raise _too_deep(path) from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise _unreadable(path, 2, PLAIN, lines[0], "title: How lessons work")
    try:
        places = {place: line + 2 for place, line in _places(path, node)}
        return _value(node), places
    except RecursionError:
        raise _too_deep(path) from None


PLAIN = "one field a line, as name: value; a value with a colon in it, or a bracket first, goes in quotes"


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return node.value


def _places(path: str, node: yaml.Node, place: Place = (), seen: set[int] | None = None) -> Iterator[Placed]:
    """Where each value stands, lines from 0; raises for what YAML allows and a field here does not."""
    seen = set() if seen is None else seen
    if id(node) in seen:
        raise _unreadable(
            path, node.start_mark.line + 2, "each value written out", "a reference to another value"
        )
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            name = _name(path, key, names)
            yield (*place, name), key.start_mark.line
            yield from _places(path, value, (*place, name), seen)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield (*place, i), item.start_mark.line
            yield from _places(path, item, (*place, i), seen)


def _name(path: str, key: yaml.Node, taken: set[str]) -> str:
    line = key.start_mark.line + 2
    if not isinstance(key, yaml.ScalarNode):
        raise _unreadable(path, line, PLAIN, "brackets where a field's name should be")
    name = str(key.value)
    if name in taken:
        raise _unreadable(path, line, "each field once", f"{name} a second time")
    taken.add(name)
    return name


def _too_deep(path: str) -> FrontMatterUnreadableError:
    return _unreadable(path, 1, PLAIN, "too many brackets inside one another")


def _unreadable(
    path: str, line: int, expected: str, found: str, example: str = ""
) -> FrontMatterUnreadableError:
    return FrontMatterUnreadableError(
        Mistake(path, line, "front matter", expected, found.strip() or "an empty line", example)
    )
