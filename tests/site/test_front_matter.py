"""Front matter: parted from the body, kept as text, with the line of every field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.mistakes import Mistake
from plugins.reading.front_matter import FrontMatterUnreadableError, Parts, split


def test_it_parts_fields_from_body() -> None:
    parts = split("content/x.md", "---\ntitle: A day: no\n---\n\nFirst words\n".replace(": no", ""))

    assert parts.values == {"title": "A day"}
    assert parts.body.strip() == "First words"
    assert parts.body_line == 4


@pytest.mark.parametrize(
    "written", ["10:30", "no", "2027-03-01", "0x1F", "1_000", "~", "null", "01632 960001", ".5"]
)
def test_it_keeps_what_yaml_would_change(written: str) -> None:
    assert split("content/x.md", f"---\nvalue: {written}\n---\n").values == {"value": written}


def test_it_remembers_the_line_of_every_value() -> None:
    parts = split("content/x.md", "---\ntitle: A\nsessions:\n  - date: x\n    place: y\nlast: z\n---\n")

    assert parts.lines[("title",)] == 2
    assert parts.lines[("sessions", 0, "place")] == 5
    assert parts.lines[("last",)] == 6


def test_it_reads_the_line_ends_of_every_system() -> None:
    assert split("content/x.md", "---\r\ntitle: A\r\n---\r\nWords\r\n").values == {"title": "A"}


BROKEN = {
    "a colon in a plain value": (
        "---\ntitle: Lessons: how they work\n---\n",
        2,
        "title: Lessons: how they work",
    ),
    "a field twice": ("---\ntitle: A\ntitle: B\n---\n", 3, "title a second time"),
    "no first fence": ("title: A\n", 1, "title: A"),
    "no second fence": ("---\ntitle: A\n", 1, "no such line"),
    "an empty file": ("", 1, "nothing"),
    "only a word": ("---\nwords\n---\n", 2, "words"),
    "an open bracket": ("---\na: b\nlist: [a, b\n---\n", 3, "list: [a, b"),
    "a list for a name": ("---\n{[a]: b}\n---\n", 2, "brackets where a field's name should be"),
    "a value that holds itself": ("---\na: &it [*it]\n---\n", 2, "a reference to another value"),
    "an open quote": ('---\ntitle: "A\n---\n', 2, 'title: "A'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_it_says_where_front_matter_cannot_be_read(case: str) -> None:
    text, line, found = BROKEN[case]

    with pytest.raises(FrontMatterUnreadableError) as refused:
        split("content/x.md", text)

    assert (refused.value.mistake.line, refused.value.mistake.found) == (line, found)


def plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and plain(inner) for name, inner in value.items())
    return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str)


@given(st.text() | st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,\n ~0?"))
def test_it_gives_text_lists_and_fields_or_a_mistake_whatever_stands_there(text: str) -> None:
    found = attempt(f"---\n{text}\n---\nBody")

    assert plain(found.values) if isinstance(found, Parts) else found.line >= 1


def attempt(text: str) -> Parts | Mistake:
    try:
        return split("content/x.md", text)
    except FrontMatterUnreadableError as refused:
        return refused.mistake
