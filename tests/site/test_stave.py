"""What is drawn of an instrument's reach, and what is played of its sound."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.models.instrument import Instrument, Reach, Sound
from plugins.reading.library import Library, read_library
from plugins.writing import hearing
from plugins.writing.skyline import skyline
from plugins.writing.stave import MOST_LEDGERS, keys, stave
from plugins.writing.waveform import HEIGHT, waveform
from tests.site.commands import ROOT

LONGEST = 12
"""Seconds that anybody can be expected to listen."""
SOUND = Sound.model_validate(
    {"plays": ["C4", "E4", "G4"], "harmonics": ["100", "50"], "attack": "50", "beat": "500"}
)


def reach(lowest: str, highest: str, *clefs: str) -> Reach:
    return Reach.model_validate({"lowest": lowest, "highest": highest, "clefs": list(clefs)})


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "content")


@pytest.mark.parametrize(
    ("clef", "bottom", "top"), [("treble", "E4", "F5"), ("alto", "F3", "G4"), ("bass", "G2", "A3")]
)
def test_the_notes_on_the_outer_lines_are_those_of_the_clef(clef: str, bottom: str, top: str) -> None:
    drawn = stave(reach(bottom, top, clef))

    assert [head.y for head in drawn.heads] == [drawn.lines[4], drawn.lines[0]]
    assert [head.ledgers for head in drawn.heads] == [(), ()]


def test_middle_c_has_one_line_of_its_own_and_the_d_below_it_hangs_from_it() -> None:
    drawn = stave(reach("B3", "C4", "treble"))

    assert [len(head.ledgers) for head in drawn.heads] == [1, 1]
    assert [head.y - drawn.lines[4] for head in drawn.heads] == [3, 2]


def test_a_note_far_away_is_written_nearer_with_the_sign_for_it() -> None:
    drawn = stave(reach("A0", "C8", "treble", "bass"))

    assert [head.ottava for head in drawn.heads] == ["8vb", "15ma"]
    assert [clef for clef, _ in drawn.clefs] == ["treble", "bass"]
    assert keys(reach("A0", "C8", "treble", "bass")).width == 52


@given(st.integers(0, 48), st.integers(1, 40), st.sampled_from([("treble",), ("bass",), ("treble", "bass")]))
def test_every_note_has_a_place_on_the_paper(low: int, above: int, clefs: tuple[str, ...]) -> None:
    names = [f"{'CDEFGAB'[n % 7]}{n // 7 + 1}" for n in (low, min(low + above, 49))]
    drawn = stave(reach(names[0], names[1], *clefs))

    for head in drawn.heads:
        assert 0 < head.y < drawn.height
        assert len(head.ledgers) <= MOST_LEDGERS
        assert all(0 < y < drawn.height for y in head.ledgers)


def test_the_shape_of_a_sound_goes_as_high_as_there_is_room_and_is_the_same_each_time() -> None:
    moves = [int(part.split(" ")[1]) for part in waveform(SOUND).split("l")[1:]]
    heights = [sum(moves[:n]) for n in range(len(moves) + 1)]

    assert max(map(abs, heights)) == HEIGHT // 2
    assert heights[-1] == 0
    assert waveform(SOUND) == waveform(SOUND)


def test_a_phrase_plays_its_notes_one_after_another() -> None:
    (voice,) = hearing.phrase(SOUND)

    assert [note[0] for note in voice["notes"]] == [60, 64, 67]
    assert all(at + length == after for (_, at, length), (_, after, _) in pairwise(voice["notes"]))


def test_an_outline_is_played_as_high_as_it_stands() -> None:
    (voice,) = hearing.fanfare(SOUND, [0, 0, 50, 100, 100])
    notes = voice["notes"]

    assert len(notes) == 3
    assert [note[0] for note in notes] == sorted(note[0] for note in notes)


def test_the_outline_of_the_county_is_read_from_its_picture() -> None:
    picture = (ROOT / "theme/static/images/fanfare.svg").read_text(encoding="utf-8")
    heights = skyline(picture, 20)

    assert heights.index(max(heights)) == 14  # the cathedral's tower
    assert min(heights) > 0


def test_players_come_in_one_after_another_on_a_whole_chord_and_end_together(library: Library) -> None:
    brass = [one for one in library.instruments if one.family == "brass"]
    voices = hearing.entries(brass)

    assert 3 <= len(voices) <= hearing.MOST_VOICES
    assert {voice["notes"][0][0] % 12 for voice in voices} == {10, 2, 5}  # B flat, D, F
    assert len({round(at + length, 3) for voice in voices for _, at, length in voice["notes"]}) == 1


def test_nothing_that_is_heard_is_long_or_out_of_hearing(library: Library) -> None:
    heard = [hearing.phrase(one.sound) for one in library.instruments if one.sound]

    assert len(heard) > 20
    for voice in (voice for voices in heard for voice in voices):
        number, at, length = voice["notes"][-1]
        assert at + length + voice["fall"] / 1000 < LONGEST
        assert 21 <= number <= 108


def test_an_instrument_without_a_sound_is_not_heard(library: Library) -> None:
    silent: list[Instrument] = [one for one in library.instruments if not one.sound]

    assert [one.slug for one in silent] == ["voice"]
    assert hearing.entries(silent) == []
