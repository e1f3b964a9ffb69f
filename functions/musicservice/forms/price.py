"""What would I pay: the questions of the calculator. None of them is about anybody, and nothing is kept."""

from collections.abc import Iterable, Iterator, Mapping

from musicservice.domain.asking import UNSURE, Figures
from musicservice.domain.dates import without_weekday
from musicservice.domain.relief import TUITION
from musicservice.domain.remission.policy import Ground
from musicservice.domain.tariff import Rules, Tariff
from musicservice.domain.termtime import TermTime
from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form, Section
from musicservice.forms.kinds import DayBetween, Option, Radios

PUBLIC = Classification.PUBLIC
PAGE, ACTION = "/prices/calculator/", "/forms/price"
NONE, YES = "none", "yes"
"""Values that stand, with UNSURE, beside the kinds of lesson and the ids of the grounds."""

MOST_ENSEMBLES = 3
WHOLE = 100
WORDS = ("None", "One", "Two", "Three")


class SomethingToPay:
    """One of lessons, hire and ensembles must be wanted, or there is nothing to add up."""

    group = "wanted"

    def __call__(self, answers: Answers) -> Mapping[str, str]:
        """The message, at the lessons. A mistaken answer counts as one: it has its own message."""
        given = [answers.values.get(name, YES) for name in ("lesson", "hire", "ensembles")]
        nothing = all(answer in {None, NONE} for answer in given)
        return {"lesson": "Choose lessons, an instrument to hire or an ensemble"} if nothing else {}


def price(figures: Figures) -> Form:
    """The calculator's form, for one child. It is sent with GET, so that an answer can be linked to."""
    tariff, time = figures.tariff, figures.time
    return Form(
        name="price",
        version=1,
        title="What would I pay?",
        action=ACTION,
        submit="Show the price",
        sections=(
            Section("What you would like", "For one child. Ask again for the next.", _wanted(tariff)),
            Section("Help with fees", "One reason is enough.", (_reason(figures.grounds),)),
            Section("When", "", (_starts(time), _instalments(tariff.rules))),
        ),
        rules=(SomethingToPay(),),
    )


def _wanted(tariff: Tariff) -> tuple[Radios, ...]:
    kinds = (Option(charge.kind, charge.label) for charge in tariff.of(TUITION))
    return (
        _radios("lesson", "Lessons", (*kinds, Option(NONE, "No lessons")), one_of="wanted"),
        _radios(
            "added",
            "What does the school add to the charge for lessons?",
            (
                Option(NONE, "Nothing"),
                *(Option(str(percent), _addition(percent)) for percent in tariff.rules.additions),
                Option(UNSURE, "I don’t know"),
            ),
            hint="Some schools add to our charge. Ask the school, or choose “I don’t know” to see them all",
        ),
        _radios(
            "hire",
            "Would you hire an instrument from us?",
            (Option(YES, "Yes"), Option(NONE, "No")),
            one_of="wanted",
        ),
        _radios("ensembles", "How many ensembles?", tuple(_counts()), one_of="wanted"),
    )


def _counts() -> Iterator[Option]:
    yield Option(NONE, WORDS[0])
    yield from (Option(str(number), WORDS[number]) for number in range(1, MOST_ENSEMBLES + 1))


def _addition(percent: int) -> str:
    return "The same again (100%)" if percent == WHOLE else f"{percent}%"


def _reason(found: Iterable[Ground]) -> Radios:
    options = (
        Option(NONE, "No, none of these"),
        Option(UNSURE, "I don’t know"),
        *(Option(ground.id, ground.label, ground.words) for ground in found),
    )
    return _radios("reason", "Is one of these true?", options)


def _starts(time: TermTime) -> DayBetween:
    first, last = without_weekday(time.first), without_weekday(time.last)
    return DayBetween(
        name="starts",
        label="The first day",
        classification=PUBLIC,
        missing="Enter the day on which it would start",
        hint=f"A day in the school year, {first} to {last}. For example, {_typed(time)}",
        earliest=time.first,
        latest=time.last,
    )


def _typed(time: TermTime) -> str:
    return f"{time.first.day} {time.first.month} {time.first.year}"


def _instalments(rules: Rules) -> Radios:
    options = tuple(
        Option(str(n), "All at once" if n == 1 else f"In {n} parts, one a month") for n in rules.instalments
    )
    return _radios("instalments", "How would you pay for a term?", options)


def _radios(name: str, label: str, options: tuple[Option, ...], hint: str = "", one_of: str = "") -> Radios:
    return Radios(name=name, label=label, classification=PUBLIC, options=options, hint=hint, one_of=one_of)
