"""What one child would like: lessons, an ensemble, or help to choose, from the site's own offer."""

from itertools import groupby

from musicservice.catalogue import Choice, Offer
from musicservice.domain import relief as items
from musicservice.domain.money import money
from musicservice.domain.relief import TUITION
from musicservice.domain.tariff import Charge, Tariff
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Both, Is
from musicservice.forms.household.voice import Voice
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Checkboxes, Option, Radios, Select, Terms, Text
from musicservice.forms.page import step
from musicservice.forms.rules import Differ

PUBLIC, PERSONAL = Classification.PUBLIC, Classification.PERSONAL
LESSONS, ENSEMBLE, HELP = "lessons", "ensemble", "help-me-choose"
WANTS_LESSONS, WANTS_ENSEMBLE = Is("wants", LESSONS), Is("wants", ENSEMBLE)
HIRE = "hire"
CALCULATOR = ("What would I pay?", "/prices/calculator/")
KINDS = {"small-group": "In a small group", "pair": "With one other", "individual": "Alone"}
"""How the kinds of lesson are asked about; another is called what the price list calls it."""


def wishes(say: Voice, offer: Offer, tariff: Tariff, terms_version: str) -> tuple[Step, ...]:
    """The pages about music. Answers to the public ones may stand in an e-mail."""
    return _wants(say), _lessons(say, offer, tariff), _hire(tariff, terms_version), _ensembles(offer)


def _wants(say: Voice) -> Step:
    return step(
        "wishes",
        "Lessons, an ensemble, or both",
        Checkboxes(
            name="wants",
            label=say("What would they like to do?", young="What would you like to do?"),
            classification=PUBLIC,
            hint="Choose as many as you like",
            missing="Choose lessons, an ensemble, or “Help me choose”",
            in_receipt=True,
            options=(
                Option(LESSONS, "Lessons", "On an instrument, or singing"),
                Option(ENSEMBLE, "An ensemble", "Playing or singing together: a band, an orchestra, a choir"),
                Option(HELP, "Help me choose", "We will talk it over with you"),
            ),
        ),
        Radios(
            name="experience",
            label=say("Have they played or sung before?", young="Have you played or sung before?"),
            classification=PERSONAL,
            hint="It helps us to plan. Nobody is turned away for being new to music",
            options=(
                Option("none", "No, this is new"),
                Option("some", "A little"),
                Option("grade-1-3", "About Grade 1 to 3"),
                Option("grade-4-5", "About Grade 4 to 5"),
                Option("grade-6-8", "About Grade 6 to 8, or beyond"),
            ),
        ),
        each=True,
    )


def _lessons(say: Voice, offer: Offer, tariff: Tariff) -> Step:
    options = _options(offer.instruments)
    return step(
        "lessons",
        "Lessons",
        Select(
            name="first_instrument",
            label="First choice",
            classification=PUBLIC,
            missing="Choose an instrument, or “Voice” for singing",
            in_receipt=True,
            options=options,
        ),
        Select(
            name="second_instrument",
            label="Second choice",
            classification=PUBLIC,
            hint="In case there is no place for the first",
            in_receipt=True,
            options=options,
        ),
        Radios(
            name="lesson_type",
            label="Alone or with others?",
            classification=PUBLIC,
            missing="Choose how the lessons should be",
            hint="Your offer will tell the price before you owe anything",
            in_receipt=True,
            options=tuple(
                Option(charge.kind, KINDS.get(charge.kind, charge.label), _price(charge))
                for charge in tariff.of(TUITION)
            ),
        ),
        Radios(
            name="instrument_from",
            label=say("What would they play on?", young="What would you play on?"),
            classification=PUBLIC,
            missing=say("Choose what they would play on", young="Choose what you would play on"),
            in_receipt=True,
            options=(
                Option("own", say("Their own, or a borrowed one", young="My own, or a borrowed one")),
                Option(HIRE, "A hired instrument", "From us, for one charge a term"),
                Option("none-needed", "No instrument is needed", "For singing, or where the school has one"),
                Option("unsure", "Not sure yet about an instrument"),
            ),
        ),
        aside=CALCULATOR,
        rules=(Differ("first_instrument", "second_instrument", "Choose another instrument than the first"),),
        shown_if=WANTS_LESSONS,
        each=True,
    )


def _hire(tariff: Tariff, terms_version: str) -> Step:
    return step(
        "hire",
        "Hiring an instrument",
        Radios(
            name="hand",
            label="Which hand do they write with?",
            classification=PERSONAL,
            hint="Some instruments are made for left hands",
            options=(Option("right", "Right"), Option("left", "Left"), Option("either", "Either")),
        ),
        Text(
            name="instrument_size",
            label="Size of the instrument",
            classification=PERSONAL,
            hint="If you know it, for example half-size violin",
            limit=60,
            width="medium",
        ),
        Terms(
            name="hire_terms",
            label="I have read how a hired instrument is looked after",
            classification=PERSONAL,
            missing="Tick the box to say that you have read how a hired instrument is looked after",
            version=terms_version,
            url="/terms/#hiring",
        ),
        intro=" ".join(
            f"There is one hire charge, whichever of our instruments it is: {_price(charge)}."
            for charge in tariff.of(items.HIRE)
        ),
        shown_if=Both(WANTS_LESSONS, Is("instrument_from", HIRE)),
        each=True,
    )


def _ensembles(offer: Offer) -> Step:
    return step(
        "ensembles",
        "Ensembles",
        Checkboxes(
            name="ensembles",
            label="Which would you like to know more about?",
            classification=PUBLIC,
            missing="Choose at least one ensemble, or “Not sure which yet”",
            in_receipt=True,
            options=(*_options(offer.ensembles), Option("any", "Not sure which yet")),
        ),
        shown_if=WANTS_ENSEMBLE,
        each=True,
    )


def _options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    """The choices with those of one group together, as a list with headings needs them."""
    groups = [list(found) for _, found in groupby(choices, key=lambda choice: choice.group)]
    return tuple(Option(c.slug, c.title, c.hint, c.group) for group in groups for c in group)


def _price(charge: Charge) -> str:
    """What a term of it costs. Where nobody has confirmed the figure, that is said."""
    return f"{money(charge.pence)} a term" + (" (sample)" if charge.sample else "")
