"""Prices and our own contact are quoted in a text, and never typed."""

from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError
from plugins.models.news import News
from plugins.reading import typed
from plugins.reading.library import read_library
from tests.site.small_content import SITE, TERMS, document, write

HELD = (
    typed.price('{{ price("hire") }}'),
    typed.phone("01632 960001", "{{ contact.phone }}"),
    typed.email("office@music.example", "{{ contact.email }}"),
)
FOUND = {
    "It costs £12.": "£12",
    "It costs £53.50, or £ 1,200.": "£53.50",
    "It costs &pound;7": "&pound;7",
    "Ring 01632 960001.": "01632 960001",
    "Ring 01632-960-001": "01632-960-001",
    "Ring 01632960001": "01632960001",
    "Ring +44 1632 960001": "+44 1632 960001",
    "Ring +44 (0)1632 960001": "+44 (0)1632 960001",
    "Relay UK: 18001 01632 960001": "01632 960001",
    "Email Office@Music.Example": "Office@Music.Example",
}


@pytest.mark.parametrize("text", FOUND)
def test_it_finds_what_was_typed(text: str) -> None:
    wrong, *_ = typed.typed(f"First.\n\n{text}", HELD)

    assert (wrong.line, wrong.found) == (2, FOUND[text])


@pytest.mark.parametrize(
    "text",
    ['{{ price("hire") }}', "{{ contact.phone }}", "a £ sign", "0303 123 1113", "8 lessons", "a@b.example"],
)
def test_it_leaves_the_rest_alone(text: str) -> None:
    assert list(typed.typed(text, HELD)) == []


def test_it_finds_a_number_that_is_held_with_its_country() -> None:
    held = (typed.phone("+44 1632 960001", "{{ contact.phone }}"),)

    assert [wrong.found for wrong in typed.typed("Ring 01632 960001", held)] == ["01632 960001"]


def test_the_build_says_how_to_quote_it(tmp_path: Path) -> None:
    changes = {
        "news/form.md": document(News, "Words.\n\nIt costs £12; ring 01632 960001."),
        "data/terms.toml": TERMS.replace("You owe", "You pay £5 and owe"),
    }

    with pytest.raises(ContentRefusedError) as clause:
        read_library(write(tmp_path, changes))
    with pytest.raises(ContentRefusedError) as news:
        read_library(write(tmp_path, {**changes, "data/terms.toml": TERMS}))

    assert [(m.field, m.found) for m in clause.value.mistakes] == [("clauses 1, text", '"£5"')]
    assert [(m.line, m.found, m.example) for m in news.value.mistakes] == [
        (10, '"£12"', '{{ price("ensemble-membership") }}'),
        (10, '"01632 960001"', "{{ contact.phone }}"),
    ]


def test_a_quoted_contact_is_a_link_and_a_sample_says_so(tmp_path: Path) -> None:
    body = "Ring {{ contact.phone }} or email {{ contact.email }}."
    site = SITE.replace('phone = "01632 960001"', 'phone = "01632 960001"\nsample = ["phone"]')

    library = read_library(write(tmp_path, {"news/form.md": document(News, body), "data/site.toml": site}))

    assert library.news[0].html == (
        '<p>Ring <a href="tel:+441632960001">01632 960001</a> (sample) or email '
        '<a href="mailto:office@music.example">office@music.example</a>.</p>'
    )


def test_an_address_with_marks_of_markdown_in_it_stays_as_it_is(tmp_path: Path) -> None:
    site = SITE.replace("office@music", "_of_fice_@music")
    body = "Email {{ contact.email }}."

    library = read_library(write(tmp_path, {"news/form.md": document(News, body), "data/site.toml": site}))

    assert '<a href="mailto:_of_fice_@music.example">_of_fice_@music.example</a>' in library.news[0].html
