"""Each person who comes: their name or "to be named", what they need, and what they eat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musicservice.domain.dates import in_words
from musicservice.domain.training import LONDON, Course
from musicservice.forms.access import EVERYWHERE, NOTHING, QUIET
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Both, Is, Not
from musicservice.forms.form import Answers
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Agree, Checkboxes, Email, LongText, Option, Text
from musicservice.forms.page import step

SPECIAL, PERSONAL = Classification.SPECIAL, Classification.PERSONAL
PERSON = "person"
IS_NAMED = Not(Is("delegate_later", "yes"))


@dataclass(frozen=True)
class Named:
    """A name and an address, or a tick that says that they come later."""

    group: str = PERSON

    def __call__(self, answers: Answers) -> Mapping[str, str]:
        """What is lacking, or contradicts the tick."""
        name, email, later = (answers.of(f"delegate_{one}") for one in ("name", "email", "later"))
        if later:
            is_named = name is not None or email is not None
            return {"delegate_later": "Take away the tick, or the name and the address"} if is_named else {}
        lacking = {
            "delegate_name": "Enter the name, or tick that you will name them later",
            "delegate_email": "Enter their email address",
        }
        given = {"delegate_name": name, "delegate_email": email}
        return {
            question: message
            for question, message in lacking.items()
            if given[question] is None and question in answers.values
        }


def people(course: Course | None, courses: Sequence[Course]) -> tuple[Step, ...]:
    """The pages about each person."""
    fed = Is("course", *(one.slug for one in courses if one.fed))
    return _person(course), _needs(), _diet(Both(fed, IS_NAMED))


def _person(course: Course | None) -> Step:
    by = f" by {in_words(course.names_by.astimezone(LONDON).date())}" if course else ""
    return step(
        PERSON,
        "Who is coming?",
        Text(
            name="delegate_name",
            label="Name",
            classification=PERSONAL,
            one_of=PERSON,
            spellcheck=False,
            width="medium",
        ),
        Email(
            name="delegate_email",
            label="Work email address",
            classification=PERSONAL,
            one_of=PERSON,
            hint="Their certificate goes there. We tell people apart by it, so that nobody is booked twice",
        ),
        Agree(
            name="delegate_later",
            label="I will name them later",
            classification=PERSONAL,
            one_of=PERSON,
            hint=f"Tick this if you do not know yet who comes, and leave the rest empty. Tell us{by}",
        ),
        Text(
            name="delegate_role",
            label="Role",
            classification=PERSONAL,
            hint="For example class teacher, teaching assistant",
            limit=60,
            width="medium",
        ),
        Checkboxes(
            name="delegate_phases",
            label="Which ages do they work with?",
            classification=PERSONAL,
            options=(
                Option("early-years", "Early years"),
                Option("primary", "Primary"),
                Option("secondary", "Secondary"),
                Option("special", "Special schools"),
            ),
        ),
        rules=(Named(),),
        each=True,
    )


def _needs() -> Step:
    return step(
        "needs",
        "Help to take part",
        Checkboxes(
            name="access_needs",
            label="Is there anything that would help them take part?",
            classification=SPECIAL,
            hint="Choose all that apply",
            options=(*EVERYWHERE, QUIET, NOTHING, Option("talk", "Please talk to them about it")),
        ),
        LongText(
            name="access_detail",
            label="Tell us what helps",
            classification=SPECIAL,
            hint="What works well already",
            limit=300,
        ),
        intro="You do not have to answer. Only the people who run the course can read this.",
        shown_if=IS_NAMED,
        each=True,
    )


def _diet(shown_if: Both) -> Step:
    return step(
        "diet",
        "Food",
        Text(
            name="diet",
            label="Is there anything they do not eat or drink?",
            classification=SPECIAL,
            hint="For example an allergy, or food that is not halal. Leave it empty if not",
        ),
        intro="There is food on this course.",
        shown_if=shown_if,
        each=True,
    )
