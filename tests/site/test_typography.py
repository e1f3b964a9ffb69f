"""Quotation marks, apostrophes and dashes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.reading.prose import Prose, prose
from plugins.reading.rules import CONTENTS, EXTENSIONS, Reader
from plugins.reading.typography import set_marks

SET = {
    '"Play," she said.': "“Play,” she said.",
    "it's the '90s": "it’s the ’90s",
    "'a' and ('b')": "‘a’ and (‘b’)",
    "\"'a' b\"": "“‘a’ b”",
    "\"a 'b'\"": "“a ‘b’”",
    "the pupils' choice": "the pupils’ choice",
    "5--7 --- wait...": "5–7 — wait…",
    "well-made": "well-made",
}


@pytest.mark.parametrize("written", SET)
def test_it_sets(written: str) -> None:
    assert set_marks(written) == SET[written]


BODIES = {
    '"**a**" b': "<p>“<strong>a</strong>” b</p>",
    '[a](/b/)\'s "c"': '<p><a href="/b/">a</a>’s “c”</p>',
    '*a*"b"': "<p><em>a</em>”b”</p>",
    '- "a"\n- "b"': "<ul>\n<li>“a”</li>\n<li>“b”</li>\n</ul>",
    '`"a"` isn\'t "b"': '<p><code>"a"</code> isn’t “b”</p>',
    r"\"a\" b": '<p>"a" b</p>',
    "a &amp; 'b'": "<p>a &amp; ‘b’</p>",
    '## "A" {#b}': '<h2 id="b">“A”</h2>',
}


@pytest.mark.parametrize("written", BODIES)
def test_it_sets_words_and_leaves_code_and_escapes(written: str) -> None:
    body, _ = prose().render(written)

    assert body.html == BODIES[written]


MARKDOWN = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "    ",
    "> ",
    "*",
    "**",
    "`",
    "[a](/b/)",
    "  \n",
    "\n",
    "\n\n",
    "| a | b |\n|---|---|\n",
    "[TOC]",
    "\n===\n",
    "\n---\n",
    "[a]: /b/",
    "***",
]
MARKS = [
    '"',
    "'",
    "...",
    "--",
    "---",
    "\\",
    "{: .c }",
    "{#d}",
    "&amp;",
    "<",
    "!!! note\n    ",
    "\n: ",
    ":\t",
    "word",
    " ",
]


class Thorough(Prose):
    """Reads with every rule there is, each asked of everything."""

    def _made(self, rules: tuple[str, ...]) -> Reader:  # noqa: ARG002 - they are all taken
        reader = super()._made((*EXTENSIONS, CONTENTS))
        reader.treeprocessors.deregister("plain")
        reader.parser.blockprocessors.deregister("words")
        return reader


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*MARKDOWN, *MARKS]) | st.text(max_size=3), max_size=20).map("".join))
def test_it_reads_plain_text_as_it_would_any_other(text: str) -> None:
    """Passing plain text by, and rules whose marks are not there, is for speed alone."""
    assert prose().render(text) == Thorough().render(text)


def test_it_names_headings_as_they_are_set() -> None:
    body, _ = prose().render("## What's in it")

    assert [(heading.text, heading.anchor) for heading in body.headings] == [("What’s in it", "whats-in-it")]
