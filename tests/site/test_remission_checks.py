"""Rules on help with fees that do not fit together stop the build, at their place and in plain words."""

from pathlib import Path

import pytest

from plugins.mistakes import ContentRefusedError, Mistake
from plugins.models.page import Page
from plugins.reading.checks import check
from plugins.reading.library import read_library
from tests.site.built import page
from tests.site.commands import ROOT, pelican
from tests.site.small_content import PRICES, REMISSION, document, write

TEMPLATES = ROOT / "theme" / "templates"
FILE = "content/data/remission.toml"
LATER = """
[[policies]]
id = "later"
version = "2"
starts = {starts}
ends = {ends}
backdating_days = 0
"""
EXAMPLE = """
[[examples]]
id = "in-care"
title = "In care"
words = "A child in care."

[[examples.children]]
year_group = "4"
grounds = ["looked-after"]
applied = 2026-10-01
outcome = "{outcome}"
rule = "{rule}"
off = {off}
"""
RIGHT = EXAMPLE.format(outcome="granted", rule="looked-after", off="{ tuition = 100 }")
CHARGES = 'charges = { tuition = "training-half-day" }\n'


def later(starts: str, ends: str) -> str:
    return REMISSION + LATER.format(starts=starts, ends=ends)


def again(starts: str, ends: str = "2027-08-31") -> str:
    """The one ground a second time, from `starts`, under a second policy from 1 February."""
    ground = REMISSION[REMISSION.index("[[grounds]]") :].replace("2026-09-01", starts)
    first = REMISSION.replace("ends = 2027-08-31", "ends = 2027-01-31")
    return first + LATER.format(starts="2027-02-01", ends=ends) + ground


def mistakes(folder: Path, remission: str, prices: str = PRICES) -> tuple[Mistake, ...]:
    changes = {"data/remission.toml": remission, "data/prices.toml": prices}
    with pytest.raises(ContentRefusedError) as refused:
        check(read_library(write(folder, changes)), TEMPLATES)
    return refused.value.mistakes


PRICED = REMISSION.replace("off = { tuition = 100 }", 'off = { tuition = 30 }\nprice = "ensemble-membership"')
APART = {
    "a gap between two policies": (
        later("2027-09-02", "2028-08-31"),
        "policies later, starts",
        "2027-09-01, the day after 2026-27 ends, so that each day has exactly one policy",
        "2027-09-02, which leaves a gap",
    ),
    "two policies on one day": (
        later("2027-08-31", "2028-08-31"),
        "policies later, starts",
        "2027-09-01, the day after 2026-27 ends, so that each day has exactly one policy",
        "2027-08-31, which leaves an overlap",
    ),
    "no policy": (
        REMISSION[REMISSION.index("[[grounds]]") :].replace("[[grounds]]", "policies = []\n[[grounds]]", 1),
        "policies",
        "at least one, under [[policies]]",
        "none",
    ),
    "two policies of one name": (
        later("2027-09-01", "2028-08-31").replace('"later"', '"2026-27"'),
        "policies, id",
        "an id of its own",
        '"2026-27" a second time',
    ),
    "a ground that begins in the middle of a policy": (
        REMISSION[:-1].replace("starts = 2026-09-01\nsource", "starts = 2026-09-02\nsource") + "\n",
        "looked-after, starts",
        "the first day of a policy: 2026-09-01",
        "2026-09-02",
    ),
    "a ground that ends in the middle of a policy": (
        REMISSION + "ends = 2027-05-31\n",
        "looked-after, ends",
        "the last day of a policy: 2027-08-31",
        "2027-05-31",
    ),
    "a ground that counts twice on one day": (
        again("2027-02-01"),
        "looked-after, ends",
        "a day before 2027-02-01, when the same ground begins anew",
        "no end",
    ),
    "a ground that excludes none": (
        REMISSION + 'excludes = ["looked-aftr"]\n',
        "looked-after, excludes",
        "the id of a ground; the nearest: looked-after",
        '"looked-aftr"',
    ),
    "a charge that is no price": (
        'charges = { hire = "hire" }\n' + REMISSION,
        "charges, hire",
        "the id of a price",
        '"hire"',
    ),
    "a published price in place of nothing": (
        PRICED,
        "charges, tuition",
        "the standard price of lessons, which looked-after lowers",
        "nothing",
    ),
    "a published price that is another rate": (
        CHARGES + PRICED,
        "looked-after, off, tuition",
        "the rate that the price ensemble-membership makes of training-half-day: 67",
        "30",
    ),
    "an example with another outcome": (
        REMISSION + EXAMPLE.format(outcome="person", rule="looked-after", off="{ tuition = 100 }"),
        "in-care, children 1, outcome",
        "what the rules answer, or rules that answer otherwise: granted",
        "person",
    ),
    "an example with another rule": (
        REMISSION + EXAMPLE.format(outcome="granted", rule="young-carer", off="{ tuition = 100 }"),
        "in-care, children 1, rule",
        "what the rules answer, or rules that answer otherwise: looked-after",
        "young-carer",
    ),
    "an example with another rate": (
        REMISSION + EXAMPLE.format(outcome="granted", rule="looked-after", off="{ hire = 100 }"),
        "in-care, children 1, off",
        "what the rules answer, or rules that answer otherwise: { tuition = 100 }",
        "{ hire = 100 }",
    ),
}


@pytest.mark.parametrize("case", APART)
def test_it_finds_rules_that_do_not_fit(case: str, tmp_path: Path) -> None:
    remission, field, expected, found = APART[case]

    (wrong,) = mistakes(tmp_path, remission)

    assert (wrong.path, wrong.field, wrong.expected, wrong.found) == (FILE, field, expected, found)


def test_it_accepts_rules_that_change_in_the_middle_of_a_year(tmp_path: Path) -> None:
    turned = again("2027-02-01").replace(
        'source_year = "2026"\n', 'source_year = "2026"\nends = 2027-01-31\n', 1
    )
    library = read_library(write(tmp_path, {"data/remission.toml": turned}))

    check(library, TEMPLATES)

    assert [policy.id for policy in library.data.remission.as_policies(())] == ["2026-27", "later"]


FIELDS = {
    "a day before the first": ("ends = 2027-08-31", "ends = 2026-08-31", "policies 1, ends"),
    "a rate of nothing": ("{ tuition = 100 }", "{ tuition = 0 }", "grounds 1, off, tuition"),
    "a rate above all of it": ("{ tuition = 100 }", "{ tuition = 101 }", "grounds 1, off, tuition"),
    "a charge nobody knows": ("{ tuition = 100 }", "{ exam = 100 }", "grounds 1, off, exam"),
    "a way nobody knows": ('"at-once"', '"sometimes"', "grounds 1, decided"),
    "no rate": ("off = { tuition = 100 }\n", "", "grounds 1"),
    "a person without charges": ('"at-once"\noff = { tuition = 100 }', '"by-person"', "grounds 1"),
    "a check that nobody makes": ('"at-once"', '"once-confirmed"', "grounds 1"),
    "a price for something else": (
        "off = { tuition = 100 }",
        'off = { hire = 100 }\nprice = "x"',
        "grounds 1",
    ),
    "a caution for no year": ('status = "law"', 'status = "law"\ncaution = "Careful."', "grounds 1"),
    "a year group that is none": (
        'status = "law"',
        'status = "law"\nonly_in = ["14"]',
        "grounds 1, only_in 1",
    ),
}


@pytest.mark.parametrize("case", FIELDS)
def test_it_says_which_field_of_a_rule_is_wrong(case: str, tmp_path: Path) -> None:
    old, new, field = FIELDS[case]
    assert old in REMISSION

    (wrong,) = mistakes(tmp_path, REMISSION.replace(old, new))

    assert (wrong.path, wrong.field) == (FILE, field)
    assert wrong.line
    assert wrong.expected


def test_it_finds_the_line_inside_an_example(tmp_path: Path) -> None:
    text = REMISSION + RIGHT.replace('year_group = "4"', 'year_group = "14"')

    (wrong,) = mistakes(tmp_path, text)

    assert (wrong.field, text.split("\n")[wrong.line - 1]) == (
        "examples 1, children 1, year_group",
        'year_group = "14"',
    )


def test_a_wrong_example_stops_the_build(tmp_path: Path) -> None:
    wrong = REMISSION + EXAMPLE.format(outcome="nothing", rule="looked-after", off="{ tuition = 100 }")

    done = pelican(write(tmp_path, {"data/remission.toml": wrong}), tmp_path)

    assert done.returncode == 1
    assert "in-care, children 1, outcome" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_right_example_does_not(tmp_path: Path) -> None:
    check(read_library(write(tmp_path, {"data/remission.toml": REMISSION + RIGHT})), TEMPLATES)


def test_the_page_shows_the_rules_of_every_stretch_of_days_apart(tmp_path: Path) -> None:
    turned = again("2027-02-01").replace(
        'source_year = "2026"\n', 'source_year = "2026"\nends = 2027-01-31\n', 1
    )
    help_page = document(Page, url="/help-with-fees/", template="help_with_fees")
    changes = {"data/remission.toml": turned + RIGHT, "pages/help.md": help_page}

    done = pelican(write(tmp_path, changes), tmp_path)

    assert done.returncode == 0, done.stderr
    soup = page(tmp_path / "site", tmp_path / "site/help-with-fees/index.html").soup
    ids = [str(tag["id"]) for tag in soup.select("main [id]")]
    assert {"looked-after", "later-looked-after", "grounds", "grounds-later", "in-care"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert "from Monday 1 February 2027" in soup.select_one("#grounds-later").get_text()
