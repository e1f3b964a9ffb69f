"""Why a booking was not made, or not changed, in words for whoever asked."""

from collections.abc import Sequence

from musicservice.domain.training import (
    BookingClosedError,
    CourseCancelledError,
    NotForThemError,
    OfferOverError,
)
from musicservice.domain.training.asking import (
    CourseBegunError,
    CourseGoneError,
    CourseMovedError,
    NotYetOpenError,
    PersonHereError,
)
from musicservice.domain.training.reservation import NamesDueError, PartySizeError, SamePersonError
from musicservice.pages.journey_pages import Problem
from musicservice.services.booking_request import Refusal
from musicservice.services.booking_words import moment

KEPT = "Nothing has been booked. Your answers are kept."
UNCHANGED = "Nothing has been changed."
TRAINING = ("See all courses", "/training/")


def problem(why: Refusal, people: Sequence[tuple[str, str]] = (), kept: str = KEPT) -> Problem:
    """What to say. `people` are those asked for: what to call each, and where to change them."""
    title, said, links = _said(why)
    concerned = [people[n] for n in _positions(why) if n < len(people)]
    names = [f"Change {name}" for name, _ in concerned]
    about = f" It is about: {', '.join(name for name, _ in concerned)}." if concerned else ""
    to_people = tuple(zip(names, (address for _, address in concerned), strict=True))
    return Problem(title, (said + about, kept), (*to_people, *links))


def full(asked: int, left: int, capacity: int, if_full: str, people: str) -> Problem:
    """That `asked` people do not fit. `if_full` and `people` are where to change that."""
    there = "No place is" if not left else "One place is" if left == 1 else f"{left} places are"
    said = f"{there} left, and you asked for {asked}."
    if asked > capacity:
        said += f" The course has {capacity} in all, so waiting for all of you together would not help."
    return Problem(
        "There are not enough places",
        (said, KEPT),
        (("Join the waiting list", if_full), ("Book for fewer people", people)),
    )


def _positions(why: Refusal) -> Sequence[int]:
    match why:
        case PersonHereError(positions=positions) | SamePersonError(positions=positions):
            return positions
        case NamesDueError(positions=positions):
            return positions
    return ()


def _said(why: Refusal) -> tuple[str, str, tuple[tuple[str, str], ...]]:  # noqa: C901, PLR0911 - one for each
    match why:
        case CourseGoneError():
            return "We do not have this course any more", "It was taken off our list.", (TRAINING,)
        case CourseCancelledError():
            return "The course is cancelled", "It will not take place.", (TRAINING,)
        case CourseMovedError():
            said = "It is held at other times, or in another place. If it still suits you, send again."
            return "The course has moved", said, ()
        case NotYetOpenError(opens_at=opens):
            return "Booking is not open yet", f"It opens on {moment(opens)}.", ()
        case BookingClosedError():
            return "Booking has closed", "Nobody can book this course now.", (TRAINING,)
        case CourseBegunError():
            said = "The course has begun, so nothing can be changed here. Call us if something is wrong."
            return "The course has begun", said, ()
        case NotForThemError():
            said = "This course is not for the kind of setting that you book for."
            return "The course is not open to you", said, (TRAINING,)
        case PersonHereError():
            said = "Somebody has a place on this course already, or waits for one."
            return "Somebody is booked already", said, ()
        case SamePersonError():
            return "Two people have the same email address", "Each person needs their own.", ()
        case NamesDueError(since=since):
            said = f"Since {moment(since)} we need to know who comes."
            return "Everybody must be named by now", said, ()
        case PartySizeError(most=most):
            return "That is too many people", f"One booking takes 1 to {most}. For more, call us.", ()
        case OfferOverError():
            said = "The time to answer is over, or you have answered before."
            return "This offer has ended", said, (TRAINING,)
    return "That cannot be done", "The booking is not as it was when you opened the page.", ()
