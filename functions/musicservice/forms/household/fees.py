"""Help with fees: whether, why, and how we may check it. What is asked about comes from the published rules.

Reasons and what is said about them are sealed. No sum, no document's content and no reason for being in care
is ever asked for.
"""

from collections.abc import Iterable

from musicservice.domain.remission.policy import FAMILY, Ground, Way
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import AnyMember, Both, Condition, Either, Is
from musicservice.forms.household.voice import Voice
from musicservice.forms.household.wishes import CALCULATOR
from musicservice.forms.journey import Attach, Step, Stop
from musicservice.forms.kinds import Agree, Checkboxes, LongText, Option, Radios, Text
from musicservice.forms.page import step
from musicservice.forms.rules import OnlyAlone

PERSONAL, FINANCIAL, SPECIAL = Classification.PERSONAL, Classification.FINANCIAL, Classification.SPECIAL
WANTED = Is("help_with_fees", "yes")
NONE = "none"
SCHOOL, COUNCIL, STAFF, UPLOAD, CANNOT = "school", "council", "staff", "upload", "cannot-get"


def wanted() -> Step:
    """Whether anybody asks for help."""
    return step(
        "fees",
        "Help with fees",
        Radios(
            name="help_with_fees",
            label="Would you like help with the cost?",
            classification=PERSONAL,
            missing="Choose whether you would like help with the cost",
            hint="Asking never counts against a child",
            options=(
                Option(
                    "yes", "Yes, I would like to ask for help now", "A few questions, no documents needed"
                ),
                Option("later", "I am not sure. Tell me more", "We talk about it before you owe anything"),
                Option("no", "No, thank you"),
            ),
        ),
        aside=CALCULATOR,
    )


def known(say: Voice) -> Step:
    """What there is help for, asked where nothing else says so."""
    return step(
        "learning",
        "What the help is for",
        Text(
            name="request_reference",
            label="Reference of your request for music",
            classification=PERSONAL,
            hint="If you have one. It begins with DMS",
            limit=30,
            spellcheck=False,
            width="medium",
        ),
        LongText(
            name="learning",
            label=say("What do they learn or play with us?", young="What do you learn or play with us?"),
            classification=PERSONAL,
            hint="For example violin lessons, a hired cornet, Jazz Jam. Or what they would like",
            limit=300,
        ),
    )


def claim(say: Voice, grounds: tuple[Ground, ...], when: Condition = WANTED) -> tuple[Stop, ...]:
    """The pages of a claim, asked `when` that is wanted."""
    family = tuple(ground for ground in grounds if ground.about == FAMILY)
    child = tuple(ground for ground in grounds if ground.about != FAMILY)
    needy = Both(when, _needs_proof(family, child))
    return (
        _family(say, family, when),
        _child(say, child, when),
        _proof(say, needy),
        _consent(say, Both(needy, Is("proof_by", SCHOOL, COUNCIL))),
        Attach(name="uploads", title="Add your proof", shown_if=Both(needy, Is("proof_by", UPLOAD))),
        _declaration(when),
    )


def _family(say: Voice, grounds: tuple[Ground, ...], when: Condition) -> Step:
    return step(
        "reasons",
        "Reasons for help",
        Checkboxes(
            name="family_grounds",
            label=say("Is any of this true for your family?", school="Is any of this true for the family?"),
            classification=FINANCIAL,
            missing="Choose at least one, or “None of these”",
            hint="One reason is enough",
            options=(*_options(grounds), Option(NONE, "None of these")),
        ),
        LongText(
            name="hardship_words",
            label="Anything else that makes the cost too much",
            classification=FINANCIAL,
            hint="In your own words, if you like. You need not tell us how much money you have",
            limit=500,
        ),
        rules=(OnlyAlone("family_grounds", NONE, "Choose “None of these” alone, or the reasons without it"),),
        shown_if=when,
    )


def _child(say: Voice, grounds: tuple[Ground, ...], when: Condition) -> Step:
    return step(
        "child-reasons",
        say("Reasons that are about one child", young="Reasons about you", school="Reasons about one pupil"),
        Checkboxes(
            name="child_grounds",
            label=say("Is any of this true?", young="Is any of this true for you?"),
            classification=FINANCIAL,
            missing="Choose at least one, or “None of these”",
            hint="You do not have to say why a child is in care",
            options=(*_options(grounds), Option(NONE, "None of these")),
        ),
        rules=(OnlyAlone("child_grounds", NONE, "Choose “None of these” alone, or the reasons without it"),),
        shown_if=when,
        each=True,
    )


def _proof(say: Voice, when: Condition) -> Step:
    return step(
        "proof",
        "Proof",
        Radios(
            name="proof_by",
            label="How may we check?",
            hint="Choose what is easiest for you",
            classification=PERSONAL,
            missing="Choose how we may check",
            options=(
                Option(
                    SCHOOL,
                    say("Ask the school", school="We at the school will confirm it"),
                    "The school answers yes or no. It sees nothing else of what you told us",
                ),
                Option(COUNCIL, "Ask the council", "Its benefits team answers yes or no"),
                Option(STAFF, "I will show somebody", "A member of staff looks and keeps no copy"),
                Option(UPLOAD, "I will send a photo or a file", "You may cover any sums of money"),
                Option(CANNOT, "I cannot get any proof", "We find another way together"),
            ),
        ),
        shown_if=when,
    )


def _consent(say: Voice, when: Condition) -> Step:
    return step(
        "ask",
        "May we ask?",
        Agree(
            name="may_ask",
            label=say(
                "You may ask each child’s school, or the council, whether this is true",
                young="You may ask my school, or the council, whether this is true",
                school="The family agrees that you ask us, or the council, whether this is true",
            ),
            classification=PERSONAL,
            missing="Tick the box, or go back and choose another way",
            hint="We ask about this one thing, for help with music fees, and for nothing else",
        ),
        shown_if=when,
    )


def _declaration(when: Condition) -> Step:
    return step(
        "truth",
        "If things change",
        Agree(
            name="will_tell",
            label="What I have said is right as far as I know, and I will tell you if it changes",
            classification=PERSONAL,
            missing="Tick the box to say that it is right as far as you know",
            hint="A mistake is no crime. Tell us and we put it right",
        ),
        shown_if=when,
    )


def _needs_proof(family: Iterable[Ground], child: Iterable[Ground]) -> Condition:
    """Whether a reason was given that somebody could confirm, or that a person will look at."""
    return Either(
        Is("family_grounds", *(ground.id for ground in family)),
        AnyMember(Is("child_grounds", *(ground.id for ground in child if ground.way is not Way.AT_ONCE))),
    )


def _options(grounds: Iterable[Ground]) -> tuple[Option, ...]:
    return tuple(Option(ground.id, ground.label, ground.words) for ground in grounds)
