"""What every kind of field is: one class that owns its verbs.

`parse` reads what was typed, `store` gives what is kept and `load` takes it up again, `show` is what
a person reads, `template` names the HTML. A new kind of question is one such class and one template;
nothing else in the service asks what kind a field is.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from musicservice.forms.classification import Classification
from musicservice.forms.typed import Raw

Value = TypeVar("Value")
Stored: TypeAlias = str | Sequence[str] | None
"""What any store can hold and any export can print."""


def octets(limit: int) -> int:
    """The most octets that `limit` characters of any script take as JSON: no control characters come in."""
    return 4 * limit + len('""')


@dataclass(frozen=True)
class Mistake:
    """Something a person can put right: what to say, and the id of the input to go to."""

    message: str
    anchor: str


@dataclass(frozen=True)
class Option:
    """One thing to choose. Options that share a `group` are drawn under its heading."""

    value: str
    label: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Field(ABC, Generic[Value]):
    """One question. It must be answered where it declares what to say if the answer is `missing`.

    Where an answer to another question does as well, they all name one group in `one_of`, and the
    form declares a rule for that group.
    """

    template: ClassVar[str]
    repeats: ClassVar[bool] = False
    """Whether an input of this kind may be sent more than once."""
    is_typed: ClassVar[bool] = True
    """Whether a person answers it; the page itself does otherwise."""
    can_be_left_out: ClassVar[bool] = True
    """Whether no answer is less than an answer: a box that is not ticked says all there is to say."""

    name: str
    label: str
    classification: Classification
    hint: str = ""
    missing: str = ""
    one_of: str = ""
    autocomplete: str = ""
    in_receipt: bool = False
    carried: bool = False
    """Whether the answer for one child is offered, to be changed, when the next is asked about."""
    since: int = 1
    """The version of the form that first asked it: a page answered before is asked again."""

    @property
    def required(self) -> bool:
        """Whether it must not be called optional: an answer is needed, to it or to one of its group."""
        return bool(self.missing or self.one_of)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs this question is drawn with."""
        return (self.name,)

    @property
    @abstractmethod
    def longest(self) -> int:
        """The most octets that an answer takes as JSON, so that a seal can be as long for every answer."""

    @property
    def anchor(self) -> str:
        """The id of its first input, where a link from the error summary lands."""
        return self.inputs[0]

    @abstractmethod
    def parse(self, raw: Raw, today: date) -> Value | Mistake | None:
        """The answer in `raw`; None when it was left out and may be; else what is wrong with it."""

    @abstractmethod
    def store(self, value: Value) -> Stored:
        """The answer as it is kept."""

    @abstractmethod
    def load(self, stored: Any) -> Value:
        """The answer from what `store` gave, and a database handed back."""

    @abstractmethod
    def show(self, value: Value) -> str:
        """The answer as a person reads it, in an e-mail or a list."""

    def mistake(self, message: str) -> Mistake:
        """`message`, said at this question."""
        return Mistake(message, self.anchor)

    def unanswered(self) -> Mistake | None:
        """What an empty answer is: a mistake where the question is required."""
        return self.mistake(self.missing) if self.missing else None
