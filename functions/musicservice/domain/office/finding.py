"""Finding a case by somebody's name, however it is written: small letters, no accents, each word by itself.

Each word of a name leads to the case. Whoever looks types the beginnings of one word or more.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from musicservice.domain.office.area import Area

WORD = re.compile(r"\w+")
INSIDE = str.maketrans("", "", "'’‘`-")
"""What stands inside a name and is often left out."""
FOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that are no letter with an accent to Unicode, but are to whoever types without them."""
SHELF = 2
"""How many characters of a word say where it is kept."""
MOST_WORDS = 20
"""Words of one case. The first words of each person come first, so that nobody is missing."""


@dataclass(frozen=True)
class Trace:
    """What leads to a case: it lies on a `shelf`, at a `place` that sorts there.

    `names` are the people it is about, as they are written; `words` are all words of those names, so that a
    second word can be looked for, too. `matters` are the kind and the area of each thing to decide there,
    which say who sees it.
    """

    shelf: str
    place: str
    case: str
    reference: str
    matters: frozenset[tuple[str, Area]]
    names: tuple[str, ...]
    words: frozenset[str]
    received_at: datetime

    @property
    def kinds(self) -> frozenset[str]:
        """What is to be decided there."""
        return frozenset(kind for kind, _ in self.matters)

    def fits(self, asked: Iterable[str]) -> bool:
        """Whether every word asked for begins a word of these names."""
        return all(any(word.startswith(one) for word in self.words) for one in asked)


def word_shelf(word: str) -> str:
    """Where the cases of a word lie, and of all words that begin alike."""
    return f"NAME#{word[:SHELF]}"


def school_shelf(urn: str) -> str:
    """Where the cases of a school lie, the latest last."""
    return f"SCHOOL#{urn}"


def mail_shelf(address: str) -> str:
    """Where the cases of an address for e-mail lie: the address itself does not stand there."""
    return f"MAIL#{hashlib.sha256(address.strip().casefold().encode()).hexdigest()}"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, each once: "Núñez-O’Brien" gives "nunezobrien"."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(FOLDED).translate(INSIDE)
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(dict.fromkeys(WORD.findall(bare)))


def by_family_name(name: str) -> tuple[str, str]:
    """Where somebody is kept who is looked for by the last word of their name: a shelf, and a place on it.

    The place is all words of the name, that one first; both are "" for a name without letters.
    """
    words = words_of(name)
    return (word_shelf(words[-1]), " ".join((words[-1], *words[:-1]))) if words else ("", "")


def words_in(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of a case by each of their words, at most MOST_WORDS of them."""
    people = [(name, words_of(name)) for name in dict.fromkeys(names) if name]
    longest = max((len(words) for _, words in people), default=0)
    found: dict[str, list[str]] = {}
    for place in range(longest):
        for name, words in people:
            if place < len(words) and (words[place] in found or len(found) < MOST_WORDS):
                found.setdefault(words[place], []).append(name)
    return {word: tuple(names) for word, names in found.items()}
