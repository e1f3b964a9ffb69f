"""What no parser, feed or PDF can carry is refused where it is read, with the file and the line."""

from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.news import News
from plugins.reading.library import read_library
from plugins.reading.prose import TOO_DEEP
from tests.site.small_content import TERMS, document, write

STRANGE = ["\0", "\x02", "\x0b", "\x1b", "\x7f", "\x85", "\ufdd0", "\ufffe", "\uffff", "\U0010ffff"]


def mistakes(folder: Path, changes: dict[str, str | None]) -> tuple[Mistake, ...]:
    with pytest.raises(ContentRefusedError) as refused:
        read_library(write(folder, changes))
    return refused.value.mistakes


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
def test_it_refuses_what_no_page_can_carry_in_a_body(strange: str, tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"news/form.md": document(News, f"Words.\n\nMore{strange} words.")})

    assert (wrong.path, wrong.line) == ("content/news/form.md", 10)
    assert wrong.found == f"U+{ord(strange):04X}"


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
def test_it_refuses_what_no_page_can_carry_in_a_data_file(strange: str, tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"data/terms.toml": TERMS.replace("nothing", f"no{strange}thing")})

    assert (wrong.path, wrong.line, wrong.found) == (
        "content/data/terms.toml",
        TERMS[: TERMS.index("nothing")].count("\n") + 1,
        f"U+{ord(strange):04X}",
    )


@pytest.mark.parametrize("escaped", ["\\uFFFF", "\\u0085", "\\x02"])
def test_it_refuses_them_written_as_a_number_in_a_field(escaped: str, tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"news/form.md": document(News, title=f"New{escaped}s")})

    assert (wrong.line, wrong.field) == (2, "title")


def test_it_refuses_them_written_as_a_number_in_a_data_file(tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"data/terms.toml": TERMS.replace("nothing", "no\\uFFFFthing")})

    assert wrong.field == "clauses 1, text"


def test_it_takes_tabs_line_ends_of_any_system_and_every_script(tmp_path: Path) -> None:
    words = document(News, "Zoë\tŁucja \U0001f3ba 音楽\r\n\r\nMore.")

    assert read_library(write(tmp_path, {"news/form.md": words})).news[0].html


@pytest.mark.parametrize("number", ["&#xFFFF;", "&#2;", "&#x85;", "&#xD800;", "&#99999999;"])
def test_it_refuses_them_written_as_a_number_in_a_body(number: str, tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"news/form.md": document(News, f"Words &#8211; more.\n\nThen {number}.")})

    assert (wrong.line, wrong.field, wrong.found) == (10, "body", f'"{number}"')


DEEP = {"stars": "*" * 3001 + "x" + "*" * 3001, "brackets": "[" * 3000, "quotes": "> " * 3000 + "x"}


@pytest.mark.parametrize("case", DEEP)
def test_it_never_ends_in_a_traceback_for_many_marks(case: str, tmp_path: Path) -> None:
    content = write(tmp_path, {"news/form.md": document(News, f"Words.\n\n{DEEP[case]}")})
    try:
        read_library(content)
    except ContentRefusedError as refused:
        found = {(m.path, m.field, m.expected) for m in refused.mistakes}
        assert found == {("content/news/form.md", "body", TOO_DEEP[0])}
    else:
        assert case != "stars"


def test_it_names_the_line_of_too_many_marks(tmp_path: Path) -> None:
    (wrong,) = mistakes(
        tmp_path, {"news/form.md": document(News, f"Words.\n\n{'***' * 3000}x{'***' * 3000}")}
    )

    assert wrong.line == 10


def test_it_refuses_a_data_file_of_brackets_in_brackets(tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, {"data/dates.toml": f"year = {'[' * 3000}{']' * 3000}\n"})

    assert (wrong.path, wrong.found) == ("content/data/dates.toml", "too many to be read")


def test_it_refuses_front_matter_of_brackets_in_brackets(tmp_path: Path) -> None:
    deep = document(News).replace("---\n", f"---\nsample: {'[' * 3000}{']' * 3000}\n", 1)

    (wrong,) = mistakes(tmp_path, {"news/form.md": deep})

    assert (wrong.path, wrong.field) == ("content/news/form.md", "front matter")
