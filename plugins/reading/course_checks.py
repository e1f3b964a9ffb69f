"""Whether each course fits together: its dates and its numbers, and the prices and commitments it names."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from plugins.mistakes import Mistake
from plugins.models.course import Course, Session
from plugins.reading.library import Library
from plugins.reading.naming import nearest, unknown

Rule = Callable[[Library], Iterator[Mistake]]
PRICES = "the id of a price in content/data/prices.toml"


def _each(rule: Callable[[Course], Iterator[Mistake]]) -> Rule:
    return lambda library: (mistake for course in library.courses for mistake in rule(course))


def _sessions_follow_each_other(course: Course) -> Iterator[Mistake]:
    for one, following in pairwise(course.sessions):
        if following.starts < one.ends:
            expected = "sessions one after the other, as whoever books comes to all of them"
            found = f"{_said(one)} and {_said(following)}, which are held at once"
            yield Mistake(course.path, course.line("sessions"), "sessions", expected, found)


def _booking_opens_before_it_closes(course: Course) -> Iterator[Mistake]:
    if course.opens >= course.closes:
        expected = f"a time before booking closes on {course.closes:%Y-%m-%d at %H:%M}"
        yield _mistake(course, "opens", expected, f"{course.opens:%Y-%m-%d %H:%M}")


def _booking_closes_before_it_begins(course: Course) -> Iterator[Mistake]:
    first = course.sessions[0].starts
    if course.closes > first:
        expected = f"a time before the first session starts on {first:%Y-%m-%d at %H:%M}"
        yield _mistake(course, "closes", expected, f"{course.closes:%Y-%m-%d %H:%M}")


def _minimum_fits(course: Course) -> Iterator[Mistake]:
    if course.minimum > course.seats:
        expected = f"no more people than there are seats, which is {course.seats}"
        yield _mistake(course, "minimum", expected, str(course.minimum), f"minimum: {course.seats}")


def _a_change_has_its_reason(course: Course) -> Iterator[Mistake]:
    if course.state != "on" and not course.reason:
        expected = f"why the course is {course.state}; the people who booked will read it"
        yield Mistake(
            course.path,
            course.line("state"),
            "reason",
            expected,
            "nothing",
            "reason: The hall is closed for repairs.",
        )
    if course.state == "on" and course.reason:
        expected = 'nothing while the course is on; or state: "cancelled" or "moved"'
        yield _mistake(course, "reason", expected, course.reason)


def _somebody_can_book(course: Course) -> Iterator[Mistake]:
    if not course.prices.named:
        expected = "a price for at least one kind of setting"
        yield _mistake(course, "prices", expected, "none", "prices: {everyone: training-half-day}")


def _prices_are_known(library: Library) -> Iterator[Mistake]:
    known = library.data.prices.by_id
    for course in library.courses:
        for kind, name in course.prices.named.items():
            if name not in known:
                example = (
                    f"{kind}: {next(iter(nearest(name, known)), next(iter(known), 'training-half-day'))}"
                )
                wrong = unknown(course.path, f"prices, {kind}", PRICES, name, known)
                yield replace(wrong, line=course.line("prices", kind), example=example)


def _commitments_are_known(library: Library) -> Iterator[Mistake]:
    known = [commitment.slug for commitment in library.commitments]
    for course in library.courses:
        for i, name in enumerate(course.commitments):
            if name not in known:
                wrong = unknown(course.path, "commitments", "a commitment of the strategy", name, known)
                yield replace(wrong, line=course.line("commitments", i))


RULES: tuple[Rule, ...] = (
    _each(_sessions_follow_each_other),
    _each(_booking_opens_before_it_closes),
    _each(_booking_closes_before_it_begins),
    _each(_minimum_fits),
    _each(_a_change_has_its_reason),
    _each(_somebody_can_book),
    _prices_are_known,
    _commitments_are_known,
)


def _mistake(course: Course, field: str, expected: str, found: str, example: str = "") -> Mistake:
    return Mistake(course.path, course.line(field), field, expected, f'"{found}"', example)


def _said(session: Session) -> str:
    return f"{session.date} {session.start} to {session.end}"
