"""Which hosts look like a slip of the finger, and which are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.mailhosts import NEIGHBOURS, WELL_KNOWN, meant


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("gmial.com", "gmail.com"),
        ("gmal.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gnail.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmial.con", "gmail.com"),
        ("gmail.comm", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("hotmail.co.u", "hotmail.co.uk"),
        ("yahoo.co", "yahoo.com"),
        ("yaho.co.uk", "yahoo.co.uk"),
        ("school.example.con", "school.example.com"),
    ],
)
def test_it_suspects(typed: str, known: str) -> None:
    assert meant(typed) == known


@pytest.mark.parametrize(
    "typed",
    [
        *WELL_KNOWN,
        *sorted(NEIGHBOURS),
        "family.example",
        "sky.com",
        "gmx.com",
        "hotmail.fr",
        "yahoo.co.in",
        "m.co",
        "con.example",
        "li.com",
        "gmail.company",
        "gmail.com.example",
        "",
    ],
)
def test_it_leaves_alone(typed: str) -> None:
    assert meant(typed) is None


@given(st.text(max_size=20))
def test_what_it_suggests_it_never_questions(typed: str) -> None:
    suggested = meant(typed)

    assert suggested is None or meant(suggested) is None
