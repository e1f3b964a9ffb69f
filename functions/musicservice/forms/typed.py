"""What is done to typed text before anybody judges it: as little as can be.

Names are kept as they were typed. Only what surrounds them goes: spaces, and the invisible marks
that copying from a contact card brings along. Joiners (U+200C, U+200D) are spelling in Persian and
in the scripts of India, so they stay wherever they are.
"""

import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

Raw: TypeAlias = Mapping[str, tuple[str, ...]]
"""What was typed, by input name: always text, in the order sent."""

LINE_BREAKS = frozenset("\r\n\u2028\u2029")

STRAY_MARKS = "\u200b\u200e\u200f\u061c\u2060\ufeff"
"""Zero-width space, direction marks, word joiner, byte order mark: nothing without a neighbour."""

DIRECTION_CHANGES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they turn the writing around them, in staff's pages too."""

UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"})
"""Categories of what shows nothing, or nothing that two people would agree on."""

EMPTY_SHAPES = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")
"""Drawn as nothing, whatever their category: fillers, a blank Braille cell, the place of an object."""


def first(raw: Raw, name: str) -> str:
    """The one value of an input that has one; empty when it was not sent."""
    return next(iter(raw.get(name, ())), "")


def tidy(text: str) -> str:
    """`text` without what surrounds it: white space, stray marks, direction changes at the ends."""
    edges = STRAY_MARKS + "".join(DIRECTION_CHANGES)
    while (trimmed := text.strip().strip(edges)) != text:
        text = trimmed
    return text


def trimmed(raw: Raw) -> Raw:
    """What was typed without the white space around it: nobody means it, and it can be long."""
    return {name: tuple(value.strip() for value in values) for name, values in raw.items()}


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return all(c in EMPTY_SHAPES or unicodedata.category(c) in UNSEEN for c in text)


def has_line_break(text: str) -> bool:
    """Whether `text` goes over more than one line, on any system."""
    return not LINE_BREAKS.isdisjoint(text)


def turns_direction(text: str) -> bool:
    """Whether `text` holds invisible characters that turn the direction of writing."""
    return not DIRECTION_CHANGES.isdisjoint(text)
