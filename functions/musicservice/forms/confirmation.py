"""What a school's office answers about one pupil: yes, no, or not our pupil, and who says so."""

from collections.abc import Mapping

from musicservice.domain.confirmation import NO, NOT_OURS, YES
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Option, Radios, Text

PERSONAL, FINANCIAL = Classification.PERSONAL, Classification.FINANCIAL


def answer_name(ground: str) -> str:
    """The name of the question about one ground."""
    return f"answer-{ground}"


def confirmation(questions: Mapping[str, str]) -> Form:
    """The page behind the link. `questions` are those of the grounds that a school can confirm."""
    asked = tuple(
        Radios(
            name=answer_name(ground),
            label=question,
            classification=FINANCIAL,
            missing="Choose an answer",
            options=(
                Option(YES, "Yes"),
                Option(NO, "No"),
                Option(NOT_OURS, "Not our pupil"),
            ),
        )
        for ground, question in questions.items()
    )
    who = (
        Text(
            name="answerer_name",
            label="Your name",
            classification=PERSONAL,
            missing="Enter your name",
            autocomplete="name",
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="answerer_role",
            label="Your role at the school",
            classification=PERSONAL,
            missing="Enter your role at the school",
            hint="For example school business manager",
            limit=60,
            width="medium",
        ),
    )
    sections = (Section("", "", (*asked, *who)),)
    return Form(name="confirm", title="A question about a pupil", submit="Send the answer", sections=sections)
