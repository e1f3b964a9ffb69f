"""What staff fill in to send a teacher a brief, and what is answered to "Was it in place?"."""

from collections.abc import Iterator

from musicservice.domain.office.briefing import MORE_LIMIT, Brief
from musicservice.domain.office.handover import SAYINGS
from musicservice.forms.classification import Classification
from musicservice.forms.form import Answers, Form, Section
from musicservice.forms.kinds import Checkboxes, Email, LongText, Option, Radios
from musicservice.forms.typed import Raw

SPECIAL, PERSONAL = Classification.SPECIAL, Classification.PERSONAL
LONGEST = 500
SAID = {
    "yes": Option("yes", "Yes"),
    "partly": Option("partly", "Partly"),
    "no": Option("no", "No"),
}

IN_PLACE = Form(
    name="in-place",
    title="Was it in place?",
    submit="Send the answer",
    sections=(
        Section(
            "",
            "",
            (
                Radios(
                    name="in_place",
                    label="Was what is said here in place at the lessons?",
                    classification=SPECIAL,
                    missing="Choose yes, partly or no",
                    options=tuple(SAID[said] for said in SAYINGS),
                ),
                LongText(
                    name="lacking",
                    label="What was missing?",
                    classification=SPECIAL,
                    hint="Only those who arrange lessons can read it. You can answer once",
                    limit=LONGEST,
                ),
            ),
        ),
    ),
)

AGREED = Form(
    name="agreed",
    title="The family agrees",
    submit="Note that they agree",
    sections=(
        Section(
            "",
            "",
            (
                LongText(
                    name="words",
                    label="Who said that the teacher may know, when, and how?",
                    classification=SPECIAL,
                    hint="For example: the mother, by telephone, today. The family may ask to read it",
                    missing="Write who agreed, when, and how",
                    limit=300,
                    rows=2,
                ),
            ),
        ),
    ),
)


def brief_form(possible: Brief) -> Form:
    """Which lines are told, one line more, and the teacher's address."""
    fields = (
        Checkboxes(
            name="lines",
            label="What is told",
            classification=SPECIAL,
            missing="Choose at least one line",
            options=tuple(_options(possible)),
        ),
        LongText(
            name="more",
            label="One thing more",
            classification=SPECIAL,
            hint="Only what the family said, and the teacher has to know",
            limit=MORE_LIMIT,
            rows=2,
        ),
        Email(
            name="teacher",
            label="The teacher’s email address",
            classification=PERSONAL,
            hint="Check each letter. Whoever reads mail at this address can read what is told here",
            missing="Enter the teacher’s email address",
        ),
    )
    sections = (Section("", "", fields),)
    return Form(name="brief", title="What the teacher is told", submit="See the brief", sections=sections)


def at_first(possible: Brief) -> Raw:
    """The form before anybody changed it."""
    return {"lines": tuple(name for name, _ in possible.lines if name in possible.told_at_first)}


def chosen(answers: Answers) -> tuple[frozenset[str], str]:
    """The names of the lines that are told, and what is added."""
    return frozenset(answers.of("lines")), answers.of("more") or ""


def _options(possible: Brief) -> Iterator[Option]:
    for need in possible.needs:
        for name, text in Brief((need,)).lines:
            yield Option(name, f"Ask: {text}" if "-asks-" in name else text, group=need.title)
    for one in possible.words:
        yield Option(one.name, one.text, group=one.title)
