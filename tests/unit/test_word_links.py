"""A word of the glossary is linked where it first stands in a text, and nowhere that would be wrong."""

import pytest

from plugins.models.words import Glossary, Word
from plugins.reading.word_links import MOST, Finder

WORDS = (
    Word(term="Reed", also=("reeds",), says="Cane."),
    Word(term="Brass band", says="A band.", see="/ensembles/#brass"),
    Word(term="Brass", says="Metal."),
    Word(term="SEND", says="Needs."),
)
FINDER = Finder(WORDS)


def link(anchor: str, words: str) -> str:
    return f'<a class="term" href="/glossary/#{anchor}">{words}</a>'


CASES = {
    "the first use only": ("<p>A reed and a reed.</p>", f"<p>A {link('reed', 'reed')} and a reed.</p>"),
    "another way to write it": ("<p>Reeds break.</p>", f"<p>{link('reed', 'Reeds')} break.</p>"),
    "the longer of two": ("<p>A brass band.</p>", f"<p>A {link('brass-band', 'brass band')}.</p>"),
    "no part of a word": ("<p>Agreed. Reed-like.</p>", "<p>Agreed. Reed-like.</p>"),
    "no heading": (
        "<h2 id='a'>Reed</h2><p>Reed</p>",
        f"<h2 id='a'>Reed</h2><p>{link('reed', 'Reed')}</p>",
    ),
    "no link in a link": (
        '<p><a href="/x/">my <b>reed</b></a> reed</p>',
        f'<p><a href="/x/">my <b>reed</b></a> {link("reed", "reed")}</p>',
    ),
    "no attribute": ('<img alt="a reed">', '<img alt="a reed">'),
    "an abbreviation as it is written": (
        "<p>Please send SEND.</p>",
        f"<p>Please send {link('send', 'SEND')}.</p>",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_links(case: str) -> None:
    html, expected = CASES[case]

    assert str(FINDER.linked(html, "/here/")[0]) == expected


def test_it_says_which_words_it_linked() -> None:
    assert [word.term for word in FINDER.linked("<p>Brass, reeds, brass.</p>", "/")[1]] == ["Brass", "Reed"]


def test_a_page_that_explains_a_word_itself_needs_no_link() -> None:
    assert FINDER.linked("<p>A brass band.</p>", "/ensembles/")[1] == ()


def test_a_page_never_has_more_than_a_few() -> None:
    names = [f"Word{chr(97 + i)}" for i in range(MOST + 3)]
    finder = Finder(tuple(Word(term=name, says="A word.") for name in names))

    assert len(finder.linked(f"<p>{' '.join(names)}</p>", "/")[1]) == MOST


def test_no_words_change_nothing() -> None:
    assert Finder(()).linked("<p>A reed.</p>", "/") == ("<p>A reed.</p>", ())


def test_a_word_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='"reed" stands here twice'):
        Glossary(words=({"term": "Reed", "says": "A."}, {"term": "Cane", "also": ["reed"], "says": "B."}))  # type: ignore[arg-type]
