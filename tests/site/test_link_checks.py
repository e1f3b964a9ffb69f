"""A link in the content that leads nowhere stops the build before anything is written."""

from pathlib import Path

import pytest

from plugins.mistakes import Mistake
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.strategy import Commitment, InclusionSection
from plugins.reading.library import read_library
from plugins.writing.link_checks import wrong_links
from tests.site.commands import pelican
from tests.site.small_content import SITE, TERMS, document, write

DRAWN = {
    "/": '<h1 id="top">Home</h1>',
    "/terms/": '<li id="request">',
    "/enrol/": '<h2 id="before">',
    "/enrol/form/": '<input id="school">',
    "/strategy/": '<article id="young-people-1"><code>&lt;p id="young-people-9"></code>',
    "/inclusion/strategy/": '<h2 id="why">',
    "/ensembles/jazz-jam/": "",
}
FILES = ("/inclusion/strategy.pdf",)


def refused(folder: Path, changes: dict[str, str | None]) -> tuple[Mistake, ...]:
    library = read_library(write(folder, changes))
    return tuple(sorted(wrong_links(library, DRAWN, FILES)))


GOOD = (
    "[a](/terms/#request) [b](/enrol/form/#school) [c](/inclusion/strategy.pdf) [d](/#top) [e](/terms/?x=1)"
)


def test_it_accepts_pages_anchors_and_files(tmp_path: Path) -> None:
    assert refused(tmp_path, {"news/form.md": document(News, GOOD)}) == ()


WRONG = {
    "a page": ("[x](/term/)", "the address of a page; the nearest: /terms/", '"/term/"'),
    "an anchor": (
        "[x](/strategy/#young-people-9)",
        "an anchor on the page /strategy/; the nearest: #young-people-1",
        '"#young-people-9"',
    ),
    "an anchor in a file": ("[x](/inclusion/strategy.pdf#why)", "an anchor", '"#why"'),
    "a file": ("[x](/inclusion/strategy.txt)", "the address of a page", '"/inclusion/strategy.txt"'),
    "its own anchor": ("[x](#befor)", "an anchor on the page /enrol/; the nearest: #before", '"#befor"'),
}


@pytest.mark.parametrize("case", WRONG)
def test_it_names_file_line_and_the_nearest(case: str, tmp_path: Path) -> None:
    link, expected, found = WRONG[case]
    body = f"[y](/strategy/#young-people-1)\n\nWords.\n\n{link}"

    (wrong,) = refused(tmp_path, {"pages/enrol.md": document(Page, body, url="/enrol/", template="enrol")})

    assert (wrong.path, wrong.line, wrong.found) == ("content/pages/enrol.md", 15, found)
    assert wrong.expected.startswith(expected)


def test_it_takes_a_longer_address_for_another(tmp_path: Path) -> None:
    body = "[y](/strategy/#young-people-1)\n\n[x](/strategy/#young-people)"

    (wrong,) = refused(tmp_path, {"news/form.md": document(News, body)})

    assert wrong.line == 10


def test_it_looks_for_an_anchor_on_the_page_that_shows_the_words(tmp_path: Path) -> None:
    changes = {
        "strategy/inclusion/01-why.md": document(InclusionSection, "[a](#why) [b](#young-people-1)"),
        "strategy/commitments/workforce-1.md": document(
            Commitment, "[a](#why) [b](#young-people-1)", group="workforce", number="1"
        ),
    }

    found = [(m.path.rpartition("/")[2], m.found) for m in refused(tmp_path, changes)]

    assert found == [("workforce-1.md", '"#why"'), ("01-why.md", '"#young-people-1"')]


def test_it_looks_at_the_menus_and_the_terms(tmp_path: Path) -> None:
    changes = {
        "data/site.toml": SITE.replace('"/terms/"', '"/term/"'),
        "data/terms.toml": TERMS.replace("You owe", "[You](/terms/#requests) owe"),
    }

    menu, clause = refused(tmp_path, changes)

    assert (menu.field, menu.found) == ("link “Terms”", '"/term/"')
    assert (clause.path, clause.found) == ("content/data/terms.toml", '"#requests"')


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_it_stops_the_build_and_leaves_the_last_one(settings: str, tmp_path: Path) -> None:
    content = write(tmp_path, {"news/form.md": document(News, "[x](/strategy/#young-people-9)")})
    (tmp_path / "site").mkdir()
    (tmp_path / "site/last.html").touch()

    done = pelican(content, tmp_path, settings)

    assert done.returncode == 1
    assert "content/news/form.md, line 8: link" in done.stderr
    assert "an anchor on the page /strategy/; the nearest: #young-people-4" in done.stderr
    assert [file.name for file in (tmp_path / "site").iterdir()] == ["last.html"]


def test_it_asks_where_links_lead_only_when_all_else_is_well(tmp_path: Path) -> None:
    """One wrong address breaks every link to it: those say nothing that the one mistake does not."""
    wrong = document(Page, url="/terms/", template="enrol")

    done = pelican(write(tmp_path, {"pages/enrol.md": wrong}), tmp_path)

    assert done.stderr.startswith("2 mistakes in the content.")
    assert ": link" not in done.stderr
    assert "content/pages/enrol.md, line 3: url" in done.stderr
    assert "also the address of content/pages/terms.md (line 3)" in done.stderr
