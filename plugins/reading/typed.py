"""Finds what was typed into a text though it is held once as data: prices, and the service's own contact.

A typed price goes stale where nobody looks. It knows how such values are written, and not what they are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.reading.quoting import Misquoted

PRICE = r"(?:£|&pound;|&#163;)\s*\d(?:[\d.,]*\d)?"
BETWEEN = r"[\s-]*"


@dataclass(frozen=True)
class Held:
    """A value that texts quote: a pattern that finds it typed, what it is, and how to quote it."""

    pattern: re.Pattern[str]
    name: str
    quotation: str


def price(quotation: str) -> Held:
    """Any sum of money."""
    return Held(re.compile(PRICE), "a price", quotation)


def phone(number: str, quotation: str) -> Held:
    """The British `number`, however it is spaced, with its 0 or with +44."""
    digits = BETWEEN.join(re.sub(r"\D", "", number.replace("+44", "0", 1)).removeprefix("0"))
    # Each way begins with a character of its own, so that the search leaps from one such to the next.
    code = rf"(?:\+44{BETWEEN}(?:\(0\){BETWEEN})?|0(?<!\d0){BETWEEN})"
    return Held(re.compile(rf"{code}{digits}(?!\d)"), "our phone number", quotation)


def email(address: str, quotation: str) -> Held:
    return Held(re.compile(re.escape(address), re.IGNORECASE), "our email address", quotation)


def typed(text: str, held: Iterable[Held]) -> Iterator[Misquoted]:
    """Every place in `text` where a value of `held` was typed; lines count from 0."""
    for value in held:
        for found in value.pattern.finditer(text):
            line = text.count("\n", 0, found.start())
            expected = f"{value.name} quoted and not typed, so that it is held once"
            yield Misquoted(line, expected, found[0], value.quotation)
