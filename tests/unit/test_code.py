"""Codes that open what somebody kept: not to be guessed, and checked before anything is looked up."""

import random
import secrets
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.alphabet import ALPHABET, DRAWN
from musicservice.domain.code import LENGTH, NotACodeError, draw, groups, parse, spoken, written

codes = st.integers(0, 2**32).map(lambda seed: draw(random.Random(seed).choice))  # noqa: S311 - repeatable


def refused(said: str) -> bool:
    try:
        parse(said)
    except NotACodeError:
        return True
    return False


def test_it_holds_more_than_ninety_bits() -> None:
    assert len(DRAWN) ** (LENGTH - 1) > 2**90


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]

    assert wrong == code or refused(wrong)


@given(codes)
def test_two_characters_that_changed_places_are_noticed(code: str) -> None:
    for one, two in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        wrong = "".join(swapped)

        assert wrong == code or refused(wrong)


@given(codes, st.sampled_from(["", " ", "-", " – ", ", "]), st.booleans())
def test_it_is_understood_however_it_is_said(code: str, between: str, lower: bool) -> None:  # noqa: FBT001
    said = between.join(code)

    assert parse(said.lower() if lower else said) == code


@pytest.mark.parametrize("said", ["", "7K4Q", "7" * 21, "O" * 20, "ł" * 20, "\x00" * 20])
def test_what_cannot_be_one_is_refused(said: str) -> None:
    assert refused(said)


def test_it_is_written_and_read_out_in_parts_of_four() -> None:
    code = draw(secrets.choice)

    assert "".join(groups(code)) == code
    assert [len(part) for part in written(code).split("-")] == [4] * 5
    assert len(spoken(code)) == 5
