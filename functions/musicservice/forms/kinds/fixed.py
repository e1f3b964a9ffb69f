"""What a page is about, shown to whoever fills it in and sent along by the page itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from musicservice.forms.kinds.field import Field, Mistake, Option, octets
from musicservice.forms.typed import Raw, first


@dataclass(frozen=True, kw_only=True)
class Fixed(Field[str]):
    """One of the options, chosen by the page and not by a person: `value`, or what was sent before.

    An option that is no longer there is said to be `gone`, beside the title of the question.
    """

    template: ClassVar[str] = "fixed"
    is_typed: ClassVar[bool] = False
    options: tuple[Option, ...]
    value: str
    gone: str

    @property
    def longest(self) -> int:
        """As the longest of the values."""
        return max((octets(len(option.value)) for option in self.options), default=octets(0))

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The value, where it is still one of the options."""
        sent = first(raw, self.name)
        return sent if self.title(sent) else self.mistake(self.gone)

    def store(self, value: str) -> str:
        """The value."""
        return value

    def load(self, stored: Any) -> str:
        """The value."""
        return str(stored)

    def show(self, value: str) -> str:
        """The wording of the option; a value that has gone as it is kept."""
        return self.title(value) or value

    def title(self, value: str) -> str:
        """The wording of one option; empty where there is none."""
        return next((option.label for option in self.options if option.value == value), "")

    def sent(self, raw: Raw) -> str:
        """What the page sends along."""
        return first(raw, self.name) or self.value
