"""What would help one child take part, and what keeps them safe. Sealed; no diagnosis needed."""

from musicservice.forms.access import OF_A_CHILD
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Is, Not
from musicservice.forms.household.voice import Voice
from musicservice.forms.household.wishes import WANTS_ENSEMBLE
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Checkboxes, LongText, Option, Radios
from musicservice.forms.page import step

SPECIAL, PERSONAL = Classification.SPECIAL, Classification.PERSONAL
URGENT = "We do not read this at once: if somebody is in danger, call 999"
YOUNG = Is("year_group", "nursery", "reception", "1", "2", "3", "4")


def support(say: Voice) -> tuple[Step, ...]:
    """The pages about help, health, the child's own words, and pictures."""
    return _access(say), _medical(), _own_words_of_the_young(say), _own_words(say), _photos(say)


def _access(say: Voice) -> Step:
    return step(
        "support",
        "Help to take part",
        Checkboxes(
            name="access_needs",
            label=say(
                "Is there anything that would help them take part?",
                young="Is there anything that would help you take part?",
            ),
            classification=SPECIAL,
            hint="Choose all that apply. No diagnosis is needed",
            options=OF_A_CHILD,
        ),
        LongText(
            name="access_detail",
            label="Tell us what helps",
            classification=SPECIAL,
            hint=f"What works well already. {URGENT}",
            limit=500,
        ),
        Radios(
            name="tell_teacher",
            label="May we tell the music teacher?",
            classification=SPECIAL,
            options=(Option("yes", "Yes"), Option("no", "No, ask me first")),
        ),
        intro="You do not have to answer. Only people who arrange lessons can read what you tell us here.",
        each=True,
    )


def _medical() -> Step:
    return step(
        "medical",
        "Health at rehearsals",
        LongText(
            name="medical",
            label="Is there anything about health that staff must know in an emergency?",
            classification=SPECIAL,
            hint="For example an allergy, asthma or epilepsy, and what to do. Leave it empty if not",
            limit=500,
        ),
        intro="At a rehearsal our staff look after everybody, without the school. We keep this locked.",
        shown_if=WANTS_ENSEMBLE,
        each=True,
    )


def _own_words_of_the_young(say: Voice) -> Step:
    return step(
        "own-words",
        say("In the child’s own words", young="In your own words"),
        LongText(
            name="own_words_young",
            label=say(
                "Ask the child: what do you like to hear? What would you like to play?",
                young="What do you like to hear? What would you like to play?",
            ),
            classification=SPECIAL,
            hint="Write what they say, or leave it empty. It helps to begin with something they love",
            limit=300,
        ),
        shown_if=YOUNG,
        each=True,
    )


def _own_words(say: Voice) -> Step:
    return step(
        "own-voice",
        say("In their own words", young="In your own words"),
        LongText(
            name="own_words",
            label=say(
                "Pass this to them: what music do you like, and what would you like to play or sing?",
                young="What music do you like, and what would you like to play or sing?",
            ),
            classification=SPECIAL,
            hint="Anything a teacher should know before the first lesson is welcome too",
            limit=300,
        ),
        shown_if=Not(YOUNG),
        each=True,
    )


def _photos(say: Voice) -> Step:
    return step(
        "photos",
        "Photos and film",
        Checkboxes(
            name="photos",
            label=say(
                "Where may we use photos or film of them making music?",
                young="Where may we use photos or film of you making music?",
            ),
            classification=PERSONAL,
            hint="Leave all of these empty to say no. It makes no difference to the place, "
            "and you can change your mind at any time",
            none_chosen="No",
            options=(
                Option("internal", "Inside the service", "For training teachers"),
                Option("web", "On our website"),
                Option("press", "In print and the press"),
            ),
        ),
        each=True,
    )
