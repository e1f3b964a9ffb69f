"""A telephone number: any usual way of writing one in, one way of keeping it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from musicservice.forms.kinds.field import Mistake
from musicservice.forms.kinds.text import Line
from musicservice.forms.typed import Raw

HOME = "GB"
HOME_CODE = 44
SHORTEST_WITH_AREA_CODE = 9
"""Digits after +44: a few old exchanges have nine (Ofcom National Telephone Numbering Plan)."""


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
        return _stored(typed) or self.mistake("Enter a phone number like 0191 496 0000, with the area code")

    def show(self, value: str) -> str:
        """The number as people here write it: national at home, international elsewhere."""
        import phonenumbers as numbering  # noqa: PLC0415 - see the class

        number = numbering.parse(value, HOME)
        style = numbering.PhoneNumberFormat
        return numbering.format_number(
            number, style.NATIONAL if number.country_code == HOME_CODE else style.INTERNATIONAL
        )


def _stored(typed: str) -> str | None:
    import phonenumbers as numbering  # noqa: PLC0415 - see the class

    try:
        number = numbering.parse(typed, HOME)
    except numbering.NumberParseException:
        return None
    digits = len(str(number.national_number))
    if not numbering.is_possible_number(number):
        return None
    if number.country_code == HOME_CODE and digits < SHORTEST_WITH_AREA_CODE:
        return None
    extension = f";ext={number.extension}" if number.extension else ""
    return numbering.format_number(number, numbering.PhoneNumberFormat.E164) + extension
