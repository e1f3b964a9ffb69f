"""An invented tariff, school year and policy: round sums, and terms that are easy to count in."""

from datetime import date

from musicservice.domain.asking import Figures
from musicservice.domain.relief import Fixed, Relief
from musicservice.domain.remission import Ground, Policy, Status, Way
from musicservice.domain.tariff import Charge, Rules, Tariff
from musicservice.domain.termtime import Term, TermTime

TIME = TermTime(
    year="2025-26",
    terms=(
        Term("Autumn", date(2025, 9, 1), date(2025, 12, 19), date(2025, 10, 27), date(2025, 10, 31)),
        Term("Spring", date(2026, 1, 5), date(2026, 3, 27), date(2026, 2, 16), date(2026, 2, 20)),
        Term("Summer", date(2026, 4, 13), date(2026, 7, 17), date(2026, 5, 25), date(2026, 5, 29)),
    ),
    closed=(date(2026, 5, 4),),
    sample=True,
)

RULES = Rules(
    help_on="whole-charge",
    additions=(15, 50, 100),
    least_lessons=8,
    invoice_months=(9, 1, 4),
    instalments=(1, 3),
    due_before=15,
    awaiting=("Help comes off the school’s part as well.",),
)

TARIFF = Tariff(
    changed=date(2025, 11, 26),
    charges=(
        Charge("tuition", "small-group", "Lessons in a small group", 5350, "not known", sample=False),
        Charge("tuition", "pair", "Lessons in a pair", 8000, "2025", sample=False),
        Charge("tuition", "individual", "Lessons one to one", 14000, "", sample=True),
        Charge("hire", "", "Hire of one instrument", 1500, "2025", sample=False),
        Charge("ensemble", "", "Membership of an ensemble", 2000, "2025", sample=False),
    ),
    rules=RULES,
)

MEALS = Ground(
    id="free-meals-income",
    label="The child has free school meals on income grounds",
    words="The meals are free because of the family’s income.",
    status=Status.PUBLISHED,
    way=Way.ONCE_CONFIRMED,
    reliefs={"tuition": Relief(30, Fixed(3750, 5350))},
    evidence=("school",),
    question="Does this child have free school meals because of income?",
)
POLICY = Policy("2025-26", "1", date(2025, 9, 1), date(2026, 8, 31), 0, (MEALS,))
FIGURES = Figures(TARIFF, TIME, (POLICY,))
