"""Whether Easy Read is easy: a drawing that exists for every line, short sentences, nothing beside the lines.

It decides what such a page may hold. How long words are is for whoever writes and the linter to judge.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.mistakes import Mistake
from plugins.models.easy_read import LONGEST, MOST_SENTENCES, EasyRead, Idea
from plugins.reading.library import Library

EXAMPLE = "- form: Fill in the form."


def wrong_ideas(library: Library, drawn: Collection[str], root: Path) -> Iterator[Mistake]:
    """A mistake for everything in Easy Read that is none. `drawn` names the drawings, `root` the project."""
    for record in library.easy_reads:
        text = (root / record.path).read_text(encoding="utf-8-sig").splitlines()
        yield from _stray(record)
        for part in record.parts:
            for idea in part.ideas:
                yield from _wrong(record.path, idea, drawn, text)


def _stray(record: EasyRead) -> Iterator[Mistake]:
    for words in (record.before, *(part.stray for part in record.parts)):
        if words:
            expected = "only headings, and lists of lines that each begin with the name of a drawing"
            yield Mistake(record.path, 0, "body", expected, f'"{words[:60]}"', EXAMPLE)


def _wrong(path: str, idea: Idea, drawn: Collection[str], text: list[str]) -> Iterator[Mistake]:
    if idea.symbol not in drawn:
        near = difflib.get_close_matches(idea.symbol, drawn, n=1)
        expected = "a line that begins with the name of a drawing: " + ", ".join(sorted(drawn))
        example = f"- {near[0]}: {idea.sentences[0]}" if near and idea.sentences else EXAMPLE
        yield Mistake(
            path,
            _line(idea, text),
            "drawing",
            expected,
            f'"{idea.symbol}"' if idea.symbol else "none",
            example,
        )
    long = [said for said in idea.sentences if len(said.split()) > LONGEST]
    for said in long:
        expected = f"a sentence of at most {LONGEST} words; make two of it"
        yield Mistake(path, _line(idea, text), "sentence", expected, f"{len(said.split())} words: “{said}”")
    if len(idea.sentences) > MOST_SENTENCES:
        expected = f"one idea, in at most {MOST_SENTENCES} short sentences; give the next a line of its own"
        yield Mistake(path, _line(idea, text), "line", expected, f"{len(idea.sentences)} sentences")


def _line(idea: Idea, text: list[str]) -> int:
    """Where an idea stands in its file: at the line that begins as it does."""
    start = re.match(r"[^<{]*", str(idea.html))
    begins = f"{idea.symbol}: " if idea.symbol else ""
    wanted = begins + (start[0][:20] if start else "")
    return next((n for n, line in enumerate(text, start=1) if wanted and wanted in line), 0)
