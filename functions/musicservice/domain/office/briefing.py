"""What a teacher is told of one child before the first lesson: what the family said, what helps, what to ask.

Pure: from the answers about one child and what is published of each need. Nothing is told that the family
did not say, and nothing at all where they did not say that the teacher may know. Money is never among it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, TypeAlias

Consent: TypeAlias = Literal["yes", "ask", "nothing"]
"""The teacher may be told; the family has to be asked first; or there is nothing to tell."""

NEEDS, DETAIL, TELL, MEDICAL = "access_needs", "access_detail", "tell_teacher", "medical"
OWN_WORDS = ("own_words_young", "own_words")
READ = (NEEDS, DETAIL, TELL, MEDICAL, *OWN_WORDS)
"""The questions whose answers are read for a brief, and no other."""
NOTHING = "none"
"""The answer that nothing would help."""
LINE_LIMIT, MOST_HELPS, MOST_ASKS = 90, 3, 2
"""Characters of a line, and lines of a need: a brief is one page."""
MORE_LIMIT = 200
"""Characters that whoever sends a brief may add."""
KEPT_BACK = frozenset({MEDICAL, "own"})
"""What is told only where somebody chose it: it was said for another purpose."""


@dataclass(frozen=True)
class Adaptation:
    """What is published of one need: what helps in a lesson, and what to ask the child or the family."""

    need: str
    title: str
    helps: tuple[str, ...]
    asks: tuple[str, ...]

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """From its JSON object."""
        return cls(record["need"], record["title"], tuple(record["helps"]), tuple(record["asks"]))


@dataclass(frozen=True)
class Words:
    """Something that the family, the child, or whoever sends the brief wrote. `name` says which."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Brief:
    """What is told: for each need what helps and what to ask, and what was written."""

    needs: tuple[Adaptation, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Each line that can be left out, by its name."""
        of_needs = (line for one in self.needs for line in _lines(one))
        return (*of_needs, *((one.name, one.text) for one in self.words))

    @property
    def told_at_first(self) -> frozenset[str]:
        """The names of the lines that are told unless somebody takes them out."""
        return frozenset(name for name, _ in self.lines) - KEPT_BACK

    def only(self, names: Collection[str], more: str = "") -> "Brief":
        """Of it only the lines of these names, and what is added. A need with no line left is not told."""
        needs = [
            replace(
                one,
                helps=tuple(text for name, text in _named(one, "helps", one.helps) if name in names),
                asks=tuple(text for name, text in _named(one, "asks", one.asks) if name in names),
            )
            for one in self.needs
        ]
        words = [one for one in self.words if one.name in names]
        added = [Words("more", "From the office", more)] if more else []
        return Brief(tuple(one for one in needs if one.helps or one.asks), (*words, *added))

    def to_record(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "needs": [{"title": one.title, "helps": one.helps, "asks": one.asks} for one in self.needs],
            "words": [[one.title, one.text] for one in self.words],
        }


def consent(answers: Mapping[str, Any]) -> Consent:
    """What the family said of telling the teacher. A question left empty is no yes."""
    if not (_needs(answers) or answers.get(DETAIL)):
        return "nothing"
    return "yes" if answers.get(TELL) == "yes" else "ask"


def possible(answers: Mapping[str, Any], published: Sequence[Adaptation]) -> Brief:
    """All that could be told of one child's answers, whatever was said of telling it.

    A need of which nothing is published is told by its name, so that none is lost.
    """
    known = {one.need: one for one in published}
    needs = tuple(known.get(need) or Adaptation(need, need, (), ("What helps?",)) for need in _needs(answers))
    return Brief(needs, tuple(_words(answers)))


def _needs(answers: Mapping[str, Any]) -> tuple[str, ...]:
    said = answers.get(NEEDS) or ()
    return tuple(one for one in ((said,) if isinstance(said, str) else said) if one != NOTHING)


def _words(answers: Mapping[str, Any]) -> Iterator[Words]:
    if detail := answers.get(DETAIL):
        yield Words("detail", "What they told us", str(detail))
    if own := next((answers[name] for name in OWN_WORDS if answers.get(name)), ""):
        yield Words("own", "In the pupil’s own words", str(own))
    if medical := answers.get(MEDICAL):
        yield Words(MEDICAL, "Health, for an emergency", str(medical))


def _lines(one: Adaptation) -> list[tuple[str, str]]:
    return [*_named(one, "helps", one.helps), *_named(one, "asks", one.asks)]


def _named(one: Adaptation, part: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{one.need}-{part}-{number}", text) for number, text in enumerate(texts, 1)]
