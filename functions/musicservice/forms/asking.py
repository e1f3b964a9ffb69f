"""What staff ask a family for, and what the family answers."""

from datetime import date, timedelta

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import DayBetween, LongText

SPECIAL, PERSONAL = Classification.SPECIAL, Classification.PERSONAL
LIMIT = 1500
LONGEST = timedelta(days=60)


def asking(today: date) -> Form:
    """One thing more, in words, and by when."""
    fields = (
        LongText(
            name="words",
            label="What do you need?",
            classification=SPECIAL,
            hint="The family reads it as you write it. Ask for one thing, and say why you need it",
            missing="Write what you need",
            limit=LIMIT,
        ),
        DayBetween(
            name="until",
            label="To be answered by",
            classification=PERSONAL,
            missing="Enter the day by which the family should answer",
            earliest=today,
            latest=today + LONGEST,
        ),
    )
    return Form(
        name="ask",
        title="Ask for one thing more",
        submit="See the letter",
        sections=(Section("", "", fields),),
    )


ANSWER = Form(
    name="answer",
    title="One thing more",
    submit="Send the answer",
    sections=(
        Section(
            "",
            "",
            (
                LongText(
                    name="answer",
                    label="Your answer",
                    classification=SPECIAL,
                    hint="Only those who work on your request can read it",
                    missing="Write your answer",
                    limit=LIMIT,
                ),
            ),
        ),
    ),
)
