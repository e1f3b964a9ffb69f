"""The kinds of value a content file may hold, and the plain words for each.

Front matter arrives as text and data files as TOML values; a kind accepts both and gives one type.
It decides what a value may be. It does not know which field holds it.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from plugins.characters import FIND, UNFIT
from plugins.models.asked import LINE, Asked, at_least, between, line

SUMMARY_LIMIT = 160
LINE_LIMIT = 300
WHOLE = 100
MOST_SEATS = 500
HERE = ZoneInfo("Europe/London")
T = TypeVar("T")
SHOWN = f"[^\\t\\n\\r{UNFIT}]"
ONE_LINE = f"{SHOWN}+"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PICTURE = r"/?images/[A-Za-z0-9][\w.-]*\.(?i:jpe?g|png|webp|heic|heif|avif)"


def refusal(words: str) -> PydanticCustomError:
    """An error that says what was expected, in words that need no translation."""
    return PydanticCustomError("expected", "{words}", {"words": words})


@dataclass(frozen=True)
class Kind(BeforeValidator):
    """A validator that also tells what it expects, in words, and how a form asks for such a value."""

    words: str = ""
    asked: Asked = field(default=LINE)


def kind(words: str, read: Callable[[Any], object], asked: Asked = LINE) -> Kind:
    """A validator that answers `words` for whatever `read` refuses with ValueError."""

    def validate(value: object) -> object:
        try:
            return read(value)
        except ValueError:
            raise refusal(words) from None

    return Kind(validate, words=words, asked=asked)


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


def _picture(value: object) -> str:
    return _text(PICTURE)(value).rpartition("/")[2]


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


def pattern(words: str, regex: str, limit: int = LINE_LIMIT) -> Kind:
    """A kind of text that matches `regex`, surrounding spaces aside, and has at most `limit` characters."""
    return kind(words, _text(regex, limit), line(regex, limit))


Line = Annotated[
    str,
    kind(
        f"some text, on one line, of at most {LINE_LIMIT} characters",
        _text(ONE_LINE),
        line(most=LINE_LIMIT),
    ),
]
Summary = Annotated[
    str,
    kind(
        f"a sentence, on one line, of at most {SUMMARY_LIMIT} characters",
        _text(ONE_LINE, SUMMARY_LIMIT),
        line(most=SUMMARY_LIMIT),
    ),
]
Prose = Annotated[str, kind("some text", _prose, Asked("prose"))]
Slug = Annotated[str, pattern("small letters, digits and hyphens, with no spaces", SLUG)]
PictureName = Annotated[
    str,
    kind("a picture in content/images, such as images/band.jpg", _picture, Asked("picture")),
]
Template = Annotated[str, pattern("a template's name: small letters and underscores", r"[a-z]+(?:_[a-z]+)*")]
Address = Annotated[
    str,
    pattern(
        "an address on this site that begins and ends with a slash",
        r"/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*|/404\.html",
    ),
]
Origin = Annotated[
    str,
    pattern(
        "the site's address with https:// and without a slash at the end",
        r"https?://[a-z0-9.-]+(?::\d{1,5})?",
    ),
]
Email = Annotated[str, pattern("an email address", r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")]
Phone = Annotated[str, pattern("a phone number of digits and spaces", r"\+?[\d ]{10,20}")]
Day = Annotated[dt.date, kind("a day that exists, written year-month-day", _day, Asked("day"))]
Clock = Annotated[
    str,
    kind(
        "a time on the 24-hour clock, hours:minutes",
        _text(r"(?:[01]\d|2[0-3]):[0-5]\d"),
        Asked("clock"),
    ),
]
Moment = Annotated[
    dt.datetime,
    kind(
        "a day and a time on the 24-hour clock that exist, year-month-day hours:minutes",
        _moment,
        Asked("moment"),
    ),
]
Whole = Annotated[int, kind("a whole number in digits", _whole, at_least(0))]
Positive = Annotated[int, kind("a whole number in digits, at least 1", _positive, at_least(1))]
Month = Annotated[int, kind("a month as a number from 1 to 12", _at_most(12), between(1, 12))]
DayOfMonth = Annotated[int, kind("a day that every month has, from 1 to 28", _at_most(28), between(1, 28))]
Percent = Annotated[int, kind("a whole number in digits, from 1 to 100", _percent, between(1, WHOLE))]
Percentage = Annotated[int, kind("a whole number in digits, from 0 to 100", _percentage, between(0, WHOLE))]
Seats = Annotated[
    int,
    kind(f"a whole number in digits, from 1 to {MOST_SEATS}", _at_most(MOST_SEATS), between(1, MOST_SEATS)),
]
YesNo = Annotated[bool, kind("yes or no", _yes_no, Asked("yes-no"))]

LIST = kind("a list: one item a line, each after a dash, or in square brackets", _list, Asked("list"))
SOME = kind(
    "a list of at least one item: each on a line after a dash, or in square brackets",
    _some,
    Asked("list", least=1),
)
Lines = Annotated[tuple[Line, ...], LIST]
Months = Annotated[tuple[Month, ...], SOME]
Numbers = Annotated[tuple[Positive, ...], SOME]
Slugs = Annotated[tuple[Slug, ...], LIST]
