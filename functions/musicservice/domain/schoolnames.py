"""What is the same in two ways of writing a school's name.

"St. Cuthbert's C of E Primary School" and "saint cuthberts CE primary" have the same words. It knows
how people shorten names of English schools, and no school.
"""

import re
import unicodedata

OTHER_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take apart into a plain one and a mark."""

APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼʹ′＇"))
WORD = re.compile(r"[^\W_]+")
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s+(\d[a-z]{0,2})\b")
"""A postcode, or the beginning of one as far as the digit after the space."""

PASSED_OVER = frozenset({"the", "and", "of", "at", "in", "school", "schools"})
"""Words that people leave out or add; they count only in a name that has no others."""

PHRASES = {
    ("church", "of", "england"): "ce",
    ("c", "of", "e"): "ce",
    ("cofe",): "ce",
    ("c", "e"): "ce",
    ("roman", "catholic"): "rc",
    ("catholic",): "rc",
    ("r", "c"): "rc",
    ("voluntary", "aided"): "va",
    ("v", "a"): "va",
    ("voluntary", "controlled"): "vc",
    ("v", "c"): "vc",
    ("pupil", "referral", "unit"): "pru",
    ("saint",): "st",
    ("saints",): "st",
    ("sts",): "st",
    ("ss",): "st",
    ("s", "s"): "st",
    ("6th",): "sixth",
}
LONGEST = max(map(len, PHRASES))


def words(text: str) -> tuple[str, ...]:
    """The words of `text` that tell schools apart, in order. Never empty for a text with anything in it."""
    plain = _plain(text)
    said = tuple(_joined(WORD.findall(POSTCODE.sub(r"\1\2", plain))))
    return tuple(word for word in said if word not in PASSED_OVER) or said or _bare(text)


def _plain(text: str) -> str:
    """Small letters without marks and apostrophes."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    unmarked = "".join(character for character in small if not unicodedata.combining(character))
    return unmarked.translate(OTHER_LETTERS).translate(APOSTROPHES)


def _joined(found: list[str]) -> list[str]:
    """The words with each phrase of several as its one short form."""
    made, at = [], 0
    while at < len(found):
        length = next(
            (n for n in range(LONGEST, 0, -1) if tuple(found[at : at + n]) in PHRASES),
            0,
        )
        made.append(PHRASES[tuple(found[at : at + length])] if length else found[at])
        at += length or 1
    return made


def _bare(text: str) -> tuple[str, ...]:
    """A text without a single letter or digit, as the one word it is."""
    squeezed = "".join(text.split())
    return (squeezed,) if squeezed else ()
