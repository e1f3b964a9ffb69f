"""The calculator's question: what is read of an address, and the address of every question."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.asking import UNSURE, Told, Wish
from musicservice.forms.form import Mistakes
from musicservice.forms.price import price
from musicservice.services.price import link, told
from tests.figures import FIGURES, TIME

FORM = price(FIGURES)
GOOD = {"lesson": "small-group", "starts-day": "1", "starts-month": "September", "starts-year": "2025"}


def raw(**changes: str | list[str]) -> dict[str, tuple[str, ...]]:
    named = GOOD | {name.replace("starts_", "starts-"): value for name, value in changes.items()}
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in named.items()}


def wish(**changes: str | list[str]) -> Wish:
    found = told(FORM, raw(**changes), FIGURES)
    assert isinstance(found, Told)
    return found.wish


def mistakes(**changes: str | list[str]) -> Mistakes:
    found = told(FORM, raw(**changes), FIGURES)
    assert not isinstance(found, Told)
    return found


WISHES = st.builds(
    Wish,
    starts=st.dates(TIME.first, TIME.last),
    lesson=st.sampled_from(["small-group", "pair", "individual"]),
    added=st.sampled_from([0, 15, 50, 100, None]),
    hire=st.booleans(),
    ensembles=st.integers(0, 3),
    reason=st.sampled_from(["", UNSURE, "free-meals-income"]),
    instalments=st.sampled_from([1, 3]),
)


@given(WISHES)
def test_the_link_to_a_wish_asks_for_exactly_that_wish(asked: Wish) -> None:
    query = parse_qs(urlsplit(link(asked)).query, strict_parsing=True)

    found = told(FORM, {name: tuple(values) for name, values in query.items()}, FIGURES)

    assert isinstance(found, Told)
    assert found.wish == asked
    assert set(query) == set(FORM.inputs)


def test_what_is_left_out_is_nothing_but_the_schools_part_which_is_not_known() -> None:
    assert wish() == Wish(date(2025, 9, 1), "small-group", added=None)


@pytest.mark.parametrize("wanted", [{"hire": "yes"}, {"ensembles": "2"}, {"lesson": "pair"}])
def test_one_thing_to_pay_is_enough(wanted: dict[str, str]) -> None:
    assert wish(**{"lesson": "none", **wanted})


@pytest.mark.parametrize("nothing", [{"lesson": "none"}, {"lesson": ""}, {"lesson": "none", "hire": "none"}])
def test_with_nothing_to_pay_it_asks_what_is_wanted(nothing: dict[str, str]) -> None:
    assert list(mistakes(**nothing)) == ["lesson"]


WRONG: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "a lesson we do not give": ({"lesson": "theremin"}, "lesson"),
    "5,000 characters": ({"reason": "x" * 5000}, "reason"),
    "5,000 digits": ({"starts_year": "9" * 5000}, "starts"),
    "no day": ({"starts_day": ""}, "starts"),
    "30 February": ({"starts_day": "30", "starts_month": "2", "starts_year": "2026"}, "starts"),
    "a day before the year": ({"starts_day": "31", "starts_month": "8"}, "starts"),
    "a day after the year": ({"starts_day": "18", "starts_month": "7", "starts_year": "2026"}, "starts"),
    "a minus": ({"starts_day": "-1"}, "starts"),
    "an addition no school makes": ({"added": "7"}, "added"),
    "half an ensemble": ({"ensembles": "0.5"}, "ensembles"),
    "99 ensembles": ({"ensembles": "99"}, "ensembles"),
    "two instalments": ({"instalments": "2"}, "instalments"),
    "markup": ({"hire": "<script>alert(1)</script>"}, "hire"),
    "two lessons": ({"lesson": ["pair", "small-group"]}, "lesson"),
    "one lesson twice": ({"lesson": ["pair", "pair"]}, "lesson"),
    "two days": ({"starts_day": ["1", "2"]}, "starts"),
}


@pytest.mark.parametrize("what", WRONG)
def test_it_names_the_question_that_was_answered_with(what: str) -> None:
    changes, field = WRONG[what]

    assert list(mistakes(**changes)) == [field]


def test_it_tells_every_mistake_in_the_order_of_the_page() -> None:
    assert list(mistakes(instalments="x", lesson=["pair", "pair"], starts_day="")) == [
        "lesson",
        "starts",
        "instalments",
    ]


def test_it_offers_no_name_no_honeypot_and_nothing_chosen() -> None:
    assert all(field.classification.value == "public" for field in FORM.fields)
    assert "" not in FORM.inputs
