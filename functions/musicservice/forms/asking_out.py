"""What staff fill in to get a table of cases, or to have a second person agree: declared as every form is."""

from collections.abc import Iterable, Mapping
from datetime import date

from musicservice.domain.office.request import LONGEST
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.kinds import Checkboxes, LongText, Option, Radios, Select

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
