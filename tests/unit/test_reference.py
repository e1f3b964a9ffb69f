"""References: short, sayable, and wrong when a single character is."""

import random
import secrets
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.alphabet import ALPHABET
from musicservice.domain.reference import NotAReferenceError, draw, parse, spoken

references = st.integers(0, 2**32).map(lambda seed: draw(random.Random(seed).choice))  # noqa: S311 - repeatable


def characters(reference: str) -> str:
    return reference.removeprefix("DMS-").replace("-", "")


@given(references)
def test_it_looks_the_way_people_are_told_it_does(reference: str) -> None:
    prefix, four, two = reference.split("-")

    assert (prefix, len(four), len(two)) == ("DMS", 4, 2)
    assert set(four + two) <= set(ALPHABET)
    assert set("IOU01").isdisjoint(four + two)


@given(references)
def test_it_spells_no_word(reference: str) -> None:
    assert set("AEIOU").isdisjoint(characters(reference)[:5])


@given(references, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(reference: str, place: int, other: str) -> None:
    heard = characters(reference)
    wrong = heard[:place] + other + heard[place + 1 :]

    assert wrong == heard or not_ours(wrong)


@given(references)
def test_two_characters_that_changed_places_are_noticed(reference: str) -> None:
    heard = characters(reference)
    for one, two in combinations(range(6), 2):
        swapped = list(heard)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        wrong = "".join(swapped)

        assert wrong == heard or not_ours(wrong)


def not_ours(heard: str) -> bool:
    try:
        parse(heard)
    except NotAReferenceError:
        return True
    return False


@given(references, st.sampled_from(["", " ", "-", " - ", "–"]), st.booleans())
def test_it_is_understood_however_it_is_said(reference: str, between: str, lower: bool) -> None:  # noqa: FBT001
    said = between.join(characters(reference))
    heard = f"dms{between}{said.lower()}" if lower else said

    assert parse(heard) == reference


@pytest.mark.parametrize(
    "heard", ["", "DMS", "DMS-", "DMS-7K4Q-2", "DMS-7K4Q-2MM", "DMS-7K4Q-2O", "ł" * 6, "DMS DMS"]
)
def test_what_cannot_be_one_is_refused(heard: str) -> None:
    with pytest.raises(NotAReferenceError):
        parse(heard)


def test_it_is_read_out_letter_by_letter() -> None:
    assert spoken("DMS-7K4Q-2M") == "D M S, seven, Kilo, four, Quebec, two, Mike"


def test_every_character_can_be_said_and_heard_apart() -> None:
    said = [spoken(f"DMS-{character}").rpartition(", ")[2] for character in ALPHABET]

    assert len(set(said)) == len(ALPHABET) == 31


def test_the_ones_that_are_drawn_differ() -> None:
    drawn = {draw(secrets.choice) for _ in range(1000)}

    assert len(drawn) > 990
