"""Notes: their names, where they stand, and what an instrument sounds that reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.models.instrument import Instrument, Reach
from plugins.models.pitch import LETTERS, TRANSPOSITIONS, Pitch
from plugins.reading.library import read_library
from tests.site.commands import ROOT

NAMES = st.builds(
    "{}{}{}".format, st.sampled_from(LETTERS), st.sampled_from(["", "b", "#"]), st.integers(1, 7)
)
PLACES = {
    "C4": "middle C",
    "B3": "the B below middle C",
    "G3": "the G below middle C",
    "C3": "the C below middle C",
    "Bb2": "the second B flat below middle C",
    "A0": "the fourth A below middle C",
    "C#4": "the C sharp above middle C",
    "A4": "the A above middle C",
    "C5": "the C above middle C",
    "D5": "the second D above middle C",
    "E7": "the fourth E above middle C",
    "C8": "the fourth C above middle C",
}
SOUNDING = {
    # Three-valved brass reaches from written F sharp below middle C to the second C above it.
    "trumpet": ("E3", "Bb5"),
    "cornet": ("E3", "Bb5"),
    "tenor-horn": ("A2", "Eb5"),
    "euphonium": ("E2", "Bb4"),
    "tuba": ("A1", "Eb4"),
    "french-horn": ("B1", "F5"),
    "clarinet": ("D3", "F6"),
    "saxophone": ("Db3", "Ab5"),
    "double-bass": ("E1", "G3"),
    "guitar": ("E2", "B5"),
    "violin": ("G3", "E7"),
    "piano": ("A0", "C8"),
}


@pytest.mark.parametrize("name", PLACES)
def test_it_says_where_a_note_is(name: str) -> None:
    assert Pitch.named(name).place == PLACES[name]


@pytest.mark.parametrize("name", ["H4", "C", "C44", "c4", "Cx4", "C9", "C-1"])
def test_it_knows_no_other_names(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Pitch.named(name)


def test_it_numbers_notes_as_midi_does() -> None:
    assert [Pitch.named(name).number for name in ("C4", "A4", "A0", "C8", "Cb4", "B#3")] == [
        60, 69, 21, 108, 59, 60,
    ]  # fmt: skip


@given(NAMES, st.sampled_from(sorted(TRANSPOSITIONS)))
def test_a_transposed_note_is_so_many_semitones_away_and_comes_back(name: str, reads: str) -> None:
    steps, semitones, _ = TRANSPOSITIONS[reads]  # type: ignore[index]
    note = Pitch.named(name)
    moved = note.moved(steps, semitones)

    assert moved.number == note.number + semitones
    assert moved.moved(-steps, -semitones) == note


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    return {one.slug: one for one in read_library(ROOT / "content").instruments}


@pytest.mark.parametrize("slug", SOUNDING)
def test_each_instrument_sounds_where_players_know_it_to_sound(
    slug: str, instruments: dict[str, Instrument]
) -> None:
    reach = instruments[slug].reach
    assert reach

    assert reach.heard == tuple(Pitch.named(name) for name in SOUNDING[slug])


def test_what_an_instrument_plays_lies_in_its_reach(instruments: dict[str, Instrument]) -> None:
    outside = [
        f"{one.slug}: {note.letter}"
        for one in instruments.values()
        if one.reach and one.sound
        for note in one.sound.plays
        if not one.reach.heard[0].number <= note.number <= one.reach.heard[1].number
    ]

    assert outside == []


@pytest.mark.parametrize(
    ("reads", "sentence"),
    [
        ("as-it-sounds", "It sounds as it is written."),
        ("octave", "It sounds an octave lower than it is written."),
        ("b-flat", "It sounds a tone lower than it is written: play a C, and you hear a B flat."),
        ("f", "It sounds a fifth lower than it is written: play a C, and you hear an F."),
        ("e-flat", "It sounds a sixth lower than it is written: play a C, and you hear an E flat."),
    ],
)
def test_it_says_what_a_player_hears(reads: str, sentence: str) -> None:
    reach = Reach.model_validate({"lowest": "C4", "highest": "C5", "clefs": ["treble"], "reads": reads})

    assert reach.transposition == sentence


def test_the_highest_note_is_above_the_lowest() -> None:
    with pytest.raises(ValueError, match="a note above the lowest"):
        Reach.model_validate({"lowest": "C5", "highest": "C5", "clefs": ["treble"]})
