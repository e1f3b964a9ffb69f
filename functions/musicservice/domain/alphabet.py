"""Characters that survive being read out over the telephone, and a check character for what is made of them.

There is no I, O, U, 0 or 1 among them. With weights that all differ, modulo a prime, the check
character tells every single wrong character and every two that changed places, in up to 30 of them.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
DRAWN = tuple(character for character in ALPHABET if character not in "AE")
"""Consonants and digits only, so that no word appears."""
Choose: TypeAlias = Callable[[Sequence[str]], str]
"""Picks one of a sequence at random."""

SPOKEN = {
    **dict(zip("23456789", ("two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True)),
    **{
        word[0]: word
        for word in (
            *("Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo"),
            *("Lima", "Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor"),
            *("Whiskey", "X-ray", "Yankee", "Zulu"),
        )
    },
}
"""The radio alphabet of the ITU and ICAO."""


def drawn(choose: Choose, length: int) -> str:
    """`length` characters, the last of which checks the others."""
    characters = "".join(choose(DRAWN) for _ in range(length - 1))
    return characters + check(characters)


def check(characters: str) -> str:
    """The check character of at most 30 others."""
    weights = range(len(characters), 0, -1)
    total = sum(weight * ALPHABET.index(c) for weight, c in zip(weights, characters, strict=True))
    return ALPHABET[total % len(ALPHABET)]


def heard(said: str) -> str:
    """What was read out or typed, in capitals and without spaces and hyphens."""
    return re.sub(r"[\s\-\u2010-\u2015.,]", "", said).upper()


def holds(characters: str, length: int) -> bool:
    """Whether these are `length` of our characters and the last agrees with the others."""
    ours = len(characters) == length and set(characters) <= set(ALPHABET)
    return ours and check(characters[:-1]) == characters[-1]


def aloud(characters: str) -> str:
    """How to say them: "seven, Kilo, four"."""
    return ", ".join(SPOKEN[character] for character in characters)
