"""What must not happen in the lives of pages: a link to what is not there, an address that is lost."""

from datetime import date
from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.page import Page
from plugins.reading.library import read_library
from plugins.reading.life_checks import check_lives
from plugins.reading.lives import parted
from plugins.reading.published_addresses import check_published, read_published, written
from plugins.reading.sample_checks import check_samples
from tests.site.small_content import SITE, document, without_samples, write

TODAY = date(2026, 11, 26)
LINK = "See [it](/b/)."
LIVES = [
    # The page with the link, the page it leads to, and whether that may be.
    ({}, {}, True),
    ({}, {"draft": "yes"}, False),
    ({"draft": "yes"}, {"draft": "yes"}, True),
    ({}, {"publish": "2027-01-11"}, False),
    ({}, {"publish": "2026-11-26"}, True),
    ({"draft": "yes"}, {"publish": "2027-01-11"}, True),
    ({"publish": "2027-01-11"}, {"publish": "2027-01-11"}, True),
    ({"publish": "2027-01-10"}, {"publish": "2027-01-11"}, False),
    ({"publish": "2027-01-12"}, {"publish": "2027-01-11"}, True),
    ({"publish": "2027-01-12"}, {"draft": "yes"}, False),
    ({"expires": "2026-11-25"}, {"draft": "yes"}, True),
    ({}, {"expires": "2026-11-25"}, True),
]


def refused(content: Path, today: date = TODAY) -> tuple[Mistake, ...]:
    try:
        check_lives(read_library(content), today)
    except ContentRefusedError as said:
        return said.mistakes
    return ()


@pytest.mark.parametrize(("one", "other", "fits"), LIVES)
def test_a_page_leads_only_to_what_is_on_show_as_long_as_it_is(
    one: dict[str, str], other: dict[str, str], *, fits: bool, tmp_path: Path
) -> None:
    texts = {
        "pages/a.md": document(Page, LINK, url="/a/", **one),
        "pages/b.md": document(Page, url="/b/", **other),
    }
    mistakes = refused(write(tmp_path, texts))

    assert [(m.path, m.field, m.found) for m in mistakes] == (
        [] if fits else [("content/pages/a.md", "link", '"/b/"')]
    )
    assert all("content/pages/b.md is" in m.expected for m in mistakes)


def test_a_menu_leads_to_no_draft(tmp_path: Path) -> None:
    site = SITE.replace('url = "/terms/"', 'url = "/b/"')
    texts = {"data/site.toml": site, "pages/b.md": document(Page, url="/b/", draft="yes")}

    assert [(m.path, m.found) for m in refused(write(tmp_path, texts))] == [
        ("content/data/site.toml", '"/b/"')
    ]


@pytest.mark.parametrize("line", ["draft: yes", "expires: 2030-01-01", "publish: 2020-01-01"])
def test_a_page_that_the_site_needs_has_no_end(line: str, tmp_path: Path) -> None:
    text = document(Page, url="/enrol/", template="enrol").replace("---\n\n", f"{line}\n---\n\n")

    said = refused(write(tmp_path, {"pages/enrol.md": text}))

    (mistake,) = (one for one in said if one.path == "content/pages/enrol.md")

    assert mistake.field == line.partition(":")[0]
    assert mistake.line == text.split("\n").index(line) + 1


@pytest.mark.parametrize("old", ["/b/", "/a/", "/forms/x/", "/taken/", "/enrol/continue/"])
def test_an_old_address_is_free_and_in_one_file(old: str, tmp_path: Path) -> None:
    texts = {
        "pages/a.md": document(Page, url="/a/", redirect_from=f"[/fine/, {old}]"),
        "pages/b.md": document(Page, url="/b/"),
        "pages/0.md": document(Page, url="/c/", redirect_from="[/taken/]"),
    }
    (mistake,) = refused(write(tmp_path, texts))

    assert (mistake.path, mistake.field) == ("content/pages/a.md", "redirect_from")
    assert f'"{old}"' in mistake.found


def lost(content: Path, published: str) -> tuple[Mistake, ...]:
    (content / "data/addresses.txt").write_text(published, encoding="utf-8")
    try:
        check_published(parted(read_library(content), TODAY), content)
    except ContentRefusedError as said:
        return said.mistakes
    return ()


def test_a_moved_page_is_told_which_line_to_add_and_where(tmp_path: Path) -> None:
    content = write(tmp_path, {"pages/new.md": document(Page, url="/groups/choir/", title="Our choir")})

    (mistake,) = lost(content, "# heading\n/enrol/ Enrol\n/choir/ Our choir\n")

    assert (mistake.path, mistake.line, mistake.field) == ("content/data/addresses.txt", 3, "/choir/")
    assert "Did it move to /groups/choir/? Then put this line into content/pages/new.md" in mistake.expected
    assert mistake.example == "redirect_from: [/choir/]"


def test_the_line_keeps_the_old_addresses_that_are_there(tmp_path: Path) -> None:
    text = document(Page, url="/choir-two/", title="Sing", redirect_from="[/first/]")

    (mistake,) = lost(write(tmp_path, {"pages/new.md": text}), "/choir-one/ Choir\n")

    assert mistake.example == "redirect_from: [/first/, /choir-one/]"


def test_once_the_line_is_there_nothing_is_lost(tmp_path: Path) -> None:
    text = document(Page, url="/groups/choir/", redirect_from="[/choir/]")

    assert lost(write(tmp_path, {"pages/new.md": text}), "/choir/ Our choir\n") == ()


def test_a_page_with_no_heir_is_told_what_to_do(tmp_path: Path) -> None:
    (mistake,) = lost(write(tmp_path), "/wholly/unlike/anything/ Bells\n")

    assert "the front matter of the page that takes its place" in mistake.expected


@pytest.mark.parametrize("line", ["draft: yes", "publish: 2027-01-11"])
def test_a_published_page_is_not_taken_back_into_hiding(line: str, tmp_path: Path) -> None:
    text = document(Page, url="/choir/").replace("---\n\n", f"{line}\n---\n\n")

    (mistake,) = lost(write(tmp_path, {"pages/choir.md": text}), "/choir/ Choir\n")

    assert mistake.path == "content/pages/choir.md"
    assert mistake.line == text.split("\n").index(line) + 1
    assert mistake.example == "expires: 2027-07-31"


def test_a_page_that_is_over_still_answers(tmp_path: Path) -> None:
    text = document(Page, url="/choir/", expires="2026-11-25")

    assert lost(write(tmp_path, {"pages/choir.md": text}), "/choir/ Choir\n") == ()


def test_what_is_written_down_can_be_read_again(tmp_path: Path) -> None:
    pages = [("/b/", "B: two words"), ("/", "Home"), ("/b/", "B: two words")]
    file = tmp_path / "addresses.txt"
    file.write_text(written(pages), encoding="utf-8")

    assert [(one.address, one.title) for one in read_published(file)] == sorted(set(pages))


def test_samples_are_named_file_by_file(tmp_path: Path) -> None:
    texts: dict[str, str | None] = {"data/site.toml": SITE + 'sample = ["phone"]\n'}
    library = read_library(write(tmp_path, texts))

    with pytest.raises(ContentRefusedError) as said:
        check_samples(library)

    named = [(m.path, m.found) for m in said.value.mistakes]
    assert ("content/data/site.toml", "a sample") in named
    assert ("content/courses/every-pupil.md", "a sample: the whole file") in named
    assert ("content/ensembles/jazz-jam.md", "a sample: place, when") in named


def test_content_without_samples_may_be_published(tmp_path: Path) -> None:
    check_samples(read_library(write(tmp_path, without_samples())))
