"""How hard a text is to read, and which sentences make it so."""

from collections.abc import Iterator

from plugins.linting.document import Document
from plugins.linting.finding import Note
from plugins.linting.sentences import WORD, Sentence, reading_age

TARGET = 11
MERCY = 0.5
"""A sum of two averages is not known more sharply than this."""

ENOUGH = 60
"""Words; of a shorter text an average says little."""

GROWN = 18
WORST = 3
LONGEST = 30
SHOWN = 90
LONG_PARAGRAPH = 120


def age_is_eleven(document: Document) -> Iterator[Note]:
    """Most children of 11 should be able to read it; with the sentences that weigh most."""
    sentences = document.sentences
    age = reading_age(sentences)
    if sum(sentence.length for sentence in sentences) < ENOUGH or age <= TARGET + MERCY:
        return
    worst = sorted(sentences, key=_weight, reverse=True)[:WORST]
    asks = f"{age:.0f}" if age < GROWN else f"{GROWN} or more"
    said = f"the text asks for a reading age of {asks}; we aim for {TARGET}"
    which = "; ".join(f"line {sentence.line}, “{_short(sentence.words)}”" for sentence in worst)
    yield Note(worst[0].line, said, f"shorter sentences and shorter words. The hardest: {which}")


def _weight(sentence: Sentence) -> float:
    """How far a sentence is above the target, for as many words as it has."""
    return (sentence.age - TARGET) * sentence.length


def sentences_are_short(document: Document) -> Iterator[Note]:
    """Who reads slowly has lost the beginning by the end."""
    for sentence in document.sentences:
        if sentence.length > LONGEST:
            said = f"a sentence of {sentence.length} words: “{_short(sentence.words)}”"
            yield Note(sentence.line, said, f"make two of it, or a list; at most {LONGEST} words")


def paragraphs_are_short(document: Document) -> Iterator[Note]:
    """A wall of text is skipped on a phone."""
    for paragraph in document.body.all("p"):
        count = len(WORD.findall(paragraph.words))
        if count > LONG_PARAGRAPH:
            said = f"a paragraph of {count} words"
            yield Note(paragraph.line, said, f"part it, or make a list of it; at most {LONG_PARAGRAPH} words")


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rpartition(" ")[0] + " …"
