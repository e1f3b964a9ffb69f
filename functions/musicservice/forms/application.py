"""A whole form, answered: what is kept of it, sealed and open, and what may stand on its receipt.

It is made of a Reading in which nothing is open any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from musicservice.domain.receipt import Line
from musicservice.forms.form import Answers
from musicservice.forms.kinds.field import Stored
from musicservice.forms.reading import Reading

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Application:
    """The household's answers, and those about each member, page by page."""

    form: str
    version: int
    member: str
    own: tuple[Answers, ...]
    members: tuple[tuple[Answers, ...], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the questions that were answered or left out, each once."""
        pages = (page for one in (self.own, *self.members) for page in one)
        return tuple(dict.fromkeys(field.name for page in pages for field in page.form.fields))

    def stored(self, *, sealed: bool) -> dict[str, Any]:
        """The answers as they are kept: the sealed ones, or the others."""
        return {
            "answers": _stored(self.own, sealed=sealed),
            "members": [_stored(member, sealed=sealed) for member in self.members],
        }

    def receipt(self) -> tuple[Line, ...]:
        """What was asked for, by member and without a name: public answers all."""
        own = [Line(row.label, row.shown) for page in self.own for row in page.receipt()]
        return (*own, *(line for place in range(len(self.members)) for line in self._of_member(place)))

    def wanted(self, place: int) -> tuple[str, ...]:
        """What was asked for the member at this place, as it stands on the receipt."""
        return tuple(row.shown for page in self.members[place] for row in page.receipt())

    def _of_member(self, place: int) -> Iterable[Line]:
        shown = self.wanted(place)
        alone = len(self.members) == 1
        label = "You asked for" if alone else f"For the {ORDINALS[place]} {self.member}"
        return [Line(label, "\n".join(shown))] if shown else []


def application(reading: Reading) -> Application:
    """The answers of a reading in which nothing is open. Raises ValueError for another."""
    if reading.open is not None:
        raise ValueError("something is still open")
    return Application(
        form=reading.journey.name,
        version=reading.journey.version,
        member=reading.journey.member,
        own=reading.of(None),
        members=tuple(reading.of(member) for member in reading.members),
    )


def _stored(pages: tuple[Answers, ...], *, sealed: bool) -> Mapping[str, Stored]:
    return {name: kept for page in pages for name, kept in page.stored(sealed=sealed).items()}
