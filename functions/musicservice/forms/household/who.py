"""Who fills the form in: the first page, a part of the site, which changes the wording of the others."""

from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.household.voice import FOSTER, PARENT, SCHOOL
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Option, Radios


def who(action: str, title: str) -> Step:
    """The first step. Nothing on it says who anybody is."""
    question = Radios(
        name="applicant",
        label="Who is filling this in?",
        classification=Classification.PERSONAL,
        missing="Choose who is filling this in",
        hint="The questions that follow are worded for you",
        options=(
            Option(PARENT, "A parent or carer"),
            Option(FOSTER, "A foster carer or social worker"),
            Option(SCHOOL, "Somebody at the school"),
            Option(YOUNG_PERSON, "The young person, aged 16 or over"),
        ),
    )
    sections = (Section("", "", (question,)),)
    return Step(page=Form(name="who", title=title, action=action, honeypot="homepage", sections=sections))
