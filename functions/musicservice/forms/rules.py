"""Rules over several answers of one form, as values that a form declares."""

from collections.abc import Mapping
from dataclasses import dataclass

from musicservice.forms.form import Answers


@dataclass(frozen=True)
class AtLeastOne:
    """One of the questions that name `group` must be answered; the message stands at the first of them."""

    group: str
    message: str

    def __call__(self, answers: Answers) -> Mapping[str, str]:
        """The message, where none was answered. A mistaken answer counts as one: it has its own message."""
        names = [field.name for field in answers.form.fields if field.one_of == self.group]
        empty = all(name in answers.values and answers.values[name] is None for name in names)
        return {names[0]: self.message} if empty else {}


@dataclass(frozen=True)
class Differ:
    """Two questions that were both answered may not have one answer; the message stands at the second."""

    one: str
    other: str
    message: str
    group: str = ""

    def __call__(self, answers: Answers) -> Mapping[str, str]:
        """The message, where they are the same."""
        same = answers.of(self.one) is not None and answers.of(self.one) == answers.of(self.other)
        return {self.other: self.message} if same else {}


@dataclass(frozen=True)
class OnlyAlone:
    """One value of a choice of many says that none of the others is meant, so it stands alone."""

    question: str
    alone: str
    message: str
    group: str = ""

    def __call__(self, answers: Answers) -> Mapping[str, str]:
        """The message, where it was chosen with another."""
        chosen = answers.of(self.question) or ()
        return {self.question: self.message} if self.alone in chosen and len(chosen) > 1 else {}
