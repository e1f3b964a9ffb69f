"""What only the drawn pages show: an anchor that stands twice, and words that print has no form for."""

from pathlib import Path

import pytest

from plugins.models.page import Page
from plugins.models.strategy import Aim, Commitment, InclusionSection, Mission
from plugins.writing.html_tree import DEEPEST, TOO_DEEP
from tests.site.commands import pelican
from tests.site.small_content import TERMS, document, write

CLAUSE = TERMS[TERMS.index("[[clauses]]") :]
HEADING = "Words.\n\n## X {#%s}"
TWICE: dict[str, tuple[dict[str, str | None], str, str]] = {
    "an aim with the anchor of another": (
        {"strategy/aims/1.md": document(Aim, HEADING % "aim-2", number="1")},
        "content/strategy/aims/1.md, line 8: anchor",
        '"aim-2"',
    ),
    "a page with an anchor of the layout": (
        {"pages/extra.md": document(Page, HEADING % "main", url="/extra/")},
        "content/pages/extra.md, line 13: anchor",
        '"main"',
    ),
    "a page with an anchor twice": (
        {"pages/extra.md": document(Page, f"{HEADING % 'y'}\n\n{HEADING % 'y'}", url="/extra/")},
        "content/pages/extra.md, line 13: anchor",
        '"y"',
    ),
    "a heading named as its section": (
        {"strategy/inclusion/01-why.md": document(InclusionSection, "## Why")},
        "content/strategy/inclusion/01-why.md, line 6: anchor",
        '"why"',
    ),
    "two sections of a name": (
        {"strategy/inclusion/02-why.md": document(InclusionSection, number="2")},
        "content/strategy/inclusion/02-why.md: anchor",
        '"why"',
    ),
    "two clauses of a name": (
        {"data/terms.toml": f"{TERMS}\n{CLAUSE}"},
        "content/data/terms.toml: anchor",
        '"request"',
    ),
}


@pytest.mark.parametrize("case", TWICE)
def test_it_refuses_an_anchor_that_stands_twice_on_a_page(case: str, tmp_path: Path) -> None:
    changes, place, found = TWICE[case]

    done = pelican(write(tmp_path, changes), tmp_path, "publishconf.py")

    assert done.returncode == 1
    assert f"\n\n{place}\n" in done.stderr, done.stderr
    assert f"found: {found}\n" in done.stderr
    assert not (tmp_path / "site").exists()


PRINTED: dict[str, tuple[str, str, int]] = {
    "aim": ("strategy/aims/1.md", document(Aim, "One.\n\n---\n\nTwo.", number="1"), 8),
    "commitment": (
        "strategy/commitments/workforce-1.md",
        document(Commitment, "One.\n\n* * *\n\nTwo.", group="workforce", number="1"),
        12,
    ),
    "section": ("strategy/inclusion/01-why.md", document(InclusionSection, "One.\n\n___"), 8),
    "mission": ("strategy/mission.md", document(Mission, "One.\n\n> - - -"), 7),
    "page": (
        "pages/strategy.md",
        document(Page, "One.\n\n---\n\n## Two", url="/strategy/", template="strategy"),
        13,
    ),
}


@pytest.mark.parametrize("case", PRINTED)
def test_it_refuses_a_rule_where_the_strategy_is_printed(case: str, tmp_path: Path) -> None:
    name, text, line = PRINTED[case]

    done = pelican(write(tmp_path, {name: text}), tmp_path, "publishconf.py")

    assert done.stderr.startswith("1 mistake in the content."), done.stdout + done.stderr
    assert f"content/{name}, line {line}: body\n" in done.stderr
    assert "found: a line across the page\n" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_it_refuses_a_picture_where_the_strategy_is_printed_beside_wrong_links(tmp_path: Path) -> None:
    body = "One.\n\n![A drum](/theme/images/mark.svg)\n\n[x](/nowhere/)"

    done = pelican(write(tmp_path, {"strategy/aims/2.md": document(Aim, body, number="2")}), tmp_path)

    assert done.stderr.startswith("2 mistakes in the content.")
    assert "content/strategy/aims/2.md, line 8: body" in done.stderr
    assert "found: a picture\n" in done.stderr
    assert "content/strategy/aims/2.md, line 10: link" in done.stderr


def test_it_prints_as_many_things_inside_one_another_as_it_says_and_no_more(tmp_path: Path) -> None:
    few, many = (
        {"strategy/aims/2.md": document(Aim, "> " * count + "x", number="2")}
        for count in (DEEPEST - 1, DEEPEST)
    )

    printed = pelican(write(tmp_path / "few", few), tmp_path / "few")
    refused = pelican(write(tmp_path / "many", many), tmp_path / "many")

    assert printed.returncode == 0, printed.stdout
    assert refused.stderr.startswith("1 mistake in the content.")
    assert "content/strategy/aims/2.md: body\n" in refused.stderr
    assert f"found: {TOO_DEEP}\n" in refused.stderr


def test_it_takes_a_rule_where_nothing_is_printed(tmp_path: Path) -> None:
    page = document(Page, "One.\n\n---\n\nTwo.", url="/extra/")

    done = pelican(write(tmp_path, {"pages/extra.md": page}), tmp_path)

    assert done.returncode == 0, done.stderr
