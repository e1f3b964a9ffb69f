"""Which ensembles and courses fit what is asked, and which ensembles come nearest where none does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.ensembles import LEVELS, NEAREST, Ensemble, Wanted, fitting, misses, nearest
from musicservice.domain.training.menu import Sought, coming, matching, sums
from tests.courses import COURSE, held, session
from tests.published import BIG_BAND, STRINGS

BOTH = (BIG_BAND, STRINGS)
ANYONE = replace(BIG_BAND, slug="jam", title="Jam", age_from=9, instruments=("all",), levels=LEVELS)

FITS = {
    "everything": (Wanted(), BOTH),
    "an instrument": (Wanted(instrument="violin"), (STRINGS,)),
    "the youngest age": (Wanted(age=14), (BIG_BAND,)),
    "the oldest age": (Wanted(age=12), (STRINGS,)),
    "no age between": (Wanted(age=13), ()),
    "a level": (Wanted(level="starting"), (STRINGS,)),
    "one of its days": (Wanted(day="Saturday"), (STRINGS,)),
    "a town": (Wanted(town="Crook"), (STRINGS,)),
    "nothing to pay": (Wanted(most=0), (STRINGS,)),
    "at most its price": (Wanted(most=2000), BOTH),
    "everything at once": (Wanted("cornet", 15, "confident", "Friday", "Durham City", 2000), (BIG_BAND,)),
    "what excludes itself": (Wanted(instrument="cornet", day="Monday"), ()),
}


@pytest.mark.parametrize("case", FITS)
def test_it_finds_ensembles_by(case: str) -> None:
    wanted, expected = FITS[case]

    assert fitting(BOTH, wanted) == expected


def test_an_ensemble_for_all_has_a_part_for_every_instrument() -> None:
    assert fitting((ANYONE,), Wanted(instrument="bagpipes")) == (ANYONE,)


def test_the_nearest_differs_in_the_least_and_says_in_what() -> None:
    near = nearest((BIG_BAND, STRINGS, ANYONE), Wanted(instrument="violin", day="Friday", level="starting"))

    assert [(one.ensemble.slug, one.misses) for one in near] == [
        ("first-strings", ("day",)),
        ("big-band", ("instrument", "level")),
    ]


ENSEMBLES = st.builds(
    replace,
    st.sampled_from(BOTH),
    slug=st.from_regex("[a-z]{3}", fullmatch=True),
    age_from=st.integers(5, 12),
    pence=st.integers(0, 3),
    days=st.lists(st.sampled_from(("Monday", "Friday")), min_size=1, unique=True).map(tuple),
)
WISHES = st.builds(
    Wanted,
    instrument=st.sampled_from(("", "violin", "cornet", "lute")),
    age=st.none() | st.integers(4, 19),
    day=st.sampled_from(("", "Monday", "Friday", "Sunday")),
    most=st.none() | st.integers(0, 3),
)


@given(st.lists(ENSEMBLES, max_size=6), WISHES)
def test_each_fits_or_misses_something_and_the_nearest_come_first(
    known: list[Ensemble], wanted: Wanted
) -> None:
    near = nearest(known, wanted)

    assert set(fitting(known, wanted)) == {one for one in known if not list(misses(one, wanted))}
    assert not {one.ensemble for one in near} & set(fitting(known, wanted))
    assert len(near) <= NEAREST
    counts = [len(one.misses) for one in near]
    assert counts == sorted(counts)
    assert all(one.misses == tuple(misses(one.ensemble, wanted)) for one in near)


PRIMARY = replace(COURSE, phases=("primary",))
ONLINE = replace(
    held("2027-04-01 16:00"),
    slug="online",
    sessions=(replace(session("2027-04-01 16:00"), place="Online", online=True),),
    phases=("secondary", "special"),
    prices=tuple(price for price in COURSE.prices if price.kind == "dms-staff"),
)

SOUGHT = {
    "everything": (Sought(), (PRIMARY, ONLINE)),
    "a phase": (Sought(phase="special"), (ONLINE,)),
    "a month": (Sought(month="2027-03"), (PRIMARY,)),
    "online": (Sought(where="online"), (ONLINE,)),
    "in a room": (Sought(where="room"), (PRIMARY,)),
    "who may book": (Sought(kind="childminder"), (PRIMARY,)),
    "free, which it is for our staff alone": (Sought(cost="free"), (ONLINE,)),
    "free for those who ask": (Sought(cost="free", kind="dms-staff"), (PRIMARY, ONLINE)),
    "paid": (Sought(cost="paid"), (PRIMARY,)),
    "nobody who may book": (Sought(kind="independent"), ()),
}


@pytest.mark.parametrize("case", SOUGHT)
def test_it_finds_courses_by(case: str) -> None:
    sought, expected = SOUGHT[case]

    assert matching((PRIMARY, ONLINE), sought) == expected


def test_what_a_place_costs_is_told_without_the_prices_of_our_own_staff() -> None:
    assert sums(COURSE) == (1501, 6000)
    assert sums(COURSE, "childminder") == (1501,)
    assert sums(COURSE, "independent") == ()
    assert sums(ONLINE) == (0,)


def test_a_course_is_to_come_until_it_is_over_unless_it_is_called_off() -> None:
    off = replace(PRIMARY, slug="off", state="cancelled")

    assert coming((ONLINE, PRIMARY, off), PRIMARY.starts) == (PRIMARY, ONLINE)
    assert coming((ONLINE, PRIMARY), PRIMARY.ends) == (ONLINE,)
    assert coming((PRIMARY,), PRIMARY.ends - timedelta(seconds=1)) == (PRIMARY,)
