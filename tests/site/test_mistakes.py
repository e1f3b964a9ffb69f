"""A build with mistakes in the content stops, with all of them at once, in plain words."""

import os
from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError
from plugins.models.course import Course
from plugins.models.ensemble import Ensemble
from plugins.models.news import News
from plugins.models.page import Page
from plugins.models.strategy import Aim, Commitment
from plugins.reading.checks import DRAWN_FROM_RECORDS, check
from plugins.reading.library import read_library
from tests.site.commands import ROOT, pelican
from tests.site.small_content import PRICES, SITE, TERMS, document, write

GOLDEN = Path(__file__).parent / "golden" / "mistakes.txt"
TEMPLATES = ROOT / "theme" / "templates"

SEEDED: dict[str, str | None] = {
    "pages/home.md": document(Page, url="/", template="home").replace("updated:", "updatd:"),
    "pages/enrol.md": document(
        Page, url="/enrol", template="enrol", review="31 March 2027", description="x" * 161
    ),
    "pages/strategy.md": document(
        Page, "# Our strategy\n\nSome <b>bold</b> words.\n\n[Run](javascript:alert(1))"
    ),
    "pages/extra.md": document(
        Page, 'Costs {{ price("ensemble-member") }}.\n\n![](/theme/images/a.png)', title=" "
    ),
    "pages/broken.md": "---\ntitle: Lessons: how they work\n---\n",
    "pages/Bad Name.md": document(Page, url="/bad/"),
    "pages/latin.md": None,
    "strategy/aims/2.md": document(Aim, "", number="two"),
    "strategy/commitments/workforce-7.md": document(Commitment, group="work-force", number="7"),
    "ensembles/jazz-jam.md": document(Ensemble, age_from="ten", instruments="flute", sample="[plase]"),
    "courses/every-pupil.md": document(
        Course, phases="[primary, nursery]", sessions="[{date: 2027-02-30, start: 4pm, end: 12:00, room: 1}]"
    ),
    "news/form.md": document(News).replace("summary:", "sumary:"),
    "notes.txt": "Remember to ring.",
}


def test_it_reports_every_mistake_at_once_as_the_golden_file_says(tmp_path: Path) -> None:
    content = write(tmp_path, SEEDED)
    (content / "pages/latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")

    done = pelican(content, tmp_path)

    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr == GOLDEN.read_text(encoding="utf-8")
    assert not (tmp_path / "site").exists()


def test_it_reports_the_data_files_the_same_way(tmp_path: Path) -> None:
    changes = {
        "data/prices.toml": PRICES.replace("6050", '"60.50"').replace("label", "lable", 1),
        "data/site.toml": SITE.replace("https://music.example", "music.example/"),
        "data/terms.toml": TERMS + "[[clauses\n",
        "data/remission.toml": None,
    }
    with pytest.raises(ContentRefusedError) as refused:
        read_library(write(tmp_path, changes))

    said = [(m.path.removeprefix("content/data/"), m.line, m.field) for m in refused.value.mistakes]
    assert said == [
        ("prices.toml", 1, "prices 1, label"),
        ("prices.toml", 3, "prices 1, lable"),
        ("prices.toml", 12, "prices 2, pence"),
        ("remission.toml", 0, "the whole file"),
        ("site.toml", 3, "url"),
        ("terms.toml", 8, "the whole file"),
    ]


def test_it_says_plainly_what_is_wrong_with_the_file_the_settings_need(tmp_path: Path) -> None:
    done = pelican(write(tmp_path, {"data/site.toml": 'name = "A" B\n'}), tmp_path, "publishconf.py")

    assert done.returncode == 1
    assert done.stderr.startswith(
        "1 mistake in the content. Nothing was built.\n\ncontent/data/site.toml, line 1"
    )
    assert "Traceback" not in done.stderr + done.stdout


def test_it_refuses_html_in_the_terms_too(tmp_path: Path) -> None:
    with pytest.raises(ContentRefusedError) as refused:
        read_library(write(tmp_path, {"data/terms.toml": TERMS.replace("**nothing**", "<i>nothing</i>")}))

    assert [(m.field, m.found) for m in refused.value.mistakes] == [("clauses 1, text", '"<i>"')]


def test_it_draws_a_page_by_any_template_that_a_page_may_name(tmp_path: Path) -> None:
    names = {file.stem for file in TEMPLATES.glob("*.html")} - DRAWN_FROM_RECORDS
    more: dict[str, str | None] = {
        f"pages/more-{i}.md": document(Page, url=f"/more-{i}/", template=name)
        for i, name in enumerate(sorted(names))
    }
    more["data/prices.toml"] = (ROOT / "content/data/prices.toml").read_text(encoding="utf-8")

    done = pelican(write(tmp_path, more), tmp_path, "publishconf.py")

    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "site").glob("more-*/index.html"))) == len(names)


def test_it_accepts_the_smallest_content_beside_what_editors_leave(tmp_path: Path) -> None:
    left = {"pages/home.md~": "old", "pages/.home.md.swp": "half", "pages/#home.md#": "half"}

    check(read_library(write(tmp_path, left)), TEMPLATES)
