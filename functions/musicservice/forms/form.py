"""A form: what is asked, in which order, and what answers to it are.

Pages, storage, e-mail and export all read one Form. This module knows no particular question.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias

from musicservice.forms.classification import Classification
from musicservice.forms.kinds.field import Field, Mistake, Stored
from musicservice.forms.typed import Raw

Mistakes: TypeAlias = Mapping[str, Mistake]
"""What to put right, by name of the field, in the order of the page."""


class Rule(Protocol):
    """A rule over the answers to those questions that name its group."""

    @property
    def group(self) -> str:
        """What the questions name that it is for; empty where it names its questions itself."""

    def __call__(self, answers: "Answers") -> Mapping[str, str]:
        """The messages of those it finds wrong, by name of the field."""


class FormMisdeclaredError(Exception):
    """A form declares something the service could not keep its promises with."""


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    title: str
    intro: str
    fields: tuple[Field[Any], ...]


@dataclass(frozen=True)
class Row:
    """One answer as a person reads it."""

    label: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """One page of questions. `action` is where it is posted, unless whoever draws it says another place.

    `honeypot` names an input no person is shown, where there is one. `aside` is a link to something worth
    knowing, its words and its address. Raises FormMisdeclaredError for a
    field without classification, for two inputs of one name, for a receipt that would carry more than
    public answers, and for a group of questions without a rule.
    """

    name: str
    version: int = 1
    title: str
    action: str = ""
    submit: str = "Continue"
    sections: tuple[Section, ...]
    honeypot: str = ""
    rules: tuple[Rule, ...] = ()
    aside: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        _check_names(self)
        _check_rules(self)
        for field in self.fields:
            _check_privacy(field)

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """Every field in the order of the page."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def inputs(self) -> Mapping[str, bool]:
        """The name of every input a browser may send, and whether it may come more than once."""
        drawn = {name: field.repeats for field in self.fields for name in field.inputs}
        return {**drawn, self.honeypot: False} if self.honeypot else drawn

    def parse(self, raw: Raw, today: date) -> "Answers | Mistakes":
        """The answers in `raw`, or every mistake in it at once."""
        parsed = {field.name: field.parse(raw, today) for field in self.fields}
        found = {name: value for name, value in parsed.items() if isinstance(value, Mistake)}
        answers = Answers(self, {name: value for name, value in parsed.items() if name not in found})
        for rule in self.rules:
            found |= {
                field.name: field.mistake(message)
                for field, message in self._broken(rule, answers)
                if field.name not in found
            }
        trapped = {self.honeypot: self._trapped} if self.honeypot and any(raw.get(self.honeypot, ())) else {}
        in_order = {field.name: found[field.name] for field in self.fields if field.name in found}
        return {**in_order, **trapped} or answers

    def _broken(self, rule: Rule, answers: "Answers") -> Iterable[tuple[Field[Any], str]]:
        messages = rule(answers)
        return ((field, messages[field.name]) for field in self.fields if field.name in messages)

    @property
    def _trapped(self) -> Mistake:
        return Mistake(
            "Something filled in a box that must stay empty: it is empty again, so send once more",
            self.sections[0].fields[0].anchor,
        )


@dataclass(frozen=True)
class Answers:
    """What a form was answered with, by name of the field; None where a question was left out."""

    form: Form
    values: Mapping[str, Any]

    def of(self, name: str) -> Any:
        """The answer to one question; None where it was left out or is still mistaken."""
        return self.values.get(name)

    def stored(self, *, sealed: bool) -> dict[str, Stored]:
        """The answers as they are kept: the sealed ones, or the others."""
        return {
            field.name: _stored(field, self.of(field.name))
            for field in self.form.fields
            if field.classification.sealed is sealed
        }

    def rows(self, fields: Iterable[Field[Any]]) -> tuple[Row, ...]:
        """The given answers for a person to read, without the questions left out."""
        answered = ((field, self.of(field.name)) for field in fields)
        return tuple(Row(field.label, field.show(value)) for field, value in answered if value is not None)

    def receipt(self) -> tuple[Row, ...]:
        """The answers that may stand on the receipt and in an e-mail."""
        return self.rows(field for field in self.form.fields if field.in_receipt)


def _stored(field: Field[Any], value: Any) -> Stored:
    return None if value is None else field.store(value)


def _check_names(form: Form) -> None:
    declared = [name for field in form.fields for name in {field.name, *field.inputs}]
    counted = Counter([*declared, *([form.honeypot] if form.honeypot else [])])
    if twice := sorted(name for name, times in counted.items() if times > 1):
        raise FormMisdeclaredError(f"{form.name} uses a name twice: {', '.join(twice)}")


def _check_rules(form: Form) -> None:
    named = {field.one_of for field in form.fields if field.one_of}
    if alone := sorted(named ^ {rule.group for rule in form.rules if rule.group}):
        raise FormMisdeclaredError(f"{form.name} has no rule, or no question, for {', '.join(alone)}")


def _check_privacy(field: Field[Any]) -> None:
    if not isinstance(field.classification, Classification):
        raise FormMisdeclaredError(f"{field.name} does not say how private its answer is")
    if field.in_receipt and field.classification is not Classification.PUBLIC:
        raise FormMisdeclaredError(
            f"{field.name} is {field.classification.value} and may not stand in a receipt"
        )
