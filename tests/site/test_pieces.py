"""Files that are right each by itself and do not fit together: every such mistake, at its place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError
from plugins.models.page import Page
from plugins.models.strategy import Aim, Commitment
from plugins.reading.checks import check
from plugins.reading.library import read_library
from tests.site.commands import ROOT
from tests.site.small_content import PRICES, REMISSION, document, files, write

TEMPLATES = ROOT / "theme" / "templates"

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
        "content/ensembles/jazz-jam.md, line 14: cost",
        "the nearest: ensemble-membership",
    ),
    "a course's price that is no price": (
        lambda: changed("courses/every-pupil.md", "training-half-day", "free"),
        "content/courses/every-pupil.md, line 13: prices, everyone",
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
        "content/ensembles/jazz-jam.md, line 14: cost",
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
