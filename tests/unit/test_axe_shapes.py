"""Which pages are alike to axe: those that differ in words alone."""

import pytest

from tests.browser.axe import shape

PAGE = '<label for="a-1">First name</label><input id="a-1" name="a-1" value="Zo\u00eb"><p></p>'


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("First name", "Town"),
        PAGE.replace("a-1", "b"),
        PAGE.replace("Zo\u00eb", "Durham"),
    ],
    ids=["words", "names", "what is filled in"],
)
def test_pages_are_alike_that_differ_in(other: str) -> None:
    assert shape(other) == shape(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace('for="a-1"', 'for="b"'),
        PAGE.replace("First name", ""),
        PAGE.replace("<p></p>", "<p>More</p>"),
        PAGE.replace("<p></p>", "<h3></h3>"),
        PAGE.replace("<input ", '<input class="wide" '),
        PAGE.replace(' value="Zo\u00eb"', ""),
    ],
    ids=["a label that points elsewhere", "no words", "words", "an element", "a class", "nothing filled in"],
)
def test_pages_differ_that_differ_in(other: str) -> None:
    assert shape(other) != shape(PAGE)
