"""Days: what is gone by, words that go stale by themselves, and days on which nobody can come."""

import datetime as dt
import re
from collections.abc import Iterator

from musicservice.domain.dates import MONTHS
from musicservice.pages.filters import longdate
from plugins.linting.document import Document
from plugins.linting.finding import Note
from plugins.models.course import Course
from plugins.models.easy_read import EasyRead
from plugins.models.language import Translation
from plugins.models.news import News
from plugins.models.page import Page

MONTH = "|".join(MONTHS)
YEAR = r"(?:19|20)\d\d"
DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH})(?: ({YEAR}))?\b|\b({MONTH}) ({YEAR})\b")
AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|starts?|begins?|opens?|closes?|ends?|deadline|due|by|before|until|from"
    r"|book|apply|join us|come|coming|upcoming|next|planned|takes? place|save the date|register)\b",
    re.IGNORECASE,
)
SEASON = r"year|term|month|week|weekend|autumn|spring|summer|winter|easter|christmas"
STALE = re.compile(
    rf"\b(?i:this|next|last) (?:(?i:(?:school |academic |calendar )?(?:{SEASON}))|{MONTH})(?![\w-])"
    r"|\b(?i:recently|nowadays|currently|at the moment)\b"
)
SATURDAY = 5
YEARS_OF_NEWS = 2


def are_not_gone_by(document: Document) -> Iterator[Note]:
    """A day in the past, of which the sentence speaks as if it were to come."""
    if isinstance(document.record, News):
        return
    for sentence in document.sentences:
        for found in DAY.finditer(sentence.words):
            if (day := _last_day(found)) and day < document.desk.today and AHEAD.search(sentence.words):
                said = f"{found[0]} is over, and the sentence speaks of it as to come"
                yield Note(sentence.line, said, "say what holds now, or take it out")


def _last_day(found: re.Match[str]) -> dt.date | None:
    """The day, or the last of the month; none where the year is not said or the day does not exist."""
    day, month, year, alone, its_year = found.groups()
    if alone:
        number = MONTHS.index(alone) + 1
        return dt.date(int(its_year) + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
    try:
        return dt.date(int(year), MONTHS.index(month) + 1, int(day)) if year else None
    except ValueError:
        return None


def sessions_are_to_come(document: Document) -> Iterator[Note]:
    """A course that is over, and stays."""
    course = document.record
    if isinstance(course, Course) and course.sessions[-1].date < document.desk.today and not course.expires:
        last = course.sessions[-1].date
        said = f"the course is over: its last session was on {longdate(last)}"
        yield Note(course.line("sessions"), said, f"let the page end: expires: {last}")


def news_is_new(document: Document) -> Iterator[Note]:
    """Old news, which readers take for new."""
    item = document.record
    if isinstance(item, News) and not item.expires:
        years = (document.desk.today - item.date).days // 365
        if years >= YEARS_OF_NEWS:
            said = f"this news is {years} years old"
            yield Note(item.line("date"), said, f"let it end: expires: {document.desk.today}")


def are_reviewed(document: Document) -> Iterator[Note]:
    """The day on which somebody was to look at the words again."""
    page = document.record
    if isinstance(page, Page | EasyRead) and page.review <= document.desk.today:
        said = f"the page was to be looked at again by {longdate(page.review)}"
        fix = f"{page.owner}: read it, put right what has changed, and set updated and a new review"
        yield Note(page.line("review"), said, fix)


def translations_follow(document: Document) -> Iterator[Note]:
    """A page in another language whose English page has changed since."""
    words = document.record
    if not isinstance(words, Translation):
        return
    changed = document.desk.updated.get(words.of, words.source)
    if changed > words.source:
        said = f"the English page {words.of} has changed since it was translated: on {longdate(changed)}"
        fix = "have what changed translated and checked, and set source, updated and checked"
        yield Note(words.line("source"), said, fix)


def stay_true(document: Document) -> Iterator[Note]:
    """Words such as “this year” mean another when the year is over, and nobody changes the page.

    News is of its day, and the terms speak of whatever year a family is in.
    """
    if document.record is None or isinstance(document.record, News):
        return
    for text in document.pieces:
        for found in STALE.finditer(text.words):
            said = f"“{found[0]}” goes stale by itself"
            yield Note(text.line, said, "name the year, the month or the day; or say it without a time")


def are_school_days(document: Document) -> Iterator[Note]:
    """A session on a day on which few can come."""
    if not isinstance(document.record, Course):
        return
    line = document.record.line("sessions")
    for i, session in enumerate(document.record.sessions):
        if why := _odd(session.date, document):
            place = document.record.line("sessions", i) or line
            said = f"the session of {longdate(session.date)} is {why}"
            yield Note(place, said, "check the day; if it is meant, allow: [school-days] says so")


def _odd(day: dt.date, document: Document) -> str:
    terms = document.desk.terms
    if day in document.desk.holidays:
        return f"on a bank holiday, {document.desk.holidays[day]}"
    if day.weekday() >= SATURDAY:
        return "on a weekend"
    if (
        terms
        and terms[0][0] <= day <= terms[-1][1]
        and not any(first <= day <= last for first, last in terms)
    ):
        return "in the school holidays"
    return ""
