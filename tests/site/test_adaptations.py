"""What is published of each need: all that families can say has an entry, and mistakes are told."""

from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError
from plugins.reading.adaptation_checks import ANSWERS, check_adaptations
from plugins.reading.library import read_library
from plugins.writing.catalogue import catalogue
from tests.published import CATALOGUE
from tests.site.commands import ROOT
from tests.site.small_content import ADAPTATIONS, write


def told(folder: Path, text: str) -> str:
    try:
        mistakes = list(check_adaptations(read_library(write(folder, {"data/adaptations.toml": text}))))
    except ContentRefusedError as refused:
        mistakes = list(refused.mistakes)
    return "\n".join(map(str, mistakes))


def test_everything_that_a_family_can_say_has_an_entry_and_reaches_the_functions() -> None:
    library = read_library(ROOT / "content")

    assert list(check_adaptations(library)) == []
    shipped = {one.need: one for one in catalogue(library, CATALOGUE.site).adaptations}
    assert list(shipped) == list(ANSWERS)
    assert all(one.helps and one.asks for one in shipped.values())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('need = "hearing"', 'need = "herring"', ("the nearest: hearing", 'an entry for "hearing"')),
        ('need = "sight"', 'need = "hearing"', ("a second time", 'an entry for "sight"')),
        ('helps = ["Ask."]', 'helps = ["A.", "B.", "C.", "D."]', ("line 4", "at most 3 lines")),
        ('asks = ["What helps?"]', f'asks = ["{"x" * 91}"]', ("line 5", "at most 90 characters")),
        ('helps = ["Ask."]', "helps = []", ("line 4", "at least one item")),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, before: str, after: str, said: tuple[str, ...]
) -> None:
    found = told(tmp_path, ADAPTATIONS.replace(before, after, 1))

    assert "content/data/adaptations.toml" in found
    assert all(words in found for words in said), found
