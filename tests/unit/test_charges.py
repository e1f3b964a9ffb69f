"""What a household would pay: worked quotes, and what holds for every one of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.charges import Help, NotOfferedError, Order, quote, raised
from musicservice.domain.relief import Fixed, Relief
from musicservice.domain.tariff import Tariff
from tests.figures import RULES, TARIFF, TIME

START = TIME.first
MEALS = Help("tuition", "Free meals", Relief(30, Fixed(3750, 5350)))
IN_CARE = Help("tuition", "Looked after", Relief(100))
HALF_HIRE = Help("hire", "Hardship", Relief(50))
GROUP = Order(START, "small-group")

LINES = {
    "lessons in a group": (GROUP, [(5350, 0, 0, 5350)]),
    "lessons in a pair": (replace(GROUP, lesson="pair"), [(8000, 0, 0, 8000)]),
    "a school that adds 15%: half a penny is not charged": (replace(GROUP, added=15), [(5350, 802, 0, 6152)]),
    "a school that adds 50%, as published": (replace(GROUP, added=50), [(5350, 2675, 0, 8025)]),
    "a school that adds as much again": (replace(GROUP, added=100), [(5350, 5350, 0, 10700)]),
    "free meals, as published": (replace(GROUP, help=(MEALS,)), [(5350, 0, 1600, 3750)]),
    "free meals where the school adds 50%": (
        replace(GROUP, added=50, help=(MEALS,)),
        [(5350, 2675, 2400, 5625)],
    ),
    "free meals in a pair keep their proportion": (
        replace(GROUP, lesson="pair", help=(MEALS,)),
        [(8000, 0, 2393, 5607)],
    ),
    "in care, whatever the school adds": (
        replace(GROUP, added=100, help=(IN_CARE,)),
        [(5350, 5350, 10700, 0)],
    ),
    "hire is not raised by the school": (
        replace(GROUP, added=50, hire=True),
        [(5350, 2675, 0, 8025), (1500, 0, 0, 1500)],
    ),
    "help with hire leaves lessons alone": (
        replace(GROUP, hire=True, help=(HALF_HIRE,)),
        [(5350, 0, 0, 5350), (1500, 0, 750, 750)],
    ),
    "two ensembles": (Order(START, ensembles=2), [(4000, 0, 0, 4000)]),
    "nothing": (Order(START), []),
}


@pytest.mark.parametrize("what", LINES)
def test_it_tells_full_price_addition_help_and_rest_for(what: str) -> None:
    order, expected = LINES[what]

    bill = quote([order], TARIFF, TIME)

    assert [(line.full, line.added, line.off, line.left) for line in bill.lines] == expected
    assert bill.a_term == sum(left for *_, left in expected)


def test_where_help_is_on_our_own_part_the_schools_part_stays() -> None:
    bill = quote([replace(GROUP, added=15, help=(MEALS,))], other(help_on="standard-charge"), TIME)

    assert [(line.added, line.off, line.left) for line in bill.lines] == [(802, 1600, 4552)]


def test_a_child_in_care_is_charged_no_schools_part_either_way() -> None:
    bill = quote([replace(GROUP, added=100, help=(IN_CARE,))], other(help_on="standard-charge"), TIME)

    assert bill.total == 0


def test_a_reason_stands_only_where_something_comes_off() -> None:
    nothing_off = replace(MEALS, relief=Relief(0))

    assert [
        quote([replace(GROUP, help=(help_,))], TARIFF, TIME).lines[0].reason for help_ in (MEALS, nothing_off)
    ] == [
        "Free meals",
        "",
    ]


def test_help_counts_on_its_days_alone() -> None:
    """The rules change with the new year: the autumn is helped, the rest is not."""
    until = replace(MEALS, last=date(2025, 12, 31))

    bill = quote([replace(GROUP, help=(until,))], TARIFF, TIME)

    assert [invoice.pence for invoice in bill.invoices] == [3750, 5350, 5350]
    assert bill.a_term == 3750


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order(START, "theremin"), "theremin"),
        (Order(START, hire=True), "hire"),
        (Order(START, ensembles=1), "ensemble"),
    ],
)
def test_what_has_no_price_is_refused_by_its_name(order: Order, wanted: str) -> None:
    with pytest.raises(NotOfferedError) as refused:
        quote([order], replace(TARIFF, charges=()), TIME)

    assert refused.value.wanted == wanted


@pytest.mark.parametrize(
    ("pence", "percent", "sum_"),
    [(5350, 0, 5350), (5350, 15, 6152), (5350, 50, 8025), (1, 50, 1), (1, 51, 2), (3, 50, 4), (0, 100, 0)],
)
def test_an_addition_is_to_the_nearest_penny_and_half_a_penny_is_not_charged(
    pence: int, percent: int, sum_: int
) -> None:
    assert raised(pence, percent) == sum_


def other(**rules: object) -> Tariff:
    return replace(TARIFF, rules=replace(RULES, **rules))  # type: ignore[arg-type]


DAYS = st.integers(0, (TIME.last - TIME.first).days).map(lambda n: TIME.first + timedelta(days=n))
RELIEFS = st.one_of(
    st.integers(0, 100).map(Relief),
    st.integers(0, 5350).map(lambda pence: Relief(30, Fixed(pence, 5350))),
)
HELP = st.builds(
    lambda reliefs: tuple(Help(item, "Why", relief) for item, relief in reliefs.items()),
    st.dictionaries(st.sampled_from(["tuition", "hire", "ensemble"]), RELIEFS),
)
ORDERS = st.builds(
    Order,
    starts=DAYS,
    lesson=st.sampled_from(["", "small-group", "pair", "individual"]),
    added=st.integers(0, 100),
    hire=st.booleans(),
    ensembles=st.integers(0, 4),
    help=HELP,
)
HOUSEHOLDS = st.lists(ORDERS, max_size=4)
READINGS = st.sampled_from(["whole-charge", "standard-charge"])


@given(HOUSEHOLDS, st.integers(1, 12), READINGS)
def test_parts_always_add_up_to_their_totals(orders: list[Order], instalments: int, reading: str) -> None:
    bill = quote(orders, other(help_on=reading), TIME, instalments)

    assert all(line.full + line.added - line.off == line.left for line in bill.lines)
    assert all(0 <= line.off <= line.full + line.added for line in bill.lines)
    assert bill.a_term == sum(line.left for line in bill.lines)
    assert all(invoice.pence == sum(part.pence for part in invoice.parts) for invoice in bill.invoices)
    assert all(invoice.pence == sum(one.pence for one in invoice.payments) for invoice in bill.invoices)
    assert bill.total == sum(invoice.pence for invoice in bill.invoices)


@given(HOUSEHOLDS)
def test_a_household_pays_what_its_children_would_pay_one_by_one(orders: list[Order]) -> None:
    alone = [quote([order], TARIFF, TIME) for order in orders]
    together = quote(orders, TARIFF, TIME)

    assert together.total == sum(bill.total for bill in alone)
    assert together.a_term == sum(bill.a_term for bill in alone)


@given(ORDERS)
def test_our_reading_of_help_never_costs_a_family_more_than_the_other(order: Order) -> None:
    ours, theirs = (quote([order], other(help_on=on), TIME) for on in ("whole-charge", "standard-charge"))

    assert ours.a_term <= theirs.a_term


@given(ORDERS, st.integers(0, 100))
def test_more_help_never_costs_more(order: Order, percent: int) -> None:
    less, more = (
        quote([replace(order, help=(Help("tuition", "Why", Relief(rate)),))], TARIFF, TIME)
        for rate in sorted([percent, 30])
    )

    assert more.total <= less.total


def test_a_later_start_never_costs_more() -> None:
    """Every day of the year in turn."""
    days = [TIME.first + timedelta(days=n) for n in range((TIME.last - TIME.first).days + 1)]
    totals = [quote([replace(GROUP, starts=day)], TARIFF, TIME).total for day in days]

    assert totals == sorted(totals, reverse=True)
    assert totals[0] == 3 * 5350
    assert totals[-1] == 0
