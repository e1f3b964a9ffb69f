"""The tree of a body: its lines are those of the file, and marking them changes nothing else."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.linting import tree as trees
from plugins.linting.sentences import Sentence, reading_age, sentences
from plugins.linting.tree import MARK, Node, Text, marked, tree
from plugins.reading.front_matter import split
from tests.site.commands import ROOT

FILES = sorted((ROOT / "content").rglob("*.md"))
PIECES = (
    "Some words",
    'over [two\nlines](/x/ "a\ntitle") and `co\nde`.',
    "## A *heading* {#me .big}",
    "Under\n=====",
    "- one\n- two **three**\n\n    - four [five](/six/)",
    "1. one\n2. two",
    "| A | B |\n|---|--:|\n| x | [y](/z/) |\n| | 2 |",
    "|  |  |\n|---|---|\n| a | b |",
    '!!! note "Careful"\n    Inside.\n\n    More.',
    "Term\n:   Meaning, and\n    more of it",
    "> quoted\n> twice",
    "    code here\n\n    [not](/a/)",
    "[ref]: /r/\n\nSee [ref] and <https://example.org> &pound;5.",
    "![words\nhere](/images/x.png)",
    "***\n\nafter a rule  \nand a break",
    "*one* _two_ \\# three",
    "<b>raw</b>",
)


def plain(body: str) -> str:
    return str(trees._markdown().reset().convert(body))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_marking_the_lines_changes_nothing_of_a_real_text(file: Path) -> None:
    body = split(file.name, file.read_text(encoding="utf-8")).body

    assert MARK.sub("", plain(marked(body))) == plain(body)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_marking_the_lines_changes_nothing_of_any_mixture(pieces: list[str]) -> None:
    body = "\n\n".join(pieces)

    assert MARK.sub("", plain(marked(body))) == plain(body)


@given(st.text("ab #-*_>|`[]()!:.1\n\t\\&<{}=", max_size=60))
def test_any_text_has_a_tree_with_its_words_and_lines(body: str) -> None:
    made = tree(body)
    words = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^<>]*>", "", plain(body)))).strip()

    assert all(0 <= part.line <= body.count("\n") + 1 for part in made)
    assert not MARK.search(made.words)
    assert (
        (not words) or made.words.strip() or any(node.tag in {"img", "hr"} for node in made.all("img", "hr"))
    )


def test_it_knows_the_line_of_everything() -> None:
    body = "\n\n".join(PIECES[:9])
    lines = body.split("\n")
    at = {text.words.strip(): text.line for text in tree(body, 1) if isinstance(text, Text)}

    wanted = ("Some words", "heading", "four", "five", "three", "x", "y", "Inside.", "More.")
    assert {word: lines[at[word] - 1].count(word) for word in wanted} == dict.fromkeys(wanted, 1)


def test_it_counts_from_the_first_line_of_the_file() -> None:
    (link,) = tree("One\n\n[two](/x/)", 10).all("a")

    assert link == Node("a", 12, {"href": "/x/"}, (Text(12, "two"),))


def test_sentences_know_where_they_begin() -> None:
    running = "At 4.30pm we sing. Dr. Bell plays,\nand Mr. Kay. Do you?\n\n- one\n- two"
    body = f"{running}\n\n## Heading\n\n| a |\n|---|\n| c |"

    assert [(one.line, one.words) for one in sentences(tree(body))] == [
        (1, "At 4.30pm we sing."),
        (1, "Dr. Bell plays, and Mr. Kay."),
        (2, "Do you?"),
        (4, "one"),
        (5, "two"),
    ]


@pytest.mark.parametrize(
    ("words", "age"),
    [
        # 0.39 words a sentence + 11.8 syllables a word - 15.59, and five years, reckoned by hand.
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 6 / 6 - 15.59 + 5),
        ("Music teachers visit every school.", 0.39 * 5 + 11.8 * 9 / 5 - 15.59 + 5),
    ],
)
def test_the_reading_age_is_flesch_and_kincaids(words: str, age: float) -> None:
    assert reading_age([Sentence(1, words)]) == pytest.approx(age)


def test_nothing_to_read_has_no_age() -> None:
    assert reading_age([]) == 0
