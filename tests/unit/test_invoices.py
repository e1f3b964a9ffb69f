"""Which terms are charged to whoever begins part-way, and when each invoice is to be paid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicservice.domain.instalments import Payment, month_of, plan, shares
from musicservice.domain.invoices import Begun, Invoice, Year
from musicservice.domain.termtime import TermTime
from tests.figures import RULES, TIME

YEAR = Year(TIME, RULES)
STARTS = {
    "the first day of the year": (date(2025, 9, 1), "Autumn", "whole", 0),
    "a holiday before a term": (date(2025, 12, 25), "Spring", "whole", 0),
    "the first half, with 8 lessons to come": (date(2025, 10, 20), "Autumn", "begun", 8),
    "the first half, with 7 lessons to come": (date(2026, 2, 2), "Spring", "too-few", 7),
    "a Sunday before the first half's last week": (date(2025, 10, 19), "Autumn", "begun", 8),
    "half-term": (date(2025, 10, 27), "Autumn", "second-half", 7),
    "the second half": (date(2025, 11, 5), "Autumn", "second-half", 7),
    "a bank holiday": (date(2026, 5, 4), "Summer", "begun", 10),
    "the last day": (date(2026, 7, 17), "Summer", "second-half", 1),
}


def invoices(*starts: date, instalments: int = 1, pence: int = 5350) -> tuple[Invoice, ...]:
    begun = [Begun(child, day, lambda _: pence) for child, day in enumerate(starts)]
    return tuple(YEAR.invoices(begun, instalments))


@pytest.mark.parametrize("what", STARTS)
def test_it_judges_a_start_on(what: str) -> None:
    day, term, standing, lessons = STARTS[what]

    [part] = invoices(day)[0].parts

    assert invoices(day)[0].term.name == term
    assert (part.standing, part.lessons) == (standing, lessons)
    assert part.pence == (5350 if standing in {"whole", "begun"} else 0)


def test_the_terms_that_follow_are_whole() -> None:
    _, *later = invoices(date(2025, 11, 5))

    assert [(one.term.name, one.parts[0].standing, one.pence) for one in later] == [
        ("Spring", "whole", 5350),
        ("Summer", "whole", 5350),
    ]


def test_after_the_last_lesson_of_the_year_nothing_is_charged() -> None:
    assert invoices(date(2026, 7, 18)) == ()


def test_invoices_go_out_in_september_january_and_april() -> None:
    months = [YEAR.month(term, TIME.first) for term in TIME.terms]

    assert months == [month_of(date(2025, 9, 1)), month_of(date(2026, 1, 1)), month_of(date(2026, 4, 1))]


def test_a_term_that_opens_at_the_end_of_august_is_invoiced_in_september() -> None:
    early = replace(TIME.terms[0], starts=date(2025, 8, 28))

    assert YEAR.month(early, early.starts) == month_of(date(2025, 9, 1))


def test_three_payments_fall_before_the_15th_of_the_months_after_the_invoice() -> None:
    first, *_ = invoices(TIME.first, instalments=3)

    assert first.payments == (
        Payment(date(2025, 10, 14), 1784),
        Payment(date(2025, 11, 14), 1783),
        Payment(date(2025, 12, 14), 1783),
    )


def test_whoever_begins_later_is_invoiced_later_and_never_asked_for_money_before() -> None:
    first, *_ = invoices(date(2025, 10, 20), instalments=3)

    assert [one.due for one in first.payments] == [date(2025, 11, 14), date(2025, 12, 14), date(2026, 1, 14)]


def test_two_children_who_begin_in_one_month_share_an_invoice_and_others_do_not() -> None:
    found = [
        one for one in invoices(TIME.first, date(2025, 9, 8), date(2025, 10, 6)) if one.term.name == "Autumn"
    ]

    assert [[part.child for part in one.parts] for one in found] == [[0, 1], [2]]
    assert [one.pence for one in found] == [10700, 5350]


@given(st.integers(0, 100_000), st.integers(1, 12))
def test_shares_add_up_and_the_first_has_the_odd_pennies(pence: int, number: int) -> None:
    parts = shares(pence, number)

    assert sum(parts) == pence
    assert len(parts) <= number
    assert all(part > 0 for part in parts)
    assert len(set(parts[1:])) <= 1
    assert not parts or 0 <= parts[0] - min(parts) < number or len(parts) == 1


@given(st.integers(1, 100_000), st.integers(1, 24), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_payments_follow_month_by_month(pence: int, number: int, day: date) -> None:
    payments = plan(pence, number, month_of(day), 15)

    assert [month_of(one.due) - month_of(day) for one in payments] == list(range(1, len(payments) + 1))
    assert {one.due.day for one in payments} == {14}


def test_a_payment_due_before_the_first_is_due_on_the_last_day_of_the_month_before() -> None:
    [payment] = plan(100, 1, month_of(date(2025, 12, 1)), 1)

    assert payment.due == date(2025, 12, 31)


def test_a_school_day_is_no_weekend_no_holiday_and_no_bank_holiday() -> None:
    days = [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 4), date(2026, 5, 26), date(2026, 8, 3)]

    assert [TIME.is_school_day(day) for day in days] == [True, False, False, False, False]


def test_a_term_whose_every_day_is_closed_has_no_first_lesson() -> None:
    term = TIME.terms[2]
    closed = tuple(term.starts + timedelta(days=n) for n in range((term.ends - term.starts).days + 1))

    assert TermTime("2026", (term,), closed).first_lesson(term.starts) is None
