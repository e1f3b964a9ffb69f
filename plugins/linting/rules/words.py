"""Words: jargon, names people do not give themselves, capitals, unexplained abbreviations, words twice."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from plugins.linting.document import Document
from plugins.linting.finding import Level, Note

LIST = "content/data/words.toml"
LOUD = re.compile(r"(?<![\w-])(?:[A-Z]{2,}(?:[ ’'-]+[A-Z]{2,})+|[A-Z]{7,})(?![\w-])")
"""Several words, or one that is too long for an abbreviation."""

LETTERS = re.compile(r"(?<![\w.-])(?:[A-Z]{2,6}|[A-Z][A-Z0-9&]{1,5})s?(?![\w-])")
SIGNS = frozenset({"TBC", "TBA", "TBD", "TBN", "TODO", "FIXME", "XXX"})
TWICE = re.compile(r"\b([a-z]+)\s+\1\b", re.IGNORECASE)
MEANT = frozenset({"that", "had", "very", "ha", "bye", "so", "la", "tap", "clap", "now"})


def are_ours(document: Document) -> Iterator[Note]:
    """The words in content/data/words.toml, and what to say instead."""
    avoid = [one for one in document.desk.words.avoid if not _fine(document, one.fine_in)]
    told = "\n".join(text.words for text in document.pieces)
    here = [avoided for avoided in avoid if avoided.pattern.search(told)]
    for text in document.pieces:
        for avoided in here:
            for found in avoided.pattern.finditer(text.words):
                if found[0].isupper() and _explained(found[0], document):
                    continue
                fix = f"say {avoided.say}" + (f". {avoided.why}" if avoided.why else "")
                level = Level.ERROR if avoided.stops else Level.WARNING
                yield Note(text.line, f"“{found[0]}” is not a word we use", fix, level)


def _fine(document: Document, folders: tuple[str, ...]) -> bool:
    parts = PurePosixPath(document.path).parts
    return any(folder in parts for folder in folders)


def do_not_shout(document: Document) -> Iterator[Note]:
    """Words in capitals have no shape, and some screen readers spell them."""
    known = _known(document)
    for text in document.pieces:
        for found in LOUD.finditer(text.words):
            strange = [word for word in re.findall("[A-Z]+", found[0]) if word not in known]
            if strange and not all(_explained(word, document) for word in strange):
                fix = f"write “{found[0].lower()}”; if it is a name, add it to capitals in {LIST}"
                yield Note(text.line, f"“{found[0]}” is all capitals", fix)


def are_explained(document: Document) -> Iterator[Note]:
    """An abbreviation is written out once on the page, with the letters in brackets after it."""
    seen = set(_known(document))
    for text in document.pieces:
        for found in LETTERS.finditer(LOUD.sub("", text.words)):
            letters = found[0].rstrip("s")
            if (
                letters not in seen
                and len(re.sub("[^A-Z]", "", letters)) > 1
                and not _explained(letters, document)
            ):
                fix = f"write it out the first time: the whole name ({letters}); or small, if it is a word"
                yield Note(text.line, f"“{letters}” is not explained", fix)
            seen.add(letters)


def _known(document: Document) -> frozenset[str]:
    """The words in capitals that need no explanation, here or anywhere; of signs another rule speaks."""
    on = document.desk
    fine = (avoided.words for avoided in on.words.avoid if _fine(document, avoided.fine_in))
    names = (*on.words.capitals, *on.explained, *(name for names in fine for name in names))
    return SIGNS | {word for name in names for word in name.split()}


def _explained(word: str, document: Document) -> bool:
    """Whether the text itself says what it means: with brackets, or in a list of words and meanings."""
    told = " ".join(text.words for text in document.pieces)
    brackets = rf"\([^()]*\b{re.escape(word)}\b[^()]*\)|\b{re.escape(word)} \("
    terms = {" ".join(term.words.split()).casefold() for term in document.body.all("dt")}
    return bool(re.search(brackets, told)) or word.casefold() in terms


def do_not_stammer(document: Document) -> Iterator[Note]:
    """The same word twice in a row."""
    for text in document.pieces:
        for found in TWICE.finditer(text.words):
            if found[1].lower() not in MEANT:
                yield Note(text.line, f"“{found[0]}”: the word stands twice", f"write “{found[1]}” once")
    for one, following in pairwise(document.pieces):
        last, first = one.words.split()[-1:], following.words.split()[:1]
        if following.line == one.line + 1 and last == first and last and last[0].isalpha():
            yield Note(
                following.line,
                f"“{first[0]}” stands at the end of a line and again on the next",
                "take one out",
            )
