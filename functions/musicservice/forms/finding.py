"""Find an ensemble, find training: what can be asked for. Every question may be left open.

The choices are those that something on offer has: nobody is asked to choose what cannot be found.
"""

from collections.abc import Iterable

from musicservice.catalogue import Choice
from musicservice.domain.dates import MONTHS, WEEKDAYS
from musicservice.domain.ensembles import ALL, LEVELS, Ensemble
from musicservice.domain.money import money
from musicservice.domain.training import KINDS, Course
from musicservice.domain.training.menu import month_of
from musicservice.domain.training.setting import TITLES
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Filter, Option

ENSEMBLES, TRAINING = "/ensembles/find/", "/training/find/"
FIND_ENSEMBLES, FIND_TRAINING = "/forms/ensembles", "/forms/training"
LEVEL_WORDS = {
    "starting": "Just starting",
    "playing": "Can play a simple tune",
    "confident": "Confident player",
}
PHASE_WORDS = {
    "early-years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "special": "Special",
}
WHERE_WORDS = {"online": "Online", "room": "In a room, together"}
COST_WORDS = {"free": "Free", "paid": "Paid for"}


def find_ensembles(ensembles: Iterable[Ensemble], instruments: Iterable[Choice]) -> Form:
    """The questions about ensembles; `instruments` are all that are taught."""
    known = tuple(ensembles)
    played = {slug for one in known for slug in one.instruments}
    parts = [Option(i.slug, i.title) for i in instruments if ALL in played or i.slug in played]
    ages = range(min((e.age_from for e in known), default=0), max((e.age_to for e in known), default=0) + 1)
    levels = {level for one in known for level in one.levels}
    days = {day for one in known for day in one.days}
    prices = sorted({one.pence for one in known})
    return _form(
        "find-ensembles",
        "Find an ensemble",
        FIND_ENSEMBLES,
        _filter("instrument", "Instrument", "Any instrument", sorted(parts, key=lambda part: part.label)),
        _filter("age", "Age", "Any age", (Option(str(age), str(age)) for age in ages)),
        _filter(
            "level", "How well", "Any standard", (Option(n, LEVEL_WORDS[n]) for n in LEVELS if n in levels)
        ),
        _filter("day", "Day", "Any day", (Option(day.lower(), day) for day in WEEKDAYS if day in days)),
        _filter("town", "Place", "Any place", (Option(t, t) for t in sorted({e.town for e in known}))),
        _filter("cost", "Cost", "Any cost", (Option(str(pence), _at_most(pence)) for pence in prices)),
    )


def _at_most(pence: int) -> str:
    return f"{money(pence)} or less" if pence else "Free"


def find_training(courses: Iterable[Course]) -> Form:
    """The questions about training. `courses` are those that are to come."""
    known = tuple(courses)
    phases = {phase for course in known for phase in course.phases}
    kinds = {price.kind for course in known for price in course.prices}
    months = sorted({month_of(course) for course in known})
    wheres = {"online" if course.is_online else "room" for course in known}
    return _form(
        "find-training",
        "Find training",
        FIND_TRAINING,
        _filter("phase", "Children you work with", "Any age", _worded(PHASE_WORDS, phases)),
        _filter("kind", "Where you work", "Anywhere", (Option(k, TITLES[k]) for k in KINDS if k in kinds)),
        _filter("month", "When", "Any month", (Option(month, _in_words(month)) for month in months)),
        _filter("where", "Online or in a room", "Either", _worded(WHERE_WORDS, wheres)),
        _filter("cost", "Cost", "Free or not", (Option(name, COST_WORDS[name]) for name in COST_WORDS)),
    )


def _worded(words: dict[str, str], there: set[str]) -> Iterable[Option]:
    return (Option(name, said) for name, said in words.items() if name in there)


def _in_words(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _form(name: str, title: str, action: str, *fields: Filter) -> Form:
    return Form(
        name=name, title=title, action=action, submit="Show what fits", sections=(Section("", "", fields),)
    )


def _filter(name: str, label: str, every: str, options: Iterable[Option]) -> Filter:
    return Filter(
        name=name, label=label, every=every, options=tuple(options), classification=Classification.PUBLIC
    )
