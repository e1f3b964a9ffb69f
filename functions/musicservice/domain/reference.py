"""A reference a person can read out over the telephone: DMS-7K4Q-2M.

Six characters of an alphabet without I, O, U, 0 and 1. The last is a check character: with the
weights below, modulo a prime, every single wrong character and every two that changed places are
caught. Five characters are drawn, from the consonants and digits only, so that no word appears.
"""

import re
from collections.abc import Callable, Sequence

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
DRAWN = tuple(character for character in ALPHABET if character not in "AE")
WEIGHTS = (5, 4, 3, 2, 1)
LENGTH = len(WEIGHTS) + 1
PREFIX = "DMS"

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


class NotAReferenceError(ValueError):
    """What was read out cannot be one of our references: a character is wrong or missing."""


def draw(choose: Callable[[Sequence[str]], str]) -> str:
    """A new reference; `choose` picks one of a sequence at random."""
    drawn = "".join(choose(DRAWN) for _ in WEIGHTS)
    return _written(drawn + _check(drawn))


def parse(heard: str) -> str:
    """The reference in `heard`, as written: any case, spaces and hyphens, prefix or not.

    Raises NotAReferenceError.
    """
    written = re.sub(r"[\s\-\u2010-\u2015]", "", heard).upper()
    characters = written.removeprefix(PREFIX) if len(written) > LENGTH else written
    is_ours = len(characters) == LENGTH and set(characters) <= set(ALPHABET)
    if not is_ours or _check(characters[:-1]) != characters[-1]:
        raise NotAReferenceError
    return _written(characters)


def spoken(reference: str) -> str:
    """How to read it out: "D M S, seven, Kilo, four, Quebec, two, Mike"."""
    characters = reference.removeprefix(PREFIX).replace("-", "")
    return ", ".join([" ".join(PREFIX), *(SPOKEN[character] for character in characters)])


def _check(characters: str) -> str:
    total = sum(
        weight * ALPHABET.index(character) for weight, character in zip(WEIGHTS, characters, strict=True)
    )
    return ALPHABET[total % len(ALPHABET)]


def _written(characters: str) -> str:
    return f"{PREFIX}-{characters[:4]}-{characters[4:]}"
