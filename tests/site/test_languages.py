"""Languages: named in their own script, translated by people or not at all, and marked when they grow old."""

from pathlib import Path

import pytest

from musicservice.forms.household.languages import LANGUAGES
from plugins.mistakes import ContentRefusedError
from plugins.models.language import Translation
from plugins.models.page import Page
from plugins.reading.checks import check
from plugins.reading.library import read_library
from plugins.reading.translation_checks import old_translations
from tests.conftest import Build
from tests.site.built import Page as Built
from tests.site.built import page, pages
from tests.site.commands import ROOT, pelican
from tests.site.small_content import document, write

TEMPLATES = ROOT / "theme" / "templates"
POLISH = "translations/pl-enrol.md"
ARABIC = "translations/ar-enrol.md"
WORDS = {
    POLISH: document(Translation, "Kilka słów.", of="/enrol/"),
    ARABIC: document(Translation, "كلمات", of="/enrol/", language="ar"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translated")
    done = pelican(write(folder, WORDS), folder, "publishconf.py")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def at(site: Path, url: str) -> Built:
    return page(site, site / url.strip("/") / "index.html")


def test_each_language_has_a_page_named_in_its_own_script_and_direction(production_build: Build) -> None:
    site = production_build.site
    known = read_library(ROOT / "content").data.languages.languages

    assert len(known) >= 8
    assert {one.dir for one in known} == {"ltr", "rtl"}
    for one in known:
        name = at(site, one.url).soup.select_one(f"h1 [lang='{one.tag}'][dir='{one.dir}']")
        assert name
        assert name.get_text() == one.own
        assert at(site, "/languages/").soup.select_one(f"a[href='{one.url}'] [lang='{one.tag}']")


def test_each_language_can_be_chosen_on_the_form_by_the_name_that_its_page_says() -> None:
    offered = dict(LANGUAGES)

    for one in read_library(ROOT / "content").data.languages.languages:
        assert offered[one.tag] == f"{one.own} ({one.english})"


def test_what_is_not_translated_says_so_and_leads_to_the_english_page(production_build: Build) -> None:
    data = read_library(ROOT / "content").data.languages
    soup = at(production_build.site, "/languages/pl/").soup
    rows = {str(row.a["href"]): row.get_text(" ") for row in soup.select(".tongue-pages li") if row.a}

    assert set(rows) == set(data.pages)
    assert all("Not yet translated" in said for said in rows.values())


def test_no_page_claims_a_language_that_it_is_not_in(production_build: Build) -> None:
    assert not read_library(ROOT / "content").translations
    assert [one.url for one in pages(production_build.site) if "hreflang" in one.html] == []
    assert {str(one.soup.html["lang"]) for one in pages(production_build.site) if one.soup.html} == {"en-GB"}


def test_every_page_leads_to_the_languages(production_build: Build) -> None:
    without = [
        o.url for o in pages(production_build.site) if not o.soup.select("footer a[href='/languages/']")
    ]

    assert without == []


def test_a_translation_stands_in_its_language_and_direction_with_english_around_it(small: Path) -> None:
    html = at(small, "/ar/enrol/").soup.html
    assert html

    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    for around in html.select("header.site-header, footer.site-footer, .skip-link"):
        assert around.find_parent(lang="en-GB", dir="ltr")
    assert not html.select_one("main").find_parent(lang=True, dir="ltr")  # type: ignore[union-attr]
    assert html.select_one("main a[href='/enrol/']")


def test_each_of_the_languages_a_page_is_in_knows_the_others(small: Path) -> None:
    expected = {"en-GB": "/enrol/", "pl": "/pl/enrol/", "ar": "/ar/enrol/"}
    for url in expected.values():
        links = at(small, url).soup.select("link[rel=alternate][hreflang]")
        assert {str(a["hreflang"]): str(a["href"]) for a in links} == {
            tag: f"https://music.example{there}" for tag, there in expected.items()
        }
    assert {str(a["href"]) for a in at(small, "/enrol/").soup.select(".also a[hreflang]")} == {
        "/pl/enrol/",
        "/ar/enrol/",
    }


def test_a_translation_older_than_its_page_is_flagged_by_the_build_and_on_the_page(tmp_path: Path) -> None:
    newer = document(Page, url="/enrol/", template="enrol", updated="2026-11-23")
    content = write(tmp_path, {"pages/enrol.md": newer, POLISH: WORDS[POLISH]})
    library = read_library(content)

    (line,) = old_translations(library)
    assert line.startswith("content/translations/pl-enrol.md: older than its English page")
    done = pelican(content, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "content/translations/pl-enrol.md: older than its English page" in done.stdout
    assert "This translation is older than" in at(tmp_path / "site", "/pl/enrol/").html


def test_a_translation_as_new_as_its_page_is_not(small: Path) -> None:
    assert "is older than" not in at(small, "/pl/enrol/").html


MISTAKES = {
    "an unknown language": ({"language": "xx"}, "language", "a language of content/data/languages.toml"),
    "an unknown page": (
        {"of": "/enroll/"},
        "of",
        "the address of a page in content/pages; the nearest: /enrol/",
    ),
    "a source of tomorrow": ({"source": "2026-11-21"}, "source", "the day the English page was last changed"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_it_refuses(case: str, tmp_path: Path) -> None:
    fields, field, expected = MISTAKES[case]
    content = write(tmp_path, {POLISH: document(Translation, **{"of": "/enrol/", **fields})})

    with pytest.raises(ContentRefusedError) as refused:
        check(read_library(content), TEMPLATES)

    assert [(m.path, m.field) for m in refused.value.mistakes] == [(f"content/{POLISH}", field)]
    assert refused.value.mistakes[0].expected.startswith(expected)
    assert refused.value.mistakes[0].line > 1


def test_it_refuses_a_second_translation_of_a_page_into_a_language(tmp_path: Path) -> None:
    content = write(tmp_path, {POLISH: WORDS[POLISH], "translations/pl-enrol-again.md": WORDS[POLISH]})

    with pytest.raises(ContentRefusedError) as refused:
        check(read_library(content), TEMPLATES)

    assert any("another in content/translations/" in mistake.found for mistake in refused.value.mistakes)
