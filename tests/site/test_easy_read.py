"""Easy Read: one idea and one drawing to a line, short sentences, and the way to and from the full page."""

import re
from pathlib import Path

import pytest

from plugins.models.easy_read import EasyRead
from plugins.reading.library import read_library
from plugins.reading.symbols import symbols
from tests.conftest import Build
from tests.site.built import page, pages
from tests.site.commands import ROOT, pelican
from tests.site.small_content import document, write

THEME = ROOT / "theme"
VOWELS = re.compile(r"[aeiouy]+")


def easy_reads() -> tuple[EasyRead, ...]:
    return read_library(ROOT / "content").easy_reads


def test_the_pages_that_matter_most_are_there() -> None:
    assert {one.of for one in easy_reads()} >= {"/mission/", "/inclusion/", "/help-with-fees/", "/enrol/"}


@pytest.mark.parametrize("easy", easy_reads(), ids=lambda easy: easy.slug)
def test_each_leads_to_its_full_page_and_back(production_build: Build, easy: EasyRead) -> None:
    site = production_build.site
    here = page(site, site / easy.url.strip("/") / "index.html").soup
    full = page(site, site / easy.of.strip("/") / "index.html").soup

    assert here.select_one(f"main a[href='{easy.of}']")
    assert full.select_one(f".also a[href='{easy.url}']")


@pytest.mark.parametrize("easy", easy_reads(), ids=lambda easy: easy.slug)
def test_each_line_has_a_drawing_that_a_screen_reader_passes_over(
    production_build: Build, easy: EasyRead
) -> None:
    soup = page(production_build.site, production_build.site / easy.url.strip("/") / "index.html").soup
    ideas = soup.select(".ideas > li")

    assert len(ideas) >= 15
    assert [one.get_text() for one in ideas if not one.select_one("svg[aria-hidden=true]")] == []


@pytest.mark.parametrize("easy", easy_reads(), ids=lambda easy: easy.slug)
def test_a_child_of_eight_can_read_it(easy: EasyRead) -> None:
    """Flesch and Kincaid's grade, in years at an American school: 3 is read at eight or nine."""
    said = [sentence for part in easy.parts for idea in part.ideas for sentence in idea.sentences]
    words = [word for sentence in said for word in re.findall(r"[A-Za-z’']+", sentence)]
    syllables = sum(max(1, len(VOWELS.findall(word.casefold().removesuffix("e")))) for word in words)
    grade = 0.39 * len(words) / len(said) + 11.8 * syllables / len(words) - 15.59

    assert grade <= 3
    assert len(words) / len(said) <= 9


def test_every_drawing_is_ours_in_one_frame_and_one_way_of_drawing() -> None:
    drawn = symbols(THEME)

    assert len(drawn) >= 40
    for name, svg in drawn.items():
        assert svg.startswith(
            '<svg class="symbol" viewBox="0 0 64 64" width="96" height="96" aria-hidden="true">'
        )
        assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "path", "circle"}, name
        assert set(re.findall(r'class="(\w+)"', svg)) <= {"symbol", "f", "w", "t", "d", "x"}, name
        assert not re.search(r"style|fill=|stroke=|href", svg), name


def test_the_style_guide_shows_every_drawing(development_build: Build) -> None:
    (guide,) = (one for one in pages(development_build.site) if one.url == "/styleguide/")

    assert {str(one.figcaption.get_text()) for one in guide.soup.select(".symbols figure")} == set(
        symbols(THEME)
    )  # type: ignore[union-attr]


def test_a_template_names_only_drawings_that_there_are() -> None:
    templates = [file.read_text(encoding="utf-8") for file in (THEME / "templates").rglob("*.html")]
    named = {name for text in templates for name in re.findall(r'symbols\.get\("([^"]+)"', text)}

    assert named
    assert named <= symbols(THEME).keys()


WRONG = """\
Some words first.

## How to ask

- from: Fill in the form.
- A line without a drawing.
- help: This is one sentence that simply goes on and on and on until nobody remembers how it ever began.
- talk: One. Two. Three. Four.

A paragraph.
"""


def test_what_is_not_easy_ends_the_build_with_the_line_and_the_names_of_the_drawings(tmp_path: Path) -> None:
    done = pelican(write(tmp_path, {"easy-read/enrol.md": document(EasyRead, WRONG, of="/enrol/")}), tmp_path)
    said = done.stderr.replace("content/easy-read/enrol.md", "…")

    assert done.returncode == 1
    assert "6 mistakes" in said
    assert "…: body\n  expected: only headings" in said
    assert 'found: "Some words first."' in said
    assert 'found: "A paragraph."' in said
    assert re.search(r"…, line 14: drawing\n  expected: .*: access, .*, form, .*\n  found: \"from\"\n", said)
    assert "example: - form: Fill in the form." in said
    assert "…, line 15: drawing" in said
    assert "…, line 16: sentence\n  expected: a sentence of at most 16 words" in said
    assert "…, line 17: line\n  expected: one idea, in at most 3 short sentences" in said
