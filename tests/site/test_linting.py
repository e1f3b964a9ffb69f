"""The linter: a golden file of what it says to each seeded mistake, and its silence on right texts."""

import os
from collections import Counter
from pathlib import Path

import pytest

from plugins.linting.document import Desk, Document
from plugins.linting.finding import Finding, Level, report
from plugins.linting.registry import RULES
from plugins.linting.registry import findings as findings_of
from plugins.linting.tree import tree
from plugins.linting.whole import said_of as said_of_content
from plugins.models.language import Translation
from plugins.reading.front_matter import split
from plugins.reading.library import read_library
from tests.site.commands import ROOT
from tests.site.seeds import HERE, TODAY, said_of
from tests.site.small_content import document

GOLDEN = HERE / "golden" / "linting.txt"
STAGES = ("read", "fit", "drawn")
SEEDS = [file for stage in STAGES for file in sorted((HERE / "seeded" / stage).rglob("*.md"))]
RIGHT = sorted((HERE / "right").rglob("*.md"))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What is said of every seed. What the build refuses early hides what it would refuse later."""
    return [
        finding
        for stage in STAGES
        for finding in said_of(HERE / "seeded" / stage, tmp_path_factory.mktemp(stage))
    ]


def test_it_says_of_each_seeded_mistake_what_the_golden_file_says(findings: list[Finding]) -> None:
    said = report(findings) + "\n"

    if "WRITE_GOLDEN" in os.environ:
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


def test_it_says_one_thing_of_each_file_with_one_mistake(findings: list[Finding]) -> None:
    times = Counter(Path(finding.path).name for finding in findings)

    assert len(SEEDS) >= 40
    assert {seed.name: times[seed.name] for seed in SEEDS if times[seed.name] != 1} == {}


def test_every_rule_has_a_seed(findings: list[Finding]) -> None:
    assert {rule.name for rule in RULES} - {finding.rule for finding in findings} == set()


def test_every_finding_says_what_to_do_and_where(findings: list[Finding]) -> None:
    assert [f for f in findings if not f.line or not f.fix] == []


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    return said_of(HERE / "right", tmp_path_factory.mktemp("right"))


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_no_rule_says_anything_of_a_text_that_is_right(rule: str, silence: list[Finding]) -> None:
    assert rule in {file.stem for file in RIGHT}, "each rule has a text that it might take for wrong"
    assert [str(finding) for finding in silence if Path(finding.path).stem == rule] == []


def test_errors_stop_and_warnings_do_not(findings: list[Finding]) -> None:
    assert {finding.level for finding in findings if finding.stops} == {Level.ERROR}
    assert {finding.level for finding in findings if not finding.stops} == {Level.WARNING}


def test_our_own_texts_hold_no_errors() -> None:
    content = ROOT / "content"
    found = said_of_content(content, read_library(content), TODAY)

    assert [str(finding) for finding in found if finding.stops] == []


def test_a_text_in_another_language_is_judged_by_its_skeleton_alone() -> None:
    body = tree("## Ile to kosztuje\n\nThe the WCET. ![](/images/small.png)\n\n#### Dalej")
    polish = Translation.model_validate(split("x.md", document(Translation)).values)
    desk = Desk(TODAY)

    assert {f.rule for f in findings_of(Document("x", desk, body, polish))} == {"alt-text", "heading-order"}
    assert {f.rule for f in findings_of(Document("x", desk, body))} >= {"word-twice", "abbreviation"}
