"""A code that opens what somebody has kept with us: 7K4Q-2MXW-9RTB-HC3P-V6ND.

Twenty characters, nineteen of them drawn from 29, make 92 bits: more than anybody can try, and few enough
to read out over the telephone. The last is a check character, so that a slip is told as a slip before
anything is looked up. The same code is the cookie, the link in an e-mail and what is written on paper.
"""

from musicservice.domain import alphabet
from musicservice.domain.alphabet import Choose

LENGTH = 20
GROUP = 4


class NotACodeError(ValueError):
    """What was typed cannot be one of our codes: a character is wrong or missing."""


def draw(choose: Choose) -> str:
    """A new code without hyphens; `choose` picks one of a sequence at random."""
    return alphabet.drawn(choose, LENGTH)


def parse(said: str) -> str:
    """The code in `said`: any case, spaces and hyphens. Raises NotACodeError."""
    characters = alphabet.heard(said)
    if not alphabet.holds(characters, LENGTH):
        raise NotACodeError
    return characters


def groups(code: str) -> tuple[str, ...]:
    """The code in parts of four, as it is written and read out."""
    return tuple(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def written(code: str) -> str:
    """The code with hyphens between its parts."""
    return "-".join(groups(code))


def spoken(code: str) -> tuple[str, ...]:
    """How to say each part: "seven, Kilo, four, Quebec"."""
    return tuple(alphabet.aloud(group) for group in groups(code))
