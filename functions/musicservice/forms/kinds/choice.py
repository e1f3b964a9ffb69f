"""Choosing from a list: one of it, or any number."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.forms.kinds.field import Field, Mistake, Option, octets
from musicservice.forms.typed import Raw, first

GONE = "That choice is no longer offered. Choose again."
ONE_GONE = "One of your choices is no longer offered. Check your choices."


@dataclass(frozen=True, kw_only=True)
class Radios(Field[str]):
    """One of the options."""

    template: ClassVar[str] = "radios"
    options: tuple[Option, ...]

    @property
    def longest(self) -> int:
        """As the longest of the values."""
        return max(octets(len(option.value)) for option in self.options)

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The value of the chosen option."""
        chosen = first(raw, self.name)
        if not chosen:
            return self.unanswered()
        listed = any(option.value == chosen for option in self.options)
        return chosen if listed else self.mistake(GONE)

    def store(self, value: str) -> str:
        """The value of the option, which outlives its wording."""
        return value

    def load(self, stored: Any) -> str:
        """The value of the option."""
        return str(stored)

    def show(self, value: str) -> str:
        """The option's wording; a value that is no longer offered as it is kept."""
        return _labels(self.options, (value,))


@dataclass(frozen=True, kw_only=True)
class Select(Radios):
    """One of many options, in a list that opens."""

    template: ClassVar[str] = "select"


@dataclass(frozen=True, kw_only=True)
class Filter(Select):
    """One of many options, or `every` one of them: what a list is narrowed down by. It is about nobody."""

    template: ClassVar[str] = "filter"
    every: str


@dataclass(frozen=True, kw_only=True)
class Checkboxes(Field[tuple[str, ...]]):
    """Any of the options, kept in the order of the list.

    Where choosing none is an answer too, `none_chosen` is how that answer reads.
    """

    template: ClassVar[str] = "checkboxes"
    repeats: ClassVar[bool] = True
    options: tuple[Option, ...]
    none_chosen: str = ""

    @property
    def longest(self) -> int:
        """As all the values together."""
        return len("[]") + sum(octets(len(option.value)) + len(", ") for option in self.options)

    def parse(self, raw: Raw, today: date) -> tuple[str, ...] | Mistake | None:  # noqa: ARG002 - same for every kind
        """The values of the chosen options, each once."""
        chosen = {value for value in raw.get(self.name, ()) if value}
        if not chosen:
            return () if self.none_chosen else self.unanswered()
        listed = tuple(option.value for option in self.options if option.value in chosen)
        return listed if len(listed) == len(chosen) else self.mistake(ONE_GONE)

    def store(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The values of the options."""
        return value

    def load(self, stored: Any) -> tuple[str, ...]:
        """The values of the options; one, where the question once took one alone."""
        return (stored,) if isinstance(stored, str) else tuple(stored)

    def show(self, value: tuple[str, ...]) -> str:
        """The options' wordings, one on each line; values no longer offered as they are kept."""
        return _labels(self.options, value) or self.none_chosen


def _labels(options: tuple[Option, ...], values: tuple[str, ...]) -> str:
    labels = {option.value: option.label for option in options}
    return "\n".join(labels.get(value, value) for value in values)
