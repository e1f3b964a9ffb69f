"""What staff write to everybody on a course."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import LongText

LIMIT = 1500

TELLING = Form(
    name="message",
    title="Write to everybody booked",
    submit="See the letter",
    sections=(
        Section(
            "",
            "",
            (
                LongText(
                    name="words",
                    label="Your message",
                    classification=Classification.PERSONAL,
                    hint="They read it as you write it. Name nobody, and no need that somebody has",
                    missing="Write your message",
                    limit=LIMIT,
                ),
            ),
        ),
    ),
)
