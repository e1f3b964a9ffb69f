"""A reference a person can read out over the telephone: DMS-7K4Q-2M.

Six characters of our alphabet, the last of them a check character. It names a case and opens nothing.
"""

from musicservice.domain import alphabet
from musicservice.domain.alphabet import Choose

LENGTH = 6
PREFIX = "DMS"


class NotAReferenceError(ValueError):
    """What was read out cannot be one of our references: a character is wrong or missing."""


def draw(choose: Choose) -> str:
    """A new reference; `choose` picks one of a sequence at random."""
    return _written(alphabet.drawn(choose, LENGTH))


def parse(said: str) -> str:
    """The reference in `said`, as written: any case, spaces and hyphens, prefix or not.

    Raises NotAReferenceError.
    """
    written = alphabet.heard(said)
    characters = written.removeprefix(PREFIX) if len(written) > LENGTH else written
    if not alphabet.holds(characters, LENGTH):
        raise NotAReferenceError
    return _written(characters)


def spoken(reference: str) -> str:
    """How to read it out: "D M S, seven, Kilo, four, Quebec, two, Mike"."""
    characters = reference.removeprefix(PREFIX).replace("-", "")
    return f"{' '.join(PREFIX)}, {alphabet.aloud(characters)}"


def _written(characters: str) -> str:
    return f"{PREFIX}-{characters[:4]}-{characters[4:]}"
