"""What they would like: instruments, voice and groups, from the site's own offer."""

from musicservice.catalogue import Choice, Offer
from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import Checkboxes, Option, Radios

PUBLIC, PERSONAL = Classification.PUBLIC, Classification.PERSONAL


def wishes(offer: Offer) -> Section:
    """The questions about music; an answer to the first may stand in an e-mail."""
    return Section(
        "What they would like to do",
        "Choose as many as you like. You can ask for lessons, for a group, or for both.",
        (
            Checkboxes(
                name="wants",
                label="What would they like to learn or join?",
                classification=PUBLIC,
                missing="Choose at least one thing to learn or join, or “Help me choose”",
                in_receipt=True,
                options=(
                    Option(
                        "help-me-choose", "Help me choose", "We will talk it over with you", "Not sure yet"
                    ),
                    *(_option("learn", choice) for choice in offer.instruments),
                    *(_option("join", choice) for choice in offer.ensembles),
                ),
            ),
            Radios(
                name="experience",
                label="Have they played or sung before?",
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
        ),
    )


def _option(verb: str, choice: Choice) -> Option:
    """The verb keeps an instrument apart from an ensemble that bears its name."""
    return Option(f"{verb}-{choice.slug}", choice.title, choice.hint, choice.group)
