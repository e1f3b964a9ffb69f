"""Which school somebody goes to: typed by name, and kept by its number wherever we know it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from musicservice.domain.schools import School, Schooling, find, named
from musicservice.forms.kinds.field import Field, Mistake, Option, octets
from musicservice.forms.kinds.text import Text
from musicservice.forms.typed import Raw, first, tidy

LISTED = "urn:"
OTHER: Final = "other"
SHOWN_AT_MOST = 8
UNLISTED = Option(OTHER, "It is not in your list of schools", "We keep the name and town you enter above")
ELSEWHERE = (
    UNLISTED,
    Option("home", "Educated at home"),
    Option("alternative", "Alternative provision or hospital school"),
)
"""The answers that are offered whatever was typed, unless a form says otherwise."""

NAME_IT = "Enter the name and town of the school that is not in our list"
NOT_FOUND = "We did not find that school. Check its name, or choose “It is not in your list of schools”"
CHOOSE = "Choose the school from this list"
CONTRADICTION = "You entered a school and also chose another answer. Choose the one that is right"


@dataclass(frozen=True, kw_only=True)
class SchoolPicker(Field[Schooling]):
    """A name is typed, and the page comes back with the schools it may mean, unless it means just one.

    Where script runs, the schools are suggested while somebody types; what is then sent is the same
    as without. Beside the name a choice may be sent: `urn:` with a number, or one of ELSEWHERE. It is
    taken at once where it agrees with the name, or where the page that was sent had been drawn for
    that name: an input nobody sees says for which. So a choice that was left standing while the name
    was changed never wins unnoticed.

    `schools` are all we know, closed ones too; only open ones are offered.
    """

    template: ClassVar[str] = "school"
    schools: tuple[School, ...]
    source: str = "/data/schools.json"
    """Where script finds the schools: the site's build writes them there."""
    elsewhere: tuple[Option, ...] = ELSEWHERE
    """The answers that are always offered."""
    limit: int = 200

    @property
    def choice(self) -> str:
        """The name of the radio buttons."""
        return f"{self.name}-choice"

    @property
    def drawn_for(self) -> str:
        """The name of the input that holds the text for which the page offered schools."""
        return f"{self.name}-drawn-for"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The text, the choice, and the text for which schools were offered."""
        return (self.name, self.choice, self.drawn_for)

    @property
    def is_sample(self) -> bool:
        """Whether any school that can be chosen is invented, which the page must then say."""
        return any(school.sample and school.is_open for school in self.schools)

    def offered(self, raw: Raw) -> tuple[School, ...]:
        """The schools that the page lists for what was sent; none while nothing, or all, is clear."""
        typed, choice = tidy(first(raw, self.name)), first(raw, self.choice)
        chosen = self._chosen(choice)
        if not typed:
            return (chosen,) if chosen else ()
        if not choice and named(typed, self.schools):
            return ()
        found = find(typed, self.schools, SHOWN_AT_MOST)
        is_kept = chosen and chosen not in found and typed == first(raw, self.drawn_for)
        return (*found, chosen) if chosen and is_kept else found

    @property
    def longest(self) -> int:
        """As the longest name that is typed."""
        return octets(len(f"{OTHER}:") + self.limit)

    def parse(self, raw: Raw, today: date) -> Schooling | Mistake | None:
        """The school, or where else they are educated."""
        asked = Text(name=self.name, label=self.label, classification=self.classification, limit=self.limit)
        typed = asked.parse(raw, today)
        choice = first(raw, self.choice)
        if isinstance(typed, Mistake):
            return typed
        if choice == OTHER:
            return Schooling(OTHER, typed=typed) if typed else self.mistake(NAME_IT)
        if choice:
            return self._agreed(choice, typed or "", first(raw, self.drawn_for))
        if not typed:
            return self.unanswered()
        school = named(typed, self.schools)
        return Schooling.at(school) if school else self._among(raw)

    def store(self, value: Schooling) -> str:
        """`urn:` and the number, `other:` and the name as typed, `home`, or `alternative`."""
        match value.kind:
            case "listed":
                return f"{LISTED}{value.urn}"
            case "other":
                return f"{OTHER}:{value.typed}"
            case elsewhere:
                return elsewhere

    def load(self, stored: Any) -> Schooling:
        """The answer that was kept. Raises ValueError for what `store` never gave."""
        kind, _, rest = str(stored).partition(":")
        match kind:
            case "urn" if re.fullmatch(r"\d{6}", rest):
                return Schooling("listed", urn=rest)
            case "other" if rest:
                return Schooling(OTHER, typed=rest)
            case "home" | "alternative" if not rest:
                return Schooling(kind)
        raise ValueError("not a kept school")

    def show(self, value: Schooling) -> str:
        """The school's name and town, or the words of the other answer."""
        if value.kind == "listed":
            known = self._known(value.urn)
            return known.title if known else f"School number {value.urn}, no longer in our list"
        if value.kind == OTHER:
            return value.typed
        return next(option.label for option in ELSEWHERE if option.value == value.kind)

    def _known(self, urn: str) -> School | None:
        return next((school for school in self.schools if school.urn == urn), None)

    def _chosen(self, choice: str) -> School | None:
        """The open school that a choice names; nothing that was sent is trusted to be one."""
        school = self._known(choice.removeprefix(LISTED)) if choice.startswith(LISTED) else None
        return school if school and school.is_open else None

    def _agreed(self, choice: str, typed: str, drawn_for: str) -> Schooling | Mistake:
        """The choice, where it does not contradict what was typed beside it."""
        found = find(typed, self.schools, SHOWN_AT_MOST)
        is_settled = not typed or typed == tidy(drawn_for)
        if choice.startswith(LISTED):
            school = self._chosen(choice)
            if school is None:
                return Mistake("That school is no longer in our list. Choose again", self.choice)
            return Schooling.at(school) if is_settled or school in found else Mistake(CHOOSE, self.choice)
        if choice not in {option.value for option in self.elsewhere}:
            return Mistake("That choice is no longer offered. Choose again", self.choice)
        if is_settled or not found:
            return self.load(choice)
        return Mistake(CONTRADICTION, self.choice)

    def _among(self, raw: Raw) -> Mistake:
        """What to say where the text names no one school: the page lists those it may mean."""
        return Mistake(CHOOSE, self.choice) if self.offered(raw) else self.mistake(NOT_FOUND)
