"""The school or setting that people come from, and who books for it."""

from collections.abc import Sequence

from musicservice.domain.schools import School
from musicservice.domain.training.setting import OUR_STAFF, SCHOOLS
from musicservice.forms.booking.paying import Listed
from musicservice.forms.classification import Classification
from musicservice.forms.conditions import Both, Is, Not
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Email, Option, Phone, Radios, SchoolPicker, Text
from musicservice.forms.kinds.school import UNLISTED
from musicservice.forms.page import step

PERSONAL = Classification.PERSONAL
IS_SCHOOL = Is("setting", *SCHOOLS)
IS_OURS = Is("setting", *OUR_STAFF)


def setting(schools: Sequence[School]) -> tuple[Step, ...]:
    """The pages about the setting and whoever books."""
    return _school(schools), _name(), _council(), _booker()


def _school(schools: Sequence[School]) -> Step:
    return step(
        "school",
        "Your school",
        SchoolPicker(
            name="setting_school",
            label="Which school do you book for?",
            classification=PERSONAL,
            missing="Enter the name of the school",
            schools=tuple(schools),
            elsewhere=(UNLISTED,),
        ),
        shown_if=IS_SCHOOL,
    )


def _name() -> Step:
    return step(
        "setting",
        "Your setting",
        Text(
            name="setting_name",
            label="Name and town of your setting",
            classification=PERSONAL,
            missing="Enter the name of your setting",
            hint="Are you a childminder? Then your own name will do",
            autocomplete="organization",
            spellcheck=False,
        ),
        shown_if=Both(Not(IS_SCHOOL), Not(IS_OURS)),
    )


def _council() -> Step:
    """Not asked about a school that the register tells of."""
    return step(
        "council",
        "Where you are",
        Radios(
            name="council",
            label="Which council’s area are you in?",
            classification=PERSONAL,
            missing="Choose the area you are in",
            hint="It decides how you pay",
            options=(
                Option("durham", "County Durham"),
                Option("darlington", "Darlington"),
                Option("other", "Somewhere else"),
            ),
        ),
        shown_if=Both(Not(IS_OURS), Not(Listed("setting_school"))),
    )


def _booker() -> Step:
    return step(
        "booker",
        "Who is booking?",
        Text(
            name="booker_name",
            label="Your name",
            classification=PERSONAL,
            missing="Enter your name",
            autocomplete="name",
            spellcheck=False,
            width="medium",
        ),
        Email(
            name="booker_email",
            label="Your work email address",
            classification=PERSONAL,
            missing="Enter your work email address",
            hint="We send the booking here, with a link to change it",
            autocomplete="email",
        ),
        Phone(
            name="booker_phone",
            label="Phone number",
            classification=PERSONAL,
            hint="In case something changes on the day",
            autocomplete="tel",
        ),
        Text(
            name="booker_role",
            label="Your role",
            classification=PERSONAL,
            hint="For example head teacher, school office",
            limit=60,
            autocomplete="organization-title",
            width="medium",
        ),
    )
