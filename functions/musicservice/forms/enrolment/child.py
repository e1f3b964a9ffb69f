"""Who it is about: the person who will learn, and who asks for them. It may be they themselves."""

from musicservice.domain.enrolment import YOUNG_PERSON
from musicservice.domain.schoolyear import YEAR_GROUPS
from musicservice.forms.classification import Classification
from musicservice.forms.form import Section
from musicservice.forms.kinds import BirthDate, Option, Radios, Text

PERSONAL = Classification.PERSONAL

CHILD = Section(
    "The person who will learn",
    "A child or a young person. If that is you, answer about yourself.",
    (
        Radios(
            name="applicant",
            label="Who is filling this in?",
            classification=PERSONAL,
            missing="Choose who is filling this in",
            options=(
                Option("parent", "A parent or carer"),
                Option("foster", "A foster carer or social worker"),
                Option("school", "Somebody at the school"),
                Option(YOUNG_PERSON, "The young person, aged 16 or over"),
            ),
        ),
        Text(
            name="child_given_name",
            label="First name",
            classification=PERSONAL,
            missing="Enter the first name",
            hint="If they have only one name, enter it here",
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="child_family_name",
            label="Family name",
            classification=PERSONAL,
            spellcheck=False,
            width="medium",
        ),
        Text(
            name="child_known_as",
            label="Name they like to be called",
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
        Radios(
            name="year_group",
            label="School year",
            classification=PERSONAL,
            missing="Choose the school year they are in now",
            hint="The year they are in now. In the summer holidays, the year they have just finished",
            options=tuple(Option(year.slug, year.title) for year in YEAR_GROUPS),
        ),
        Text(
            name="school",
            label="School",
            classification=PERSONAL,
            missing="Enter the name and town of the school, or “educated at home”",
            hint="Its name and town. You can also enter “educated at home” or “not in school”",
        ),
    ),
)
