"""What the pages read of the instruments: what is drawn of each, what is played, and who needs whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from plugins.models.ensemble import Ensemble
from plugins.models.instrument import Instrument
from plugins.reading.library import Family, Library
from plugins.writing.hearing import Voice, entries, fanfare, phrase
from plugins.writing.stave import Keys, keys, stave
from plugins.writing.waveform import waveform

CALLS = "cornet"
"""The instrument that plays the outline of the county: the lead of every brass band."""


def plays(instrument: Instrument, ensemble: Ensemble) -> bool:
    """Whether the ensemble has a part for the instrument."""
    return ensemble.for_all_instruments or instrument.slug in ensemble.instruments


def by_pitch(family: Family) -> list[Instrument]:
    """The family from high to low, as a score lists it; who has no reach comes last, by name."""
    return sorted(family.instruments, key=lambda i: -i.reach.heard[1].number if i.reach else 0)


def reached(library: Library) -> Mapping[str, Keys]:
    """The keys that each instrument reaches on a piano, by its slug."""
    return {one.slug: keys(one.reach) for one in library.instruments if one.reach}


def county(library: Library, skyline: Sequence[int]) -> Sequence[Voice]:
    """The outline of the county as a call; nothing where there is no instrument to play it."""
    sound = next((one.sound for one in library.instruments if one.slug == CALLS), None)
    return fanfare(sound, skyline) if sound and skyline else ()


def joining(library: Library, ensemble: Ensemble) -> Sequence[Voice]:
    """The players of an ensemble as they come in, one by one."""
    return entries(one for one in library.instruments if plays(one, ensemble))


def of_instrument(library: Library, family: Family, instrument: Instrument) -> dict[str, Any]:
    """All that the page of an instrument reads besides what every page does."""
    reach, sound = instrument.reach, instrument.sound
    return {
        "instrument": instrument,
        "family": family,
        "needed": [ensemble for ensemble in library.ensembles if plays(instrument, ensemble)],
        "voices": phrase(sound) if sound else (),
        "shape": waveform(sound) if sound else "",
        "place": stave(reach) if reach else None,
    }
