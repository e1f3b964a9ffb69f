"""What is left to pay: the rule that the page, the calculator and the decision share."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.relief import NO_RELIEF, Fixed, Relief, after, reduced
from tests.rules import published, published_data

PENCE = st.integers(0, 10**7)
PERCENT = st.integers(0, 100)


@pytest.mark.parametrize(
    ("pence", "percent", "left"),
    [(5350, 0, 5350), (5350, 30, 3745), (5350, 100, 0), (1, 50, 0), (3, 50, 1), (101, 50, 50), (0, 30, 0)],
)
def test_a_rate_is_taken_off_to_the_penny_and_half_a_penny_is_not_charged(
    pence: int, percent: int, left: int
) -> None:
    assert after(pence, percent) == left


def test_a_published_price_counts_and_not_its_rate() -> None:
    meals = Relief(30, Fixed(3750, 5350))

    assert (reduced(5350, meals), after(5350, 30)) == (3750, 3745)


def test_a_charge_that_a_school_has_raised_by_half_keeps_the_proportion() -> None:
    assert reduced(8025, Relief(30, Fixed(3750, 5350))) == 5625


def test_the_published_rule_meets_the_published_price() -> None:
    prices = published_data().prices.by_id
    ground = published()[0].ground("free-meals-income")

    assert ground
    left = reduced(prices["tuition-small-group"].pence, ground.reliefs["tuition"])
    assert left == prices["tuition-free-meals"].pence


@given(PENCE, PERCENT)
def test_it_is_never_more_than_half_a_penny_off_and_never_raises_a_charge(pence: int, percent: int) -> None:
    exact = Fraction(pence * (100 - percent), 100)

    assert abs(after(pence, percent) - exact) <= Fraction(1, 2)
    assert 0 <= after(pence, percent) <= pence


@given(PENCE, PERCENT, PERCENT)
def test_a_higher_rate_never_leaves_more(pence: int, one: int, other: int) -> None:
    low, high = sorted((one, other))

    assert after(pence, high) <= after(pence, low)


@given(PENCE.filter(bool), st.data())
def test_any_published_price_is_met_exactly(full: int, data: st.DataObject) -> None:
    price = data.draw(st.integers(0, full))

    assert reduced(full, Relief(50, Fixed(price, full))) == price


def test_nothing_off_leaves_everything() -> None:
    assert reduced(5350, NO_RELIEF) == 5350


@pytest.mark.parametrize(
    ("percent", "fixed"),
    [(-1, None), (101, None), (30, Fixed(5351, 5350)), (30, Fixed(-1, 5350)), (30, Fixed(0, 0))],
)
def test_what_would_raise_a_charge_is_no_relief(percent: int, fixed: Fixed | None) -> None:
    with pytest.raises(ValueError, match=r"per cent|in place of"):
        Relief(percent, fixed)
