"""Notes by name: where they stand, how they are told in words, and what a transposing instrument sounds.

Middle C is C4. It decides what a note's name means. It draws and plays nothing.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from plugins.models.kinds import kind

NAME = re.compile(r"([A-G])([b#]?)([0-8])")
LETTERS = "CDEFGAB"
NATURAL = (0, 2, 4, 5, 7, 9, 11)
"""Semitones above C of each letter."""
ALTERED = {"b": -1, "": 0, "#": 1}
SPOKEN = {-1: " flat", 0: "", 1: " sharp"}
STEPS, SEMITONES = 7, 12
MIDDLE_C = 4 * STEPS
ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ")


@dataclass(frozen=True)
class Pitch:
    """A note. `step` counts letters up from C0, `alter` is -1 for a flat and 1 for a sharp."""

    step: int
    alter: int = 0

    @classmethod
    def named(cls, name: str) -> Self:
        """The note of a name such as "Bb3". Raises ValueError for what is no such name."""
        if not (found := NAME.fullmatch(name)):
            raise ValueError(name)
        letter, sign, octave = found.groups()
        return cls(LETTERS.index(letter) + STEPS * int(octave), ALTERED[sign])

    @property
    def number(self) -> int:
        """In semitones, as MIDI counts them: middle C is 60, the A above it 69."""
        octave, letter = divmod(self.step, STEPS)
        return SEMITONES * (octave + 1) + NATURAL[letter] + self.alter

    @property
    def letter(self) -> str:
        """The name without its octave, as it is said: "B flat"."""
        return LETTERS[self.step % STEPS] + SPOKEN[self.alter]

    @property
    def place(self) -> str:
        """Where it is, counted from middle C: "the G below middle C", "the fourth E above middle C"."""
        if self == Pitch(MIDDLE_C):
            return "middle C"
        away, above = self.step - MIDDLE_C, self.number > Pitch(MIDDLE_C).number
        nth = away // STEPS + (self.letter != "C") if above else (-away - 1) // STEPS + 1
        return f"the {ORDINALS[nth]}{self.letter} {'above' if above else 'below'} middle C"

    def moved(self, steps: int, semitones: int) -> "Pitch":
        """The note so many letters and so many semitones away."""
        plain = Pitch(self.step + steps)
        return Pitch(plain.step, self.number + semitones - plain.number)


def _read(value: object) -> Pitch:
    if isinstance(value, Pitch):
        return value
    if not isinstance(value, str):
        raise ValueError  # noqa: TRY004 - what a person wrote wrongly, not a programmer
    return Pitch.named(value.strip())


Note = Annotated[
    Pitch,
    kind("a note: a letter, then b for flat or # for sharp, then the octave, where C4 is middle C", _read),
]

Reads = Literal["as-it-sounds", "octave", "b-flat", "low-b-flat", "f", "e-flat", "low-e-flat"]
TRANSPOSITIONS: dict[Reads, tuple[int, int, str]] = {
    "as-it-sounds": (0, 0, ""),
    "octave": (-7, -12, "an octave"),
    "b-flat": (-1, -2, "a tone"),
    "low-b-flat": (-8, -14, "an octave and a tone"),
    "f": (-4, -7, "a fifth"),
    "e-flat": (-5, -9, "a sixth"),
    "low-e-flat": (-12, -21, "an octave and a sixth"),
}
"""How far below the written note the heard one is: in letters, in semitones, in words."""
