"""Which school is meant by what somebody types."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.schoolnames import words
from musicservice.domain.schools import School, find, named
from musicservice.domain.spelling import one_slip


def school(
    urn: int, name: str, town: str = "Sampleton", postcode: str = "ZZ1 1AA", closed: str = ""
) -> School:
    kind = ("Primary", "Community school", "council", "840", "", closed)
    return School(str(urn), name, town, postcode, *kind)  # type: ignore[arg-type]


SAMPLETON = school(900001, "Example Primary School")
EXAMPLEBY = school(900002, "Example Primary School", "Exampleby", "ZZ2 4BB")
CUTHBERT_RC = school(900003, "St Cuthbert's Catholic Primary School")
CUTHBERT_CE = school(900004, "St. Cuthbert's Church of England Academy", "Exampleby", "ZZ2 5BD")
PETER = school(900005, "SS Peter and Paul RC VA Primary School", "Nowhere-on-Wear", "ZZ3 1CA")
YSGOL = school(900006, "Ysgol Tŷ Newydd Example School")
LUCJA = school(900007, "Łucja Example Montessori School", "Exampleby", "ZZ2 6BE")
LANE = school(900008, "New Lane Junior School", "Nowhere-on-Wear", "ZZ3 9ZZ")
CLOSED = school(900009, "Old Example Infant School", closed="2026-08-31")
SCHOOLS = (SAMPLETON, EXAMPLEBY, CUTHBERT_RC, CUTHBERT_CE, PETER, YSGOL, LUCJA, LANE, CLOSED)

MEANT = {
    "its name": ("Łucja Example Montessori School", LUCJA),
    "small letters without marks": ("ysgol ty newydd", YSGOL),
    "capitals": ("YSGOL TŶ NEWYDD", YSGOL),
    "a letter with a stroke": ("lucja", LUCJA),
    "no apostrophe": ("st cuthberts catholic", CUTHBERT_RC),
    "a curly apostrophe": ("St Cuthbert’s Catholic", CUTHBERT_RC),
    "no s at all": ("st cuthbert catholic", CUTHBERT_RC),
    "Saint for St": ("Saint Cuthbert’s RC", CUTHBERT_RC),
    "Saint for St with a dot": ("saint cuthberts church of england", CUTHBERT_CE),
    "C of E": ("St Cuthbert's C of E", CUTHBERT_CE),
    "C.E.": ("St Cuthbert's C.E.", CUTHBERT_CE),
    "CofE": ("st cuthberts cofe", CUTHBERT_CE),
    "St for SS": ("St Peter & St Paul", PETER),
    "Catholic for RC": ("saints peter and paul catholic primary", PETER),
    "voluntary aided for VA": ("peter paul roman catholic voluntary aided", PETER),
    "the order of words": ("primary school paul peter", PETER),
    "the town first": ("exampleby, example primary", EXAMPLEBY),
    "a postcode": ("ZZ2 4BB", EXAMPLEBY),
    "a postcode in one piece": ("zz24bb", EXAMPLEBY),
    "half a postcode": ("zz3 9", LANE),
    "half a word": ("montess", LUCJA),
    "a letter too few": ("montesori", LUCJA),
    "a letter too many": ("monttessori", LUCJA),
    "a wrong letter": ("mantessori", LUCJA),
    "two letters swapped": ("motnessori", LUCJA),
    "a slip in two words": ("new lanne junoir", LANE),
    "two words as one": ("newlane", LANE),
    "a word too many": ("New Lane Junior School on the green", LANE),
    "its number": ("900008", LANE),
    "its number, named": ("URN: 900008", LANE),
}


@pytest.mark.parametrize("case", MEANT)
def test_a_school_is_found_first_by(case: str) -> None:
    typed, meant = MEANT[case]

    assert find(typed, SCHOOLS, 8)[0] == meant


@pytest.mark.parametrize(
    "typed", ["", "   ", "...", "900009", "123456", "Hogsbottom", "zz9 9zz", "old infant"]
)
def test_nothing_is_found_for(typed: str) -> None:
    assert find(typed, SCHOOLS, 8) == ()


def test_a_name_of_two_schools_finds_both_and_the_others_after_them() -> None:
    found = find("Example primary", SCHOOLS, 8)

    assert set(found[:2]) == {SAMPLETON, EXAMPLEBY}
    assert find("Example primary", SCHOOLS, 1) == found[:1]


def test_a_closed_school_is_not_offered() -> None:
    assert CLOSED not in find("Old Example Infant School", SCHOOLS, 8)
    assert named("Old Example Infant School", SCHOOLS) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("900001", SAMPLETON),
        ("Example Primary School, Sampleton", SAMPLETON),
        ("sampleton EXAMPLE PRIMARY SCHOOL", SAMPLETON),
        ("Example Primary School ZZ1 1AA", SAMPLETON),
        ("Example Primary, Sampleton, zz11aa", SAMPLETON),
        ("New Lane Junior", LANE),
        ("Example Primary School", None),
        ("New Lane", None),
        ("New Lane Junnior School", None),
        ("", None),
        ("900009", None),
        ("999999", None),
    ],
)
def test_only_one_named_in_full_is_taken_at_once(typed: str, meant: School | None) -> None:
    assert named(typed, SCHOOLS) == meant


def test_a_full_postcode_has_no_near_ones() -> None:
    assert find("ZZ1 1AB", SCHOOLS, 8) == ()


NAMES = st.text(
    st.one_of(st.sampled_from(string.ascii_letters + " '’.-&"), st.characters(categories=["L", "N"])),
    min_size=1,
    max_size=40,
).filter(lambda name: any(character.isalpha() for character in name))
LISTS = st.lists(st.builds(school, st.integers(100000, 999999), NAMES, NAMES), min_size=1, max_size=12)


@given(LISTS, st.data())
def test_a_very_name_finds_its_school_first_or_among_its_equals(
    schools: list[School], data: st.DataObject
) -> None:
    meant = data.draw(st.sampled_from(schools))

    found = find(meant.name, schools, len(schools))

    equals = [one for one in found if words(one.name) == words(meant.name)]
    assert meant in equals
    assert list(found[: len(equals)]) == equals


@given(st.text(max_size=400), LISTS)
def test_nothing_that_is_typed_breaks_it(typed: str, schools: list[School]) -> None:
    found = find(typed, schools, 8)

    assert len(found) <= 8
    assert named(typed, schools) in {None, *schools}


@given(NAMES, st.integers(0, 50), st.sampled_from(string.ascii_lowercase))
def test_a_letter_put_in_anywhere_is_one_slip(name: str, at: int, letter: str) -> None:
    longer = name[:at] + letter + name[at:]

    assert one_slip(name, longer)
    assert one_slip(longer, name)
    assert not one_slip(name, longer + letter + letter)
