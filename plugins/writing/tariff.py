"""What the calculator is told of the prices and dates: the published figures in the shape of the rules."""

from musicservice.domain.tariff import Charge, Rules, Tariff
from musicservice.domain.termtime import Term, TermTime
from plugins.models.dates import Dates
from plugins.models.prices import Prices


def tariff(prices: Prices) -> Tariff:
    """The prices that make up a family's bill. Additions are those that a school makes to any lesson."""
    charges = tuple(
        Charge(price.charge, price.lesson or "", price.label, price.pence, price.year, price.sample)
        for price in prices.charges
        if price.charge
    )
    rules = prices.billing
    return Tariff(
        changed=rules.changed,
        charges=charges,
        rules=Rules(
            help_on=rules.help_on,
            additions=tuple(sorted({surcharge.percent for surcharge in prices.surcharges})),
            least_lessons=rules.least_lessons,
            invoice_months=rules.invoice_months,
            instalments=rules.instalments,
            due_before=rules.due_before,
            awaiting=rules.awaiting,
        ),
    )


def term_time(dates: Dates) -> TermTime:
    """The terms of the school year and its closed days."""
    return TermTime(
        year=dates.year,
        terms=tuple(Term(**term.model_dump()) for term in dates.terms),
        closed=tuple(holiday.date for holiday in dates.bank_holidays),
        sample=dates.sample,
    )
