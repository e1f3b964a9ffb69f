"""The list of schools as a file: what is wrong in it is told by line, and only what is public leaves it."""

import json
from pathlib import Path

import pytest

from musicservice.catalogue import Catalogue
from plugins.mistakes import ContentRefusedError, Mistake
from plugins.reading.library import read_library
from plugins.reading.school_list import read_schools, written
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT, tree
from tests.site.small_content import SCHOOLS, write

PATH = "content/data/schools.csv"
WRONG = {
    "a number of five digits": ("123456,", "12345,", 2, "urn", "a number of six digits"),
    "no number": ("123456,", ",", 2, "urn", "this field"),
    "a number twice": ("123457,", "123456,", 3, "urn", "a number of its own"),
    "no name": ("Example Primary School", "", 2, "name", "this field"),
    "a name without a letter": ("Example Primary School", "!!", 2, "name", "a name with a letter in it"),
    "a name over two lines": (
        "Example Primary School",
        '"Example\nSchool"',
        2,
        "name",
        "a name with a letter",
    ),
    "half a postcode": ("ZZ1 1AA", "ZZ1", 2, "postcode", "a postcode in capitals"),
    "an unknown owner": ("council", "parish", 2, "run_by", "one of council"),
    "an address that is none": ("office@school.example", "office", 2, "office_email", "an email address"),
    "a day that is none": ("2026-08-31", "31/08/2026", 3, "closed", "a day that exists"),
    "a sample with a real number": (
        "example,,\n",
        "example,,yes\n",
        2,
        "sample",
        "yes where",
    ),
    "a real school with a sample's number": ("123456", "923456", 2, "sample", "yes where"),
    "a comma too many": ("Primary,", "Primary,,", 2, "the whole file", "11 values"),
    "a quote left open": ('The"', "The", 3, "the whole file", "values with commas between them"),
    "a column misnamed": ("office_email", "email", 1, "the whole file", "these names in the first line"),
    "no first line": (
        SCHOOLS.split("\n")[0] + "\n",
        "",
        1,
        "the whole file",
        "these names in the first line",
    ),
    "nothing": (SCHOOLS, "", 1, "the whole file", "these names in the first line"),
    "a control character": ("Sampleton", "Sample\x07ton", 2, "a character", "characters that can be seen"),
}


@pytest.mark.parametrize("case", WRONG)
def test_it_says_where_and_what_is_wrong(case: str, tmp_path: Path) -> None:
    old, new, line, field, words = WRONG[case]
    assert old in SCHOOLS

    (wrong,) = mistakes(tmp_path, SCHOOLS.replace(old, new, 1))

    assert (wrong.path, wrong.line, wrong.field) == (PATH, line, field)
    assert wrong.expected.startswith(words)


def mistakes(folder: Path, text: str | None) -> tuple[Mistake, ...]:
    with pytest.raises(ContentRefusedError) as refused:
        read_library(write(folder, {"data/schools.csv": text}))
    return refused.value.mistakes


def test_it_says_when_there_is_no_list(tmp_path: Path) -> None:
    (wrong,) = mistakes(tmp_path, None)

    assert (wrong.path, wrong.found) == (PATH, "no such file")


def test_it_says_when_the_list_is_not_utf_8() -> None:
    with pytest.raises(ContentRefusedError, match="UTF-8"):
        read_schools(PATH, SCHOOLS.replace("The", "Thé").encode("cp1252"))


def test_a_spreadsheet_may_save_it() -> None:
    """With a byte order mark, its own line ends, and a blank line at the end."""
    saved = ("\ufeff" + SCHOOLS.replace("\n", "\r\n") + "\r\n").encode()

    assert read_schools(PATH, saved) == read_schools(PATH, SCHOOLS.encode())


def test_it_is_written_as_it_is_read_in_the_order_of_the_numbers() -> None:
    schools = read_schools(PATH, SCHOOLS.encode())

    assert written(reversed(schools)) == SCHOOLS


def test_the_list_of_this_project_is_written_as_the_importer_would_write_it() -> None:
    content = (ROOT / PATH).read_text(encoding="utf-8")

    assert written(read_schools(PATH, content.encode())) == content


def test_the_schools_reach_the_forms(production_build: Build) -> None:
    listed = read_library(ROOT / "content").data.school_list
    catalogue = Catalogue.from_json(production_build.catalogue.read_text(encoding="utf-8"))

    assert [school.urn for school in catalogue.schools] == [school.urn for school in listed]
    assert any(school.office_email for school in catalogue.schools)
    assert any(not school.is_open for school in catalogue.schools)


def test_script_is_told_the_open_schools_and_nothing_that_is_not_public(production_build: Build) -> None:
    listed = read_library(ROOT / "content").data.school_list
    rows = json.loads((production_build.site / "data/schools.json").read_text(encoding="utf-8"))

    assert sorted(rows) == sorted([s.urn, s.name, s.town, s.postcode] for s in listed if not s.closed)


def test_no_office_address_stands_anywhere_on_the_site(development_build: Build) -> None:
    listed = read_library(ROOT / "content").data.school_list
    addresses = [school.office_email.encode() for school in listed if school.office_email]
    told = [
        name for name, content in tree(development_build.site).items() for one in addresses if one in content
    ]

    assert addresses
    assert told == []


def test_samples_have_numbers_and_addresses_that_cannot_be_real() -> None:
    samples = [school for school in read_library(ROOT / "content").data.school_list if school.sample]

    assert [s.urn for s in samples if not s.urn.startswith("9")] == []
    assert [
        s.office_email for s in samples if s.office_email and not s.office_email.endswith(".example")
    ] == []
    assert [s.postcode for s in samples if not s.postcode.startswith("ZZ")] == []


def test_every_page_that_offers_invented_schools_says_so(development_build: Build) -> None:
    offers = [school for school in read_library(ROOT / "content").data.school_list if not school.closed]
    pages = [page(development_build.site, file) for file in development_build.site.rglob("*.html")]
    fields = [field for one in pages for field in one.soup.select("[data-schools]")]

    assert fields
    for field in fields:
        assert ("Sample." in field.get_text()) is any(school.sample for school in offers)
