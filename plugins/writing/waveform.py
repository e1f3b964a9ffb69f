"""The shape of a sound, drawn from its recipe: what an oscilloscope would show of it.

The same recipe gives the same line, byte for byte.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import exp, pi, sin

from plugins.models.instrument import Sound

WIDTH, HEIGHT = 480, 160
PERIODS, POINTS = 4, 40
HEARD_IN_IT = 6
"""Higher harmonics are left out: they would only roughen the line."""
DYING = 2.6
"""How much of a struck or plucked note is gone at the right-hand edge, as a power of e."""


def waveform(sound: Sound) -> str:
    """The path of some periods of `sound`, WIDTH wide, between HEIGHT / 2 above the middle line and below."""
    values = list(_values(sound))
    most = max(abs(value) for value in values)
    steps = [round(value / most * HEIGHT / 2) for value in values]
    across = WIDTH // (PERIODS * POINTS)
    return f"M0 {steps[0]}" + "".join(f"l{across} {after - before}" for before, after in pairwise(steps))


def _values(sound: Sound) -> Iterator[float]:
    hiss, strengths = sound.noise / 100, sound.harmonics[:HEARD_IN_IT]
    total = sum(strengths)
    for n in range(PERIODS * POINTS + 1):
        at = n / POINTS
        tone = sum(strength / total * sin(2 * pi * k * at) for k, strength in enumerate(strengths, 1))
        rough = (n * 7919 % 97) / 48.5 - 1
        dying = exp(-DYING * at / PERIODS) if sound.fall else 1.0
        yield ((1 - hiss) * tone + hiss * rough) * dying
