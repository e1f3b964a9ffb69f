"""Who it is about: name, birthday, school year and school of one child, pupil or young person."""

from musicservice.domain.schools import School
from musicservice.domain.schoolyear import NOT_IN_SCHOOL, YEAR_GROUPS
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Is, Not
from musicservice.forms.household.voice import Voice
from musicservice.forms.journey import Step
from musicservice.forms.kinds import BirthDate, Option, Radios, SchoolPicker, Text
from musicservice.forms.page import step

PERSONAL = Classification.PERSONAL


def child(say: Voice, schools: tuple[School, ...]) -> tuple[Step, ...]:
    """The pages about who somebody is."""
    return _name(say), _year(say), _school(say, schools)


def _name(say: Voice) -> Step:
    their = say("the child", school="the pupil", young="you")
    return step(
        "name",
        say("Who is the child?", school="Who is the pupil?", young="Who are you?"),
        Text(
            name="child_given_name",
            label="First name",
            classification=PERSONAL,
            missing=say("Enter the first name", young="Enter your first name"),
            hint=say(
                "If they have only one name, enter it here", young="If you have only one, enter it here"
            ),
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="child_family_name",
            label="Family name",
            classification=PERSONAL,
            spellcheck=False,
            width="medium",
            carried=True,
        ),
        Text(
            name="child_known_as",
            label=say("Name they like to be called", young="Name you like to be called"),
            classification=PERSONAL,
            hint="If it is different from the first name",
            spellcheck=False,
            width="medium",
        ),
        BirthDate(
            name="birth_date",
            label="Date of birth",
            classification=PERSONAL,
            missing="Enter the date of birth",
            hint="For example, 27 3 2015 or 27 March 2015",
            youngest=2,
            oldest=25,
        ),
        intro=f"We need to know who {their} are, to plan lessons with the school." if their == "you" else "",
        each=True,
    )


def _year(say: Voice) -> Step:
    return step(
        "year",
        "School year",
        Radios(
            name="year_group",
            label=say("Which school year are they in now?", young="Which school year are you in now?"),
            classification=PERSONAL,
            missing=say(
                "Choose the school year they are in now", young="Choose the school year you are in now"
            ),
            hint="In the summer holidays, the year just finished",
            options=tuple(Option(year.slug, year.title) for year in YEAR_GROUPS),
        ),
        each=True,
    )


def _school(say: Voice, schools: tuple[School, ...]) -> Step:
    return step(
        "school",
        say("School", young="Your school or college"),
        SchoolPicker(
            name="school",
            label=say("School", young="School or college"),
            classification=PERSONAL,
            missing="Enter the name and town of the school, or choose another answer",
            hint="Type the name, with its town if there may be another of that name",
            schools=schools,
            carried=True,
        ),
        shown_if=Not(Is("year_group", NOT_IN_SCHOOL.slug)),
        each=True,
    )
