"""What staff are asked when they decide: an offer, the waiting list, help with fees."""

from datetime import date, timedelta

from musicservice.catalogue import Catalogue
from musicservice.domain.relief import ITEMS, TUITION
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Checkboxes, DayBetween, LongText, Option, Radios, Text

PUBLIC, PERSONAL, FINANCIAL = (
    Classification.PUBLIC,
    Classification.PERSONAL,
    Classification.FINANCIAL,
)
NONE, AS_PROPOSED, OTHERWISE = "none", "as-proposed", "otherwise"
A_YEAR, TO_ANSWER = timedelta(days=400), timedelta(days=60)
RATES = (0, 25, 30, 50, 75, 100)
ITEM_LABELS = {"tuition": "Off lessons", "hire": "Off hiring an instrument", "ensemble": "Off ensembles"}
YES = "yes"
WORDS_LIMIT = 1500


def words(label: str, missing: str, *, name: str = "words", hint: str = "") -> LongText:
    """What is said in words, to the family or to a colleague."""
    return LongText(
        name=name,
        label=label,
        classification=FINANCIAL,
        hint=hint,
        missing=missing,
        limit=WORDS_LIMIT,
    )


def offer(catalogue: Catalogue, today: date) -> Form:
    """A place for one child: what, when, where, from which day, and until when the family may answer."""
    lessons = (
        Option(NONE, "No lessons"),
        *(Option(one.kind, one.label) for one in catalogue.tariff.of(TUITION)),
    )
    ensembles = tuple(Option(one.slug, one.title) for one in catalogue.offer.ensembles)
    added = tuple(
        Option(str(percent), f"{percent}% more" if percent else "Nothing")
        for percent in (0, *(one for one in catalogue.tariff.rules.additions if one))
    )
    fields = (
        Radios(
            name="lesson",
            label="Lessons",
            classification=PUBLIC,
            missing="Choose the kind of lesson, or none",
            options=lessons,
        ),
        Text(name="instrument", label="Instrument or voice", classification=PUBLIC, width="medium"),
        Radios(
            name="hire",
            label="Do they hire an instrument from us?",
            classification=PUBLIC,
            missing="Say whether they hire an instrument",
            options=(Option(YES, "Yes"), Option("no", "No")),
        ),
        Checkboxes(name="ensembles", label="Ensembles", classification=PUBLIC, options=ensembles),
        Radios(
            name="added",
            label="What does the school add to the price of lessons?",
            classification=PUBLIC,
            missing="Say what the school adds",
            options=added,
        ),
        Text(
            name="where",
            label="Day, time and place",
            classification=PERSONAL,
            hint="For example Tuesdays at 10.20am, at the child’s school",
            missing="Say when and where it is",
            limit=200,
        ),
        Text(name="teacher", label="Teacher", classification=PERSONAL, width="medium"),
        DayBetween(
            name="starts",
            label="First day",
            classification=PERSONAL,
            missing="Enter the first day",
            earliest=today,
            latest=today + A_YEAR,
        ),
        DayBetween(
            name="until",
            label="To be answered by",
            classification=PERSONAL,
            missing="Enter the day by which the family should answer",
            earliest=today,
            latest=today + TO_ANSWER,
        ),
        words("Anything else to tell the family", ""),
        Checkboxes(
            name="full_price",
            label="Help with fees is not decided yet",
            classification=PERSONAL,
            options=(Option(YES, "The family wants the place at the full price all the same"),),
        ),
    )
    shown = tuple(field for field in fields if getattr(field, "options", (1,)))
    return Form(
        name="offer", title="Offer a place", submit="See the offer", sections=(Section("", "", shown),)
    )


def place(answer: str) -> Form:
    """The waiting list, or no place: what the family is told."""
    titles = {"waiting": "Put on the waiting list", "refused": "Say that there is no place"}
    hints = {
        "waiting": "Say why, about how long it may take, and what they could do meanwhile",
        "refused": "Say why, and what else there is",
    }
    told = words("What the family is told", "Write what the family is told", hint=hints[answer])
    return Form(
        name="place", title=titles[answer], submit="See the letter", sections=(Section("", "", (told,)),)
    )


def help_with_fees() -> Form:
    """Help for one child: as the rules propose, or otherwise, and why."""
    answer = Radios(
        name="answer",
        label="Your decision",
        classification=FINANCIAL,
        missing="Choose whether you decide as the rules propose",
        options=(
            Option(AS_PROPOSED, "As the rules propose"),
            Option(OTHERWISE, "Otherwise, as chosen below"),
        ),
    )
    rates = tuple(
        Radios(
            name=item,
            label=ITEM_LABELS[item],
            classification=FINANCIAL,
            options=tuple(Option(str(rate), f"{rate}%" if rate else "Nothing") for rate in RATES),
        )
        for item in ITEMS
    )
    why = words(
        "Reason",
        "Write the reason: the family reads it",
        name="reason",
        hint="The family reads it. A second person must agree to less than the rules propose",
    )
    return Form(
        name="help",
        title="Decide on help with fees",
        submit="See the letter",
        sections=(Section("", "", (answer, *rates, why)),),
    )


REASON = Form(
    name="reason",
    title="Why",
    submit="Send it back",
    sections=(Section("", "", (words("Reason", "Write the reason", name="reason"),)),),
)
