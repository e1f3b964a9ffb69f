"""A build with mistakes in the content stops, with all of them at once, in plain words."""

import os
from collections.abc import Callable
from functools import partial
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
from tests.site.small_content import PRICES, REMISSION, SITE, TERMS, document, files, write

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
        Page, 'Costs {{ price("ensemble-member") }}.\n\n![](/images/a.png)', title=" "
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


SURCHARGE = """
[[surcharges]]
id = "lessons-15"
label = "Raised"
to = "ensemble-membership"
percent = 15
"""


def changed(name: str, old: str, new: str) -> dict[str, str | None]:
    before = files()[name]
    assert old in before
    return {name: before.replace(old, new)}


APART: dict[str, tuple[Callable[[], dict[str, str | None]], str, str]] = {
    "an instrument without a file": (
        lambda: changed("ensembles/jazz-jam.md", "[flute, clarinet]", "[flute, clarinett]"),
        "content/ensembles/jazz-jam.md, line 8: instruments",
        "the nearest: clarinet",
    ),
    "a cost that is no price": (
        lambda: changed("ensembles/jazz-jam.md", "ensemble-membership", "ensemble-memberships"),
        "content/ensembles/jazz-jam.md, line 11: cost",
        "the nearest: ensemble-membership",
    ),
    "a course's price that is no price": (
        lambda: changed("courses/every-pupil.md", "training-half-day", "free"),
        "content/courses/every-pupil.md, line 10: price_schools",
        'found: "free"',
    ),
    "a commitment that does not exist": (
        lambda: changed("courses/every-pupil.md", "workforce-3", "workforce-9"),
        "content/courses/every-pupil.md, line 7: commitments",
        'found: "workforce-9"',
    ),
    "two pages at one address": (
        lambda: {"pages/second.md": document(Page, url="/enrol/")},
        "content/pages/enrol.md, line 3: url",
        '"/enrol/", which is also the address of content/pages/second.md (line 3)',
    ),
    "a page at the address of an ensemble": (
        lambda: {"pages/second.md": document(Page, url="/ensembles/jazz-jam/")},
        "content/pages/second.md, line 3: url",
        "the address of content/ensembles/jazz-jam.md",
    ),
    "a page at the address of the form": (
        lambda: {"pages/second.md": document(Page, url="/enrol/form/")},
        "content/pages/second.md, line 3: url",
        "the address of the enrolment form",
    ),
    "a template that is not there": (
        lambda: changed("pages/terms.md", 'template: "terms"', 'template: "term"'),
        "content/pages/terms.md, line 5: template",
        "the nearest: terms",
    ),
    **{
        f"a page drawn as a {name}": (
            partial(changed, "pages/terms.md", 'template: "terms"', f'template: "{name}"'),
            "content/pages/terms.md, line 5: template",
            f'found: "{name}"',
        )
        for name in ("course", "ensemble", "news_item", "styleguide", "form")
    },
    "a page where forms are sent to": (
        lambda: {"pages/second.md": document(Page, url="/forms/enrolment/")},
        "content/pages/second.md, line 3: url",
        'found: "/forms/enrolment/"',
    ),
    "a commitment lost": (
        lambda: {"strategy/commitments/workforce-4.md": None},
        "content/strategy/commitments: workforce-4.md",
        "exactly 13",
    ),
    "a sixth aim": (
        lambda: {"strategy/aims/6.md": document(Aim, number="6")},
        "content/strategy/aims: 6.md",
        "exactly 5",
    ),
    "an aim with another's number": (
        lambda: {"strategy/aims/3.md": document(Aim, number="4")},
        "content/strategy/aims/3.md, line 2: number",
        "the number in the file's name",
    ),
    "a commitment in another's place": (
        lambda: {"strategy/commitments/leadership-1.md": document(Commitment, group="workforce", number="1")},
        "content/strategy/commitments/leadership-1.md, line 3: number",
        "workforce-1",
    ),
    "no mission": (
        lambda: {"strategy/mission.md": None},
        "content/strategy: mission",
        "one file, mission.md",
    ),
    "sections with a gap": (
        lambda: {
            "strategy/inclusion/01-why.md": files()["strategy/inclusion/01-why.md"].replace('"1"', '"2"')
        },
        "content/strategy/inclusion/01-why.md, line 2: number",
        "without a gap",
    ),
    "one price twice": (
        lambda: {"data/prices.toml": PRICES + PRICES[: PRICES.index("[[prices]]", 5)]},
        "content/data/prices.toml: id",
        "a second time",
    ),
    "a ground with no such price": (
        lambda: {"data/remission.toml": REMISSION + 'price = "half"\n'},
        "content/data/remission.toml: looked-after, price",
        'found: "half"',
    ),
    "a cost that was typed": (
        lambda: changed("ensembles/jazz-jam.md", '"ensemble-membership"', "20"),
        "content/ensembles/jazz-jam.md, line 11: cost",
        "example: cost: ensemble-membership",
    ),
    "a surcharge on nothing": (
        lambda: {"data/prices.toml": PRICES + SURCHARGE.replace("ensemble-membership", "lessons")},
        "content/data/prices.toml: lessons-15, to",
        'found: "lessons"',
    ),
    "a price named as a surcharge is": (
        lambda: {"data/prices.toml": PRICES + SURCHARGE.replace("lessons-15", "training-half-day")},
        "content/data/prices.toml: id",
        '"training-half-day" a second time',
    ),
    "a page the site needs": (lambda: {"pages/not-found.md": None}, "content/pages: url", "url: /404.html"),
    "a page the site needs, at a wrong address": (
        lambda: changed("pages/enrol.md", '"/enrol/"', '"/enroll/"'),
        "content/pages: url",
        "the nearest is /enroll/ of content/pages/enrol.md",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_it_finds_pieces_that_do_not_fit(case: str, tmp_path: Path) -> None:
    changes, place, words = APART[case]

    with pytest.raises(ContentRefusedError) as refused:
        check(read_library(write(tmp_path, changes())), TEMPLATES)

    said = [str(mistake) for mistake in refused.value.mistakes if str(mistake).startswith(place)]
    assert len(said) == 1, str(refused.value)
    assert words in said[0]


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
