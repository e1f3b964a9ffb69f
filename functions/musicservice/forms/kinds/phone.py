"""A telephone number: any usual way of writing one in, one way of keeping it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.forms.kinds.field import Mistake
from musicservice.forms.kinds.text import Line
from musicservice.forms.typed import Raw

HOME = "GB"
HOME_CODE = 44
BRITISH = re.compile(r"\d{10}|1[2-9][02-9]\d{6}|[58]00\d{6}")
"""What may follow +44 (Ofcom, National Telephone Numbering Plan): ten digits. A few old exchanges in
areas such as 01697, and old freephone numbers, have nine; mobiles and cities never do."""
EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ensio)?n?\.?|x|#)[\s:.=]*\d+\s*$", re.IGNORECASE)
WORD = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_][^\d\s]*(?!\S)")

LETTERS = "Use digits only, like 0191 496 0000: a letter may stand for another number than the one you mean"
WORDS = "Enter the number alone, without words beside it"
NOT_WHOLE = "Enter the whole phone number with its area code, like 0191 496 0000"


@dataclass(frozen=True, kw_only=True)
class Phone(Line):
    """One number, kept as E.164 with any extension (`+441914960000;ext=12`).

    A number is judged by its length and not by today's list of ranges: ranges open every year, and
    a parent must not be refused for a new one. The numbering library is imported when the first
    number is judged, since it is large and most requests never need it.
    """

    template: ClassVar[str] = "phone"
    limit: int = 40

    def parse(self, raw: Raw, today: date) -> str | Mistake | None:  # noqa: ARG002 - same for every kind
        """The number in its stored form; one without a country code is read as British."""
        typed = self.line(raw)
        if not isinstance(typed, str):
            return typed
        if _has_letters(typed):
            return self.mistake(WORDS if _stored(WORD.sub("", typed)) else LETTERS)
        return _stored(typed) or self.mistake(NOT_WHOLE)

    def show(self, value: str) -> str:
        """The number as people here write it."""
        return as_written(value)


def as_written(number: str) -> str:
    """A stored number as people here write it: national at home, international elsewhere."""
    import phonenumbers as numbering  # noqa: PLC0415 - see the class

    known = numbering.parse(number, HOME)
    style = numbering.PhoneNumberFormat
    return numbering.format_number(
        known, style.NATIONAL if known.country_code == HOME_CODE else style.INTERNATIONAL
    )


def _has_letters(typed: str) -> bool:
    """Whether there are letters other than those that introduce an extension."""
    return any(character.isalpha() for character in EXTENSION.sub("", typed))


def _stored(typed: str) -> str | None:
    """The number as it is kept; None for letters, which the library would read off a telephone's keys."""
    import phonenumbers as numbering  # noqa: PLC0415 - see the class

    if _has_letters(typed):
        return None
    try:
        number = numbering.parse(typed, HOME)
    except numbering.NumberParseException:
        return None
    is_british = number.country_code == HOME_CODE
    if not numbering.is_possible_number(number):
        return None
    if is_british and not BRITISH.fullmatch(str(number.national_number)):
        return None
    extension = f";ext={number.extension}" if number.extension else ""
    return numbering.format_number(number, numbering.PhoneNumberFormat.E164) + extension
