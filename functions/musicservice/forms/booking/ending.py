"""What is asked last: what to do if there are too few places, what people hope for, and the terms."""

from musicservice.domain.training import Course
from musicservice.forms.classification import Classification
from musicservice.forms.journey import Step
from musicservice.forms.kinds import LongText, Option, Radios, Terms
from musicservice.forms.page import step

PERSONAL = Classification.PERSONAL
IF_FULL = "if-full"


def ending(course: Course | None, version: str) -> tuple[Step, ...]:
    """The last pages. `version` is that of terms in general, where the course has gone."""
    return _if_full(), _hopes(), _terms(course, version)


def _if_full() -> Step:
    return step(
        IF_FULL,
        "If there are not enough places",
        Radios(
            name="if_full",
            label="What should we do if there are not enough places for all of you?",
            classification=PERSONAL,
            missing="Choose what we should do",
            options=(
                Option("tell", "Tell me, and book nothing"),
                Option("all-or-none", "Put us on the waiting list", "We come together or not at all"),
                Option(
                    "as-many-as-possible",
                    "Put us on the waiting list for as many places as there are",
                    "Some of us may come without the others",
                ),
            ),
        ),
        intro="People who wait are asked in the order in which they joined. Where a group does not fit, "
        "we ask the next that does, and the group keeps its place in the line.",
    )


def _hopes() -> Step:
    return step(
        "hopes",
        "What you hope for",
        LongText(
            name="hopes",
            label="What would you like to be able to do after the course?",
            classification=PERSONAL,
            hint="We pass this to whoever runs it, without a name. Please name no pupil",
            limit=300,
        ),
    )


def _terms(course: Course | None, version: str) -> Step:
    return step(
        "terms",
        "Before you book",
        Terms(
            name="booking_terms",
            label="I have read until when we can give places back, and what that costs later",
            classification=PERSONAL,
            missing="Tick the box to say that you have read what happens if your plans change",
            version=course.updated.isoformat() if course else version,
            url=f"{course.url}#plans-change" if course else "/training/",
        ),
        intro=_in_words(course),
    )


def _in_words(course: Course | None) -> str:
    """What the course's terms say of leaving. The day stands on the course's page and with the price."""
    if course is None:
        return ""
    percent = course.cancellation.percent_later
    if not percent:
        return "You can give places back at no cost until the course begins. A colleague may come instead."
    days = course.cancellation.days_online if course.is_online else course.cancellation.days_face_to_face
    later = "the whole price" if percent == 100 else f"{percent}% of the price"  # noqa: PLR2004 - in per cent
    notice = f"{days} working day{'s' if days != 1 else ''}"
    return (
        f"You can give places back at no cost until {notice} before the course. After that you pay {later}. "
        "A colleague may always come instead, at no cost."
    )
