"""Words that need explaining, and what people call things: the glossary, and more lines for the A to Z."""

import re
from typing import Annotated

from pydantic import AfterValidator

from plugins.models.kinds import Line, Lines, Prose, YesNo, pattern, refusal
from plugins.models.record import Strict, field

Target = Annotated[
    str,
    pattern(
        "an address on this site, with # and the name of a part of the page where that helps",
        r"/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?",
    ),
]
GLOSSARY = "/glossary/"


class Word(Strict):
    """One word of the glossary."""

    term: Line = field("the word as one looks it up", '"Remission"')
    also: Lines = field("other ways to write it, plurals too", '["fee remission"]', default=())
    says: Prose = field("what it means, in words a child knows", '"Another word for help with fees."')
    see: Target | None = field("the page that says more", '"/help-with-fees/"', default=None)
    link: YesNo = field(
        "whether it is linked in texts; false for a word with everyday meanings", "false", default=True
    )

    @property
    def anchor(self) -> str:
        """Its place on the page of the glossary."""
        return re.sub(r"[^a-z0-9]+", "-", self.term.casefold()).strip("-")

    @property
    def url(self) -> str:
        return f"{GLOSSARY}#{self.anchor}"


def _once(words: tuple[Word, ...]) -> tuple[Word, ...]:
    known: set[str] = set()
    for word in words:
        for name in (word.term, *word.also):
            if name.casefold() in known:
                raise refusal(f'each word once: "{name}" stands here twice')
            known.add(name.casefold())
    return words


class Glossary(Strict):
    """content/data/glossary.toml."""

    words: Annotated[tuple[Word, ...], AfterValidator(_once)] = field(
        "the words, each under [[words]]", '[[words]] term = "Reed"', default=()
    )

    @property
    def ordered(self) -> tuple[Word, ...]:
        """The words as a dictionary has them."""
        return tuple(sorted(self.words, key=lambda word: word.term.casefold()))


class Entry(Strict):
    """What people call a thing, and the page that they need."""

    words: Line = field("the words people use", '"Free school meals"')
    to: Target = field("the page they need", '"/help-with-fees/"')


class AToZ(Strict):
    """content/data/a-to-z.toml."""

    entries: tuple[Entry, ...] = field(
        "the entries, each under [[entries]]", '[[entries]] words = "Fees"', default=()
    )
