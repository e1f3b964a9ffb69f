"""What somebody is asked who came to a course: three questions, and none of them who they are.

The first is counted, the others are read. What got in the way may tell of somebody's health, and so is
sealed; so is what they will use, because in a small course one's plans say who one is.
"""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import LongText, Option, Radios

PERSONAL, SPECIAL = Classification.PERSONAL, Classification.SPECIAL
FEWEST = 3
"""How many must have answered before anybody reads what was written."""

FEEDBACK = Form(
    name="feedback",
    title="How was the course?",
    submit="Send the answers",
    sections=(
        Section(
            "",
            "We do not ask who you are, and your answers are kept without it. We read what people write once "
            "three of them have answered. You can answer once.",
            (
                Radios(
                    name="took_part",
                    label="Could you take part as you wanted to?",
                    classification=PERSONAL,
                    missing="Choose whether you could take part as you wanted to",
                    options=(
                        Option("all", "Yes, in everything"),
                        Option("part", "In part"),
                        Option("no", "No"),
                    ),
                ),
                LongText(
                    name="in_the_way",
                    label="What got in the way, or would have helped?",
                    classification=SPECIAL,
                    hint="For example the room, the sound, the pace, the time of day. Please name nobody",
                    limit=500,
                ),
                LongText(
                    name="will_use",
                    label="What will you use with the people you teach?",
                    classification=SPECIAL,
                    hint="One thing is enough. Please name nobody",
                    limit=500,
                ),
            ),
        ),
    ),
)
