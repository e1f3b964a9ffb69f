"""Puts data into a body before Markdown reads it: `{{ price("hire") }}`, `{{ contact.phone }}`.

Those two forms are the whole language: nothing is evaluated, so nothing need be sandboxed. A name that
is not there is a mistake that lists the nearest ones. It does not know where the data come from.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

QUOTATION = re.compile(r"\{\{(.*?)(?:\}\}|\n|$)")
FORM = re.compile(r"""\s*(\w+)(?:\.(\w+)|\(\s*(?:"([^"]*)"|'([^']*)')\s*\))\s*\}\}""")


@dataclass(frozen=True)
class Shelf:
    """Values to be quoted, by key. A shelf of `keys with-hyphens` is asked as `shelf("key")`."""

    values: Mapping[str, str]
    asked: bool = False

    def sample(self, name: str, key: str = "") -> str:
        """How to quote `key` of this shelf, or the first there is."""
        key = key or next(iter(self.values), "name")
        return f'{{{{ {name}("{key}") }}}}' if self.asked else f"{{{{ {name}.{key} }}}}"


@dataclass(frozen=True)
class Misquoted:
    """A quotation that cannot be put in, or a value that should have been one. `line` counts from 0."""

    line: int
    expected: str
    found: str
    example: str = ""


def quote(text: str, shelves: Mapping[str, Shelf]) -> tuple[str, tuple[Misquoted, ...]]:
    """`text` with every quotation's value in its place, and the quotations that have none."""
    if "{{" not in text:
        return text, ()
    wrong: list[Misquoted] = []

    def value(match: re.Match[str]) -> str:
        found = _find(match.group(0)[2:], shelves)
        if isinstance(found, _Missing):
            line = text.count("\n", 0, match.start())
            wrong.append(Misquoted(line, found.expected, match.group(0).strip(), found.example))
            return ""
        return found

    return QUOTATION.sub(value, text), tuple(wrong)


@dataclass(frozen=True)
class _Missing:
    expected: str
    example: str


def _find(inside: str, shelves: Mapping[str, Shelf]) -> str | _Missing:
    match = FORM.fullmatch(inside)
    if match is None:
        samples = [shelf.sample(name) for name, shelf in shelves.items()]
        return _Missing("something to quote, such as " + " or ".join(samples), samples[0])
    name, *keys = match.groups()
    if name not in shelves:
        near = _nearest(name, shelves)
        return _Missing(_one_of(near, shelves), shelves[near[0]].sample(near[0]) if near else "")
    shelf = shelves[name]
    key = next((key for key in keys if key is not None), "")
    near = _nearest(key, shelf.values)
    return shelf.values.get(key) or _Missing(_one_of(near, shelf.values), shelf.sample(name, *near[:1]))


def _nearest(name: str, known: Mapping[str, object]) -> list[str]:
    return difflib.get_close_matches(name, known, n=3, cutoff=0.5)


def _one_of(near: list[str], known: Mapping[str, object]) -> str:
    return f"{'the nearest' if near else 'one'} of these names: " + ", ".join(near or known)
