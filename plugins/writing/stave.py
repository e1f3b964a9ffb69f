"""Where things stand on a drawn stave: lines, clefs, and the lowest and highest note of an instrument.

Lengths are in units of half the space between two lines. It decides places only; how they look is the
template's part. Notes beyond four ledger lines are written an octave or two nearer, with the sign for it,
as engravers do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.models.instrument import Reach
from plugins.models.pitch import MIDDLE_C, STEPS, Pitch

TOP_LINES = {"treble": 38, "alto": 32, "bass": 26}
"""The note on the uppermost line, in letters above C0: F5, G4, A3."""
SIGNED = {"treble": 4, "alto": 4, "bass": 2}
"""How far below the uppermost line the line is that the clef names: G4, C4, F3."""
HEIGHT, GAP, MARGIN = 8, 6, 5
MOST_LEDGERS = 4
LOW_X, HIGH_X = 21, 38
OTTAVAS = {1: "8va", 2: "15ma", -1: "8vb", -2: "15mb"}
FIRST_WHITE, WHITES = Pitch.named("A0").step, 52


@dataclass(frozen=True)
class Head:
    """A note's head. `ledgers` are the heights of its own lines, `ottava` the sign that moves it, or ""."""

    x: float
    y: int
    alter: int
    ottava: str
    ledgers: tuple[int, ...]


@dataclass(frozen=True)
class Stave:
    """One stave, or two. `clefs` are pairs of a clef's name and the height of the line it names."""

    height: int
    lines: tuple[int, ...]
    clefs: tuple[tuple[str, int], ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class Keys:
    """The part of a piano's keyboard that an instrument reaches, in white keys from the lowest."""

    x: int
    width: int


def stave(reach: Reach) -> Stave:
    """The stave for the written notes of `reach`."""
    tops = [n * (HEIGHT + GAP) for n in range(len(reach.clefs))]
    heads = [
        _head(note, x, reach.clefs, tops) for note, x in ((reach.lowest, LOW_X), (reach.highest, HIGH_X))
    ]
    lines = [top + 2 * line for top in tops for line in range(5)]
    marks = [head.y + (-3 if head.y < 0 else 3) for head in heads if head.ottava]
    least = min(0, *(head.y for head in heads), *marks) - MARGIN
    most = max(*lines, *(head.y for head in heads), *marks) + MARGIN
    return Stave(
        height=most - least,
        lines=tuple(y - least for y in lines),
        clefs=tuple((clef, top + SIGNED[clef] - least) for clef, top in zip(reach.clefs, tops, strict=True)),
        heads=tuple(_lowered(head, -least) for head in heads),
    )


def keys(reach: Reach) -> Keys:
    """Where the sounding notes lie on a piano. A black key counts with the white one that it is named for."""
    lowest, highest = reach.heard
    return Keys(lowest.step - FIRST_WHITE, highest.step - lowest.step + 1)


def _head(note: Pitch, x: float, clefs: tuple[str, ...], tops: list[int]) -> Head:
    which = len(clefs) - 1 if note.step < MIDDLE_C else 0
    top, away = tops[which], TOP_LINES[clefs[which]] - note.step
    moved = 0
    while away < -2 * MOST_LEDGERS - 1:
        away, moved = away + STEPS, moved + 1
    while away > HEIGHT + 2 * MOST_LEDGERS + 1:
        away, moved = away - STEPS, moved - 1
    ledgers = tuple(top + y for y in _ledgers(away))
    return Head(x, top + away, note.alter, OTTAVAS.get(moved, ""), ledgers)


def _ledgers(away: int) -> Iterator[int]:
    yield from range(-2, away - 1, -2)
    yield from range(HEIGHT + 2, away + 1, 2)


def _lowered(head: Head, by: int) -> Head:
    return Head(head.x, head.y + by, head.alter, head.ottava, tuple(y + by for y in head.ledgers))
