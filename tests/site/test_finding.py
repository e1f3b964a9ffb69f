"""What the site can be searched for: everything a visitor may need, under the words they know."""

import json
from pathlib import Path

import pytest

from plugins.reading.library import Library, read_library
from plugins.writing.a_to_z import Listed, a_to_z
from tests.conftest import Build
from tests.site.built import page, pages
from tests.site.commands import ROOT, pelican
from tests.site.small_content import A_TO_Z, GLOSSARY, write


def library() -> Library:
    return read_library(ROOT / "content")


def lines(build: Build) -> dict[str, str]:
    soup = page(build.site, build.site / "search/index.html").soup
    return {" ".join(a.get_text().split()): str(a["href"]) for a in soup.select(".entries a")}


def test_the_a_to_z_has_everything_there_is(production_build: Build) -> None:
    known, shown = library(), lines(production_build)
    kinds = (known.ensembles, known.courses, known.instruments)
    things = {thing.title: thing.url for kind in kinds for thing in kind}
    words = {word.term: word.url for word in known.data.glossary.words}
    given = {entry.words: entry.to for entry in known.data.a_to_z.entries}

    assert len(words) >= 40
    assert len(given) >= 40
    assert {**words, **things, **given}.items() <= shown.items()


def test_every_page_has_its_line_in_the_a_to_z(production_build: Build) -> None:
    there = {url.partition("#")[0] for url in lines(production_build).values()}
    left_out = {"/", "/404.html", "/search/", "/site-map/"}
    here = {one.url for one in pages(production_build.site)} - left_out

    assert {url for url in here - there if not url.startswith(("/news/", "/training/"))} == set()


def test_the_lines_stand_in_the_order_of_the_alphabet_whatever_they_begin_with() -> None:
    keys = [Listed(words, "/").key for words in ("The Élan", "zither", "An eel", "Ände")]

    assert keys == ["elan", "zither", "eel", "ande"]
    letters = a_to_z(library())
    assert [letter.name for letter in letters] == sorted({letter.name for letter in letters})
    for letter in letters:
        assert [one.key for one in letter.entries] == sorted(one.key for one in letter.entries)


def test_every_page_has_a_search_box_that_needs_no_script(development_build: Build) -> None:
    boxes = {
        one.url: one.soup.select("form[action='/search/'] input[name=q]")
        for one in pages(development_build.site)
    }

    assert {url for url, found in boxes.items() if not found} == set()


def test_the_index_holds_pages_of_words_and_no_form(production_build: Build) -> None:
    said = json.loads((production_build.site / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    searched = {
        one.url for one in pages(production_build.site) if one.soup.select_one("[data-pagefind-body]")
    }

    assert said["languages"]["en-gb"]["page_count"] == len(searched)
    assert {"/help-with-fees/", "/glossary/", "/ensembles/jazz-jam/"} <= searched
    assert {"/404.html", "/search/", "/enrol/form/", "/prices/calculator/"} & searched == set()


def test_a_word_is_explained_with_the_pages_that_use_it(production_build: Build) -> None:
    soup = page(production_build.site, production_build.site / "glossary/index.html").soup
    linked = [
        one for one in pages(production_build.site) if one.soup.select("a.term[href='/glossary/#invoice']")
    ]
    used = [str(a["href"]) for a in soup.select("#invoice .quiet a")]

    assert len(linked) >= 2
    assert set(used) <= {one.url for one in linked}
    assert used


@pytest.mark.parametrize("url", ["/ensembles/find/", "/training/find/"])
def test_a_finder_shows_everything_before_anything_is_asked(production_build: Build, url: str) -> None:
    soup = page(production_build.site, production_build.site / url.strip("/") / "index.html").soup

    assert len(soup.select(".matches > li")) >= 4
    assert soup.select("main form[method=get] select")
    assert soup.select("option[selected]") == []
    assert soup.select_one(f"link[rel=canonical][href$='{url}']")


def test_a_line_that_leads_nowhere_ends_the_build(tmp_path: Path) -> None:
    changes = {
        "data/a-to-z.toml": A_TO_Z.replace("/terms/", "/terns/"),
        "data/glossary.toml": GLOSSARY.replace("/enrol/", "/enrol/#reed"),
    }

    done = pelican(write(tmp_path, changes), tmp_path)

    assert done.returncode == 1
    assert (
        "content/data/a-to-z.toml: link\n  expected: the address of a page; the nearest: /terms/"
        in done.stderr
    )
    assert "content/data/glossary.toml: link\n  expected: an anchor on the page /enrol/" in done.stderr
