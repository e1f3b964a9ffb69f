"""The kinds of value a content file may hold, and the plain words for each.

Front matter arrives as text and data files as TOML values; a kind accepts both and gives one type.
It decides what a value may be. It does not know which field holds it.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from plugins.characters import FIND, UNFIT

SUMMARY_LIMIT = 160
LINE_LIMIT = 300
WHOLE = 100
MOST_SEATS = 500
HERE = ZoneInfo("Europe/London")
T = TypeVar("T")
SHOWN = f"[^\\t\\n\\r{UNFIT}]"
ONE_LINE = f"{SHOWN}+"


def refusal(words: str) -> PydanticCustomError:
    """An error that says what was expected, in words that need no translation."""
    return PydanticCustomError("expected", "{words}", {"words": words})


def kind(words: str, read: Callable[[Any], object]) -> BeforeValidator:
    """A validator that answers `words` for whatever `read` refuses with ValueError."""

    def validate(value: object) -> object:
        try:
            return read(value)
        except ValueError:
            raise refusal(words) from None

    return BeforeValidator(validate)


def _text(pattern: str, limit: int = LINE_LIMIT) -> Callable[[Any], str]:
    matches = re.compile(pattern).fullmatch

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value.strip()) > limit or not matches(value.strip()):
            raise ValueError
        return value.strip()

    return read


def _prose(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or FIND.search(value):
        raise ValueError
    return value.strip()


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return dt.date.fromisoformat(_text(r"[12]\d{3}-\d\d-\d\d")(value))


def exists(local: dt.datetime) -> bool:
    """Whether the clock in England ever shows `local`: one hour of a Sunday in March is left out."""
    shown = local.replace(tzinfo=HERE).astimezone(dt.UTC).astimezone(HERE)
    return shown.replace(tzinfo=None) == local


def _moment(value: object) -> dt.datetime:
    text = _text(r"[12]\d{3}-\d\d-\d\d +(?:[01]\d|2[0-3]):[0-5]\d")(value)
    day, _, clock = text.partition(" ")
    if not exists(local := dt.datetime.combine(_day(day), dt.time.fromisoformat(clock.strip()))):
        raise ValueError
    return local


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return int(_text(r"\d{1,9}")(value))


def _positive(value: object) -> int:
    if (number := _whole(value)) < 1:
        raise ValueError
    return number


def _at_most(most: int) -> Callable[[Any], int]:
    def read(value: object) -> int:
        if (number := _positive(value)) > most:
            raise ValueError
        return number

    return read


def _percent(value: object) -> int:
    if not 1 <= (number := _whole(value)) <= WHOLE:
        raise ValueError
    return number


def _percentage(value: object) -> int:
    return 0 if (number := _whole(value)) == 0 else _percent(number)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    return {"yes": True, "true": True, "no": False, "false": False}[_text("yes|no|true|false")(value)]


def _list(value: object) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - what a person wrote wrongly, not a programmer
    return tuple(value)


def _some(value: object) -> tuple[object, ...]:
    if not (items := _list(value)):
        raise ValueError
    return items


def pattern(words: str, regex: str, limit: int = LINE_LIMIT) -> BeforeValidator:
    """A kind of text that matches `regex`, surrounding spaces aside, and has at most `limit` characters."""
    return kind(words, _text(regex, limit))


Line = Annotated[str, kind(f"some text, on one line, of at most {LINE_LIMIT} characters", _text(ONE_LINE))]
Summary = Annotated[
    str,
    kind(
        f"a sentence, on one line, of at most {SUMMARY_LIMIT} characters",
        _text(ONE_LINE, SUMMARY_LIMIT),
    ),
]
Prose = Annotated[str, kind("some text", _prose)]
Slug = Annotated[
    str, kind("small letters, digits and hyphens, with no spaces", _text(r"[a-z0-9]+(?:-[a-z0-9]+)*"))
]
Template = Annotated[
    str, kind("a template's name: small letters and underscores", _text(r"[a-z]+(?:_[a-z]+)*"))
]
Address = Annotated[
    str,
    kind(
        "an address on this site that begins and ends with a slash",
        _text(r"/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*|/404\.html"),
    ),
]
Origin = Annotated[
    str,
    kind(
        "the site's address with https:// and without a slash at the end",
        _text(r"https?://[a-z0-9.-]+(?::\d{1,5})?"),
    ),
]
Email = Annotated[str, kind("an email address", _text(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"))]
Phone = Annotated[str, kind("a phone number of digits and spaces", _text(r"\+?[\d ]{10,20}"))]
Day = Annotated[dt.date, kind("a day that exists, written year-month-day", _day)]
Clock = Annotated[
    str, kind("a time on the 24-hour clock, hours:minutes", _text(r"(?:[01]\d|2[0-3]):[0-5]\d"))
]
Moment = Annotated[
    dt.datetime,
    kind("a day and a time on the 24-hour clock that exist, year-month-day hours:minutes", _moment),
]
Whole = Annotated[int, kind("a whole number in digits", _whole)]
Positive = Annotated[int, kind("a whole number in digits, at least 1", _positive)]
Month = Annotated[int, kind("a month as a number from 1 to 12", _at_most(12))]
DayOfMonth = Annotated[int, kind("a day that every month has, from 1 to 28", _at_most(28))]
Percent = Annotated[int, kind("a whole number in digits, from 1 to 100", _percent)]
Percentage = Annotated[int, kind("a whole number in digits, from 0 to 100", _percentage)]
Seats = Annotated[int, kind(f"a whole number in digits, from 1 to {MOST_SEATS}", _at_most(MOST_SEATS))]
YesNo = Annotated[bool, kind("yes or no", _yes_no)]

LIST = kind("a list: one item a line, each after a dash, or in square brackets", _list)
SOME = kind("a list of at least one item: each on a line after a dash, or in square brackets", _some)
Lines = Annotated[tuple[Line, ...], LIST]
Months = Annotated[tuple[Month, ...], SOME]
Numbers = Annotated[tuple[Positive, ...], SOME]
Slugs = Annotated[tuple[Slug, ...], LIST]
