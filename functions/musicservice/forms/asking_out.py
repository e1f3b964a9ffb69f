"""What staff fill in to get a table of cases, or to have a second person agree: declared as every form is."""

from collections.abc import Iterable, Mapping
from datetime import date

from musicservice.domain.office.erasing import WHY
from musicservice.domain.office.request import LONGEST
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Checkboxes, LongText, Option, Radios, Select, Text

PERSONAL = Classification.PERSONAL
MONTHS = 24
"""How far back a table can be asked for, in months."""


def why() -> LongText:
    """The question for a reason."""
    return LongText(
        name="why",
        label="Why is it needed?",
        classification=PERSONAL,
        hint="Whoever has to agree reads it. Name no child and no family",
        missing="Say why it is needed",
        limit=LONGEST,
        rows=3,
    )


def table_form(
    kinds: Mapping[str, str], queues: Iterable[tuple[str, str]], columns: Mapping[str, str], today: date
) -> Form:
    """The form for a table. All of these are names with what they are called."""
    waits = [Option(f"queue:{name}", f"Waits now: {title}") for name, title in queues]
    months = [Option(f"month:{day:%Y-%m}", f"Came in {day:%B %Y}") for day in months_before(today)]
    return Form(
        name="table",
        title="Ask for a table",
        submit="Count the rows",
        sections=(
            Section(
                "",
                "",
                (
                    Radios(
                        name="kind",
                        label="What about?",
                        classification=PERSONAL,
                        missing="Choose what the table is about",
                        options=tuple(Option(name, title) for name, title in kinds.items()),
                    ),
                    Select(
                        name="which",
                        label="Which of them?",
                        classification=PERSONAL,
                        missing="Choose which of them",
                        options=(*waits, *months),
                    ),
                    Checkboxes(
                        name="columns",
                        label="Columns",
                        classification=PERSONAL,
                        hint="Choose what is needed and nothing else",
                        missing="Choose at least one column",
                        options=tuple(Option(name, title) for name, title in columns.items()),
                    ),
                    why(),
                ),
            ),
        ),
    )


def months_before(today: date) -> Iterable[date]:
    """The first day of this month and of those before it, the latest first."""
    for back in range(MONTHS):
        month = today.year * 12 + today.month - 1 - back
        yield date(month // 12, month % 12 + 1, 1)


HOLD = Form(
    name="hold",
    title="Hold",
    submit="Keep it",
    sections=(
        Section(
            "",
            "",
            (
                LongText(
                    name="reason",
                    label="Why?",
                    classification=PERSONAL,
                    hint="It stays with the case. Whoever asks for their data may read it",
                    missing="Say why",
                    limit=LONGEST,
                    rows=3,
                ),
            ),
        ),
    ),
)

SUBJECT = Form(
    name="subject",
    title="Find what is kept of somebody",
    submit="Find",
    sections=(
        Section(
            "",
            "",
            (
                Text(
                    name="words",
                    label="Reference, name or email address",
                    classification=PERSONAL,
                    hint="Make sure first that whoever asks is who they say, or may ask for a child",
                    missing="Enter a reference, a name or an email address",
                    spellcheck=False,
                    width="medium",
                ),
            ),
        ),
    ),
)


def erasing_form(reference: str) -> Form:
    """The form that erases a case, which is named once more so that it is no other."""
    reasons = tuple(Option(code, title) for code, title in WHY.items())
    return Form(
        name="erasing",
        title="Erase this case",
        submit="Erase it for good",
        sections=(
            Section(
                "",
                "",
                (
                    Radios(
                        name="cause",
                        label="Why is it erased?",
                        classification=PERSONAL,
                        missing="Choose why it is erased",
                        options=reasons,
                    ),
                    why(),
                    Text(
                        name="again",
                        label=f"Type {reference} to be sure",
                        classification=PERSONAL,
                        missing=f"Type {reference}",
                        spellcheck=False,
                        width="medium",
                    ),
                ),
            ),
        ),
    )


COURSE_TABLE = Form(
    name="course-table",
    title="Ask for a table",
    submit="Ask for it",
    sections=(Section("", "", (why(),)),),
)
