"""The words of the messages, by language: one TOML file for each, a table in it for each message.

A message is worded whole in the language asked for or whole in English, never half and half: a table that
does not match the English one is left aside. This module knows no message by name.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Literal, Self, TypeAlias

from musicservice.domain.outbox import ENGLISH

FOLDER = Path(__file__).parent / "languages"
FRAME = "frame"
"""The table of what stands in every message."""

Direction: TypeAlias = Literal["ltr", "rtl"]
Text: TypeAlias = str | list[str]
Table: TypeAlias = Mapping[str, Text]


@dataclass(frozen=True)
class Part:
    """A piece of a sentence. `given` where it is a fact, which no language changes."""

    text: str
    given: bool = False


Words: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True)
class Wording:
    """The words of one message in one language."""

    language: str
    direction: Direction
    table: Table


@dataclass(frozen=True)
class Language:
    """One file of words. `direction` is how the language is written."""

    tag: str
    direction: Direction
    tables: Mapping[str, Table]

    @classmethod
    def read(cls, file: Path) -> Self:
        """The language that the file is named after."""
        return cls.from_toml(file.stem, file.read_text(encoding="utf-8"))

    @classmethod
    def from_toml(cls, tag: str, text: str) -> Self:
        """The language in `text`, whose "direction" stands before the tables."""
        tables = tomllib.loads(text)
        return cls(tag, tables.pop("direction"), tables)


class Languages:
    """Every language there is in a folder. The files are read when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def known(self) -> Mapping[str, Language]:
        """Each language by its tag, such as "pl" or "en-GB"."""
        return {file.stem: Language.read(file) for file in sorted(self._folder.glob("*.toml"))}

    def wording(self, table: str, asked: str) -> Wording:
        """The words of one table and of the frame, in the language asked for or in English.

        "pl-PL" is answered in "pl" where there is no closer match.
        """
        english = self.known[ENGLISH]
        for tag in (asked, asked.partition("-")[0]):
            language = self.known.get(tag)
            if language and not any(faults(language, english, name) for name in (FRAME, table)):
                return _wording(language, table)
        return _wording(english, table)


def _wording(language: Language, table: str) -> Wording:
    tables = language.tables
    return Wording(language.tag, language.direction, {**tables[FRAME], **tables[table]})


def faults(language: Language, english: Language, table: str) -> list[str]:
    """Where a translated table is not the English one in other words, for whoever translates it."""
    theirs, ours = language.tables.get(table), english.tables[table]
    if theirs is None:
        return [f"{table} is not translated"]
    return [
        f"{table}.{key} {fault}"
        for key in sorted({*theirs, *ours})
        for fault in _differences(theirs.get(key), ours.get(key))
    ]


def _differences(theirs: Text | None, ours: Text | None) -> Iterator[str]:
    if theirs is None or ours is None:
        yield "is missing" if theirs is None else "is not in the English text"
    elif isinstance(theirs, list) != isinstance(ours, list) or len(_items(theirs)) != len(_items(ours)):
        yield "has another number of sentences in its list"
    elif not all(item.strip() for item in _items(theirs)):
        yield "is empty"
    else:
        pairs = zip(_items(theirs), _items(ours), strict=True)
        if any(placeholders(one) != placeholders(other) for one, other in pairs):
            yield "has other {placeholders} than the English text"


def _items(text: Text) -> list[str]:
    return text if isinstance(text, list) else [text]


def placeholders(sentence: str) -> list[str]:
    """The names in braces, sorted; a brace that stands alone counts as one nobody has."""
    try:
        return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    except ValueError:
        return ["{"]


def words(sentence: str, facts: Mapping[str, str]) -> Words:
    """A sentence with its facts in it, each a part of its own. Raises KeyError for an unknown one."""
    parts: list[Part] = []
    for literal, name, _, _ in Formatter().parse(sentence):
        parts += [Part(literal)] if literal else []
        parts += [Part(facts[name], given=True)] if name is not None else []
    return tuple(parts)


SHIPPED = Languages(FOLDER)
