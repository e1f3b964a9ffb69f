"""Which course, and for what kind of setting: the first page, a part of the site for each course."""

from collections.abc import Sequence

from musicservice.domain.training import KINDS, Course
from musicservice.domain.training.setting import TITLES
from musicservice.forms.classification import Classification
from musicservice.forms.form import Form, Section
from musicservice.forms.journey import Step
from musicservice.forms.kinds import Fixed, Option, Radios

GONE = "We do not have this course any more. Choose another on our page about training"


def first(action: str, course: Course | None, courses: Sequence[Course]) -> Step:
    """The first step. Nothing on it says who anybody is."""
    kinds = course.kinds if course else KINDS
    questions = (
        Fixed(
            name="course",
            label="The course",
            classification=Classification.PERSONAL,
            options=tuple(Option(one.slug, one.title) for one in courses),
            value=course.slug if course else "",
            gone=GONE,
        ),
        Radios(
            name="setting",
            label="Who are you booking for?",
            classification=Classification.PERSONAL,
            missing="Choose who you are booking for",
            hint="It decides the price, and how you pay",
            options=tuple(Option(kind, TITLES[kind]) for kind in kinds),
        ),
    )
    return Step(
        page=Form(
            name="who",
            title="Book places",
            action=action,
            honeypot="homepage",
            sections=(Section("", "", questions),),
        )
    )
