"""What a browser is told to play: recipes of sounds, and when each note begins and ends.

A recipe makes a likeness, not a recording, and every page that offers one says so. It decides notes and
times; how a sound is made of them is the script's part.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from plugins.models.instrument import Instrument, Sound
from plugins.models.pitch import SEMITONES, Pitch

Voice = dict[str, Any]
LAST = 2.2
"""How much longer the last note of a phrase is than the others."""
MOST_VOICES, APART, TOGETHER = 6, 0.5, 2.6
"""An ensemble: how many players come in, how many seconds after one another, how long all play at the end."""
CHORD = (0, 4, 7)
ROOT = Pitch.named("Bb3").number % SEMITONES
"""B flat, the home key of bands."""
BUGLE = ("Bb3", "F4", "Bb4", "D5", "F5")
"""The notes that any brass tube gives without a valve."""
FANFARE_BEAT = 0.24


def phrase(sound: Sound) -> list[Voice]:
    """One instrument by itself: its notes one after another, the last one longer."""
    beat = sound.beat / 1000
    lengths = [beat] * (len(sound.plays) - 1) + [beat * LAST]
    return [_voice(sound, [(n.number, i * beat, lengths[i]) for i, n in enumerate(sound.plays)])]


def entries(instruments: Iterable[Instrument]) -> list[Voice]:
    """An ensemble: the lowest player begins a chord of B flat, and the others join in one by one."""
    able = sorted(
        (i for i in instruments if i.sound and i.family != "percussion"), key=lambda i: (_middle(i), i.slug)
    )
    chosen = able[:: max(1, -(-len(able) // MOST_VOICES))]
    end = APART * len(chosen) + TOGETHER
    tones = [_nearest(_middle(player), i) for i, player in enumerate(chosen)]
    return [
        _voice(player.sound, [(tone, APART * i, end - APART * i)])
        for i, (player, tone) in enumerate(zip(chosen, tones, strict=True))
        if player.sound
    ]


def fanfare(sound: Sound, heights: Sequence[int]) -> list[Voice]:
    """A row of heights as a bugle call: the higher a thing stands, the higher its note."""
    lowest, highest = min(heights), max(heights)
    scale = [Pitch.named(name).number for name in BUGLE]
    tones = [scale[(h - lowest) * (len(scale) - 1) // max(1, highest - lowest)] for h in heights]
    notes: list[tuple[int, float, float]] = []
    for i, tone in enumerate(tones):
        if notes and notes[-1][0] == tone:
            notes[-1] = (tone, notes[-1][1], notes[-1][2] + FANFARE_BEAT)
        else:
            notes.append((tone, i * FANFARE_BEAT, FANFARE_BEAT))
    tone, at, length = notes[-1]
    return [_voice(sound, [*notes[:-1], (tone, at, length + 1)])]


def _voice(sound: Sound, notes: list[tuple[int, float, float]]) -> Voice:
    return {
        "harmonics": list(sound.harmonics),
        "attack": sound.attack,
        "fall": sound.fall,
        "noise": sound.noise,
        "wobble": sound.wobble,
        "notes": [[number, round(at, 3), round(length, 3)] for number, at, length in notes],
    }


def _middle(instrument: Instrument) -> int:
    return instrument.sound.plays[0].number if instrument.sound else 0


def _nearest(number: int, turn: int) -> int:
    """The note of the chord nearest to `number`; each turn asks for another, so that the chord is whole."""
    wanted = (ROOT + CHORD[turn % len(CHORD)]) % SEMITONES
    return min(n for n in range(number - 6, number + 6) if n % SEMITONES == wanted)
