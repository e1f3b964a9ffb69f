"""A page that the preview draws alone, at once after it was saved, is that of the whole build after it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.build import WHAT, BuildFailedError
from local.preview import Preview
from local.shown import Shown
from local.watch import Edits
from plugins.models.news import News
from plugins.models.page import Page
from tests import engines
from tests.previews import page, preview
from tests.site.commands import tree
from tests.site.small_content import document, write

ANEW = (
    "\n\n## Said anew of {name}\n\nOne line more, with [a link](/terms/), *stress* and a quotation: “yes”.\n"
)
IN_EASY_READ = "\n- help: One line more.\n"
NOTHING = Edits(frozenset())
OTHER = "/news/other/"


def edits(*names: str) -> Edits:
    return Edits(frozenset(Path("content", name) for name in names))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(engines.ROOT / "content", folder / "content")
    with preview(folder) as made:
        yield made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Each test leaves the whole site on show, as its files are."""
    folder = tmp_path_factory.mktemp("small")
    about = document(Page, "## Where\n\nHere.", url="/about/")
    leading = document(Page, "See [where](/about/#where).", url="/leading/")
    other = document(News, "Words.", title="Another")
    write(folder, {"news/other.md": other, "pages/about.md": about, "pages/leading.md": leading})
    with preview(folder) as made:
        yield made


def change(made: Preview, name: str, old: str, new: str) -> Edits:
    file = made.plan.places.root / "content" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return edits(name)


def words(made: Preview, url: str = OTHER) -> str:
    return page(made, url).read_text(encoding="utf-8")


def test_each_page_of_the_site_drawn_alone_is_byte_for_byte_that_of_the_whole_build(real: Preview) -> None:
    content = real.plan.places.root / "content"
    files = sorted(content.rglob("*.md"))
    for file in files:
        more = (
            IN_EASY_READ
            if file.parent.name == "easy-read"
            else ANEW.format(name=f"{file.parent.name} {file.stem}")
        )
        file.write_text(file.read_text(encoding="utf-8").rstrip() + more, encoding="utf-8")
    assert real.shown is not None

    # The second time each page knows of all the others that were saved.
    asked = [file.relative_to(content.parent).as_posix() for file in files] * 2
    drawn = {name: html for path in asked for name, html in (real.shown.draw([path]) or {path: ""}).items()}
    real.whole()

    built = {name: (real.shown.site / name).read_bytes() for name in drawn}
    assert {name for name, html in drawn.items() if html.encode() != built[name]} == set()
    kinds = {"enrol", "news/new-website", "ensembles/jazz-jam", "instruments/cello", "easy-read/mission"}
    kinds |= {"strategy", "inclusion/strategy", "glossary", "training/everyone-in-the-room"}
    assert {f"{kind}/index.html" for kind in kinds} <= built.keys()


def test_what_is_saved_shows_at_once_and_stays_as_it_is(small: Preview) -> None:
    changes = [
        ("news/other.md", OTHER, "Another", "Else"),
        ("news/form.md", "/news/form/", "2026-11-24", "2026-11-25"),
        ("courses/every-pupil.md", "/training/every-pupil/", "Some words.", "Others, at a price."),
        ("ensembles/jazz-jam.md", "/ensembles/jazz-jam/", "Some words.", "Reeds, and [where](/about/)."),
        ("translations/pl-words.md", "/pl/glossary/", "Kilka", "Mało"),
        ("pages/glossary.md", "/glossary/", "Some words.", "A reed."),
    ]
    for name, url, old, new in changes:
        before = words(small, url)
        assert small.save(change(small, name, old, new))
        assert before != words(small, url)
    assert small.save(edits(*(name for name, *_ in changes)))  # two of them speak of each other
    at_once = {url: words(small, url) for _, url, *_ in changes}

    small.whole()

    assert {url: words(small, url) for url in at_once} == at_once


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pages/about.md", 'url: "/about/"', 'url: "/us/"'),
        ("news/other.md", "---\n\nWords", "draft: yes\n---\n\nWords"),
        ("news/other.md", "---\n\nWords", "redirect_from: [/old/]\n---\n\nWords"),
        ("news/other.md", "---\n\nWords", "image: images/none.jpg\n---\n\nWords"),
        ("news/other.md", "Words", "![](/images/none.jpg)"),
        ("news/other.md", "title:", "titel:"),
        ("news/other.md", "Words", "[Nowhere](/nowhere/)"),
        ("pages/about.md", "## Where", "## Whither"),
        ("data/site.toml", "Music for everyone", "Music"),
    ],
)
def test_what_touches_more_than_a_page_and_what_is_wrong_waits_for_the_whole_build(
    small: Preview, name: str, old: str, new: str
) -> None:
    folder = Path(Shown.read(small.plan.places.shown).site)
    before = tree(folder)

    assert not small.save(change(small, name, old, new))

    assert tree(folder) == before
    change(small, name, new, old)
    assert not small.settled


def test_a_new_file_and_one_that_is_gone_wait_for_the_whole_build(small: Preview) -> None:
    assert not small.save(edits("news/never.md"))
    assert not small.save(Edits(frozenset({Path("theme/templates/page.html")})))


def test_what_an_editor_makes_for_a_moment_keeps_no_page_from_being_shown(small: Preview) -> None:
    assert small.save(Edits(edits("news/other.md").files | {Path("content/news/4913")}))


def test_what_the_whole_build_refuses_does_not_stay_on_show(small: Preview) -> None:
    root, before = small.plan.places.root, words(small)
    second = int(page(small, OTHER).stat().st_mtime)
    assert small.save(change(small, "news/other.md", "Words.", "Words to be taken back."))
    assert int(page(small, OTHER).stat().st_mtime) > second
    wrong = root / "content/news/wrong.md"
    wrong.write_text("No fields.", encoding="utf-8")
    small.save(edits("news/wrong.md"))

    with pytest.raises(BuildFailedError, match=r"content/news/wrong\.md, line 1"):
        small.whole()

    assert words(small) == before
    assert int(page(small, OTHER).stat().st_mtime) > second + 1
    Shown.read(small.plan.places.shown).failed(WHAT, "It is wrong.").write(small.plan.places.shown)
    assert not small.save(edits("news/other.md"))
    wrong.unlink()
    small.whole()
    assert "Words to be taken back." in words(small)


def test_a_page_saved_while_the_whole_is_built_is_not_lost_when_that_shows(small: Preview) -> None:
    small.begin()
    assert small.coming is not None
    assert small.coming.ended(60)

    assert small.save(change(small, "news/other.md", "Words", "Later words"))
    at_once, built = words(small), small.coming.site / "news/other/index.html"
    assert built.read_text(encoding="utf-8") != at_once
    small.finish()

    assert small.shown is not None
    assert page(small, OTHER).is_relative_to(small.shown.site)
    assert words(small) == at_once
    assert not small.settled  # the whole of it is still to be built


def test_the_whole_build_begins_once_nothing_more_is_saved_and_needs_no_process_that_draws(
    small: Preview,
) -> None:
    assert small.shown is not None
    small.shown.child.kill()
    small.shown.child.wait()
    seen = change(small, "news/other.md", "ords", "ords without it")

    assert not small.save(seen)
    assert not small.tend(seen)
    assert small.coming is None
    assert not small.tend(NOTHING)
    assert small.coming is not None
    assert small.coming.ended(60)
    assert small.tend(NOTHING)
    small.finish()
    assert small.settled
    assert "ords without it" in words(small)
