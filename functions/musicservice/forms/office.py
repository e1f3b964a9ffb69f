"""What staff type in the office: notes, what they look for, what they decide; declared as every form is."""

from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import LongText, Text

SPECIAL, PERSONAL = Classification.SPECIAL, Classification.PERSONAL
NOTE_LIMIT = 2000

NOTE = Form(
    name="note",
    title="Add a note",
    submit="Keep the note",
    sections=(
        Section(
            "",
            "",
            (
                LongText(
                    name="note",
                    label="Note",
                    classification=SPECIAL,
                    hint="It stays with the case, with your name. The family may ask to read it",
                    missing="Write the note",
                    limit=NOTE_LIMIT,
                ),
            ),
        ),
    ),
)

FIND = Form(
    name="find",
    title="Find a case",
    submit="Find",
    sections=(
        Section(
            "",
            "",
            (
                Text(
                    name="words",
                    label="Reference, name or school",
                    classification=PERSONAL,
                    hint="A reference such as DMS-7K4Q-2M, the beginning of a name, or a school. A booking "
                    "is found by the family name of whoever booked, too",
                    missing="Enter what you are looking for",
                    spellcheck=False,
                    width="medium",
                ),
            ),
        ),
    ),
)

REFERENCE = Form(
    name="reference",
    title="The trail of a case",
    submit="Show who looked at it",
    sections=(
        Section(
            "",
            "",
            (
                Text(
                    name="reference",
                    label="Reference of the case",
                    classification=PERSONAL,
                    hint="For example DMS-7K4Q-2M",
                    missing="Enter a reference",
                    spellcheck=False,
                    width="short",
                ),
            ),
        ),
    ),
)
