"""What is held as data and was typed all the same, and what was never filled in."""

import re
from collections.abc import Iterator

from plugins.linting.document import Document
from plugins.linting.finding import Level, Note
from plugins.linting.tree import Text
from plugins.reading.typed import PRICE

IN_WORDS = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d\d)?) ?(?:pounds?|quid|GBP)\b"
    r"|(?<![\w.,£])(\d{1,2}) ?(?:pence\b|p(?!\w|\.\d))"
)
UNFINISHED = re.compile(
    r"lorem ipsum|\bTODO\b|\bFIXME\b|\bX{3,}\b|\[(?:insert|add|your) [^\]]*\]", re.IGNORECASE
)
TO_COME = re.compile(
    r"\bTB[CADN]\b|\bcoming soon\b"
    r"|^(?!still )(?:\w+:? ){0,2}to be (?:confirmed|announced|decided|advised)\W*$",
    re.IGNORECASE,
)
MADE_UP = re.compile(r"\b(?:sample|placeholder|dummy|made[- ]up)\b", re.IGNORECASE)


def sums_are_quoted(document: Document) -> Iterator[Note]:
    """A sum in words goes stale as one in figures does; the build itself refuses £ in a body."""
    for text in document.pieces:
        for found in IN_WORDS.finditer(text.words):
            yield Note(text.line, f"the sum “{found[0]}” is typed", _quoted(document, found))


def _quoted(document: Document, found: re.Match[str]) -> str:
    pence = round(float(found[1].replace(",", "")) * 100) if found[1] else int(found[2])
    held = document.desk.quotations.get(pence)
    return (
        f"quote it: {held}" if held else 'put it into content/data/prices.toml and quote it: {{ price("…") }}'
    )


def fields_hold_no_sums(document: Document) -> Iterator[Note]:
    """Nothing can be quoted in the front matter, so a sum there is changed by nobody when the price is."""
    for text in document.fields:
        for found in re.finditer(PRICE, text.words):
            yield Note(
                text.line,
                f"the sum {found[0]} is typed in the front matter",
                "leave it out there; quote it in the text below",
            )


def is_finished(document: Document) -> Iterator[Note]:
    """Words that were to be replaced."""
    for text in document.pieces:
        for found in UNFINISHED.finditer(text.words):
            yield Note(
                text.line, f"“{found[0]}” was never filled in", "write what belongs there", Level.ERROR
            )
        if not _marked(document):
            for found in TO_COME.finditer(text.words):
                yield _unmarked(text, found)


def samples_are_marked(document: Document) -> Iterator[Note]:
    """Who reads a sample must know it, and so must the publish."""
    if document.record is None or not hasattr(document.record, "sample") or _marked(document):
        return
    for text in document.pieces:
        for found in MADE_UP.finditer(text.words):
            yield Note(
                text.line,
                f"“{found[0]}”: the text speaks of a sample, and the file is not marked as one",
                "set sample in the front matter, or take the words out",
            )


def _marked(document: Document) -> bool:
    return bool(getattr(document.record, "sample", False))


def _unmarked(text: Text, found: re.Match[str]) -> Note:
    return Note(
        text.line,
        f"“{found[0]}” is a sign to ourselves",
        "say what is not known yet and whom to ask; or mark the file with sample: true",
    )
