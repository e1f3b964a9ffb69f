"""The strategy page: the mission, five aims and thirteen commitments, each once, each at its own anchor."""

from pathlib import Path

import pytest
from bs4 import Tag

from tests.conftest import Build
from tests.site.built import Page, page

ROOT = Path(__file__).parent.parent.parent
MISSION = (
    "To inspire ALL young people in our communities to enjoy music throughout their lives by providing a "
    "wide range of high quality and inclusive musical education opportunities."
)

# Words of the published strategy that each promise must keep: its terms of art, not its whole sentence.
PROMISED = {
    "aim-1": ("Key Improvement Priorities", "Durham County Council’s Children & Young People’s Plan"),
    "aim-2": (
        "progressive",
        "opportunities",
        "access",
        "progression",
        "expertise",
        "diversity",
        "Key Stage 5",
    ),
    "aim-3": ("inclusive", "Every Child Matters", "flourish"),
    "aim-4": ("more learners", "musical activities", "key stage", "classroom"),
    "aim-5": ("training", "CPD", "all staff", "needs of all learners"),
    "young-people-1": ("barriers", "children learning to play an instrument"),
    "young-people-2": ("Every child", "opportunity", "group playing"),
    "young-people-3": ("understanding", "skills", "valued", "voice heard"),
    "young-people-4": ("EYFS", "all children", "good quality early years music"),
    "organisation-1": ("CPD", "schools", "good quality music curricula", "in order that"),
    "organisation-2": ("partnership", "inclusive", "area of inclusive practice"),
    "leadership-1": ("Inclusion aims", "understood", "shared", "leadership group"),
    "workforce-1": ("inclusive practice", "vocabulary"),
    "workforce-2": ("Performance management", "support", "inclusive practice"),
    "workforce-3": ("CPD menu", "skills and expertise in inclusive practice"),
    "workforce-4": ("representative of", "demographic", "protected characteristics"),
    "workforce-5": ("New and casual staff", "core values", "inclusive agenda"),
    "workforce-6": ("digital resources", "inclusive practice"),
}


@pytest.fixture(scope="module")
def strategy(production_build: Build) -> Page:
    return page(production_build.site, production_build.site / "strategy/index.html")


def words(tag: Tag | Page) -> str:
    text = tag.soup.get_text(" ") if isinstance(tag, Page) else tag.get_text(" ")
    return " ".join(text.replace("'", "’").split())


def source(anchor: str) -> str:
    """The file a promise comes from, without its front matter."""
    group, _, number = anchor.rpartition("-")
    folder = f"aims/{number}" if group == "aim" else f"commitments/{anchor}"
    text = (ROOT / "content/strategy" / f"{folder}.md").read_text(encoding="utf-8")
    return " ".join(text.split("---", 2)[2].replace("'", "’").split())


def test_there_are_eighteen_promises() -> None:
    assert len(PROMISED) == 18


def test_it_words_the_mission_as_the_service_does(strategy: Page) -> None:
    assert words(strategy).count(MISSION) == 1


@pytest.mark.parametrize("anchor", PROMISED)
def test_it_gives_each_promise_an_anchor_of_its_own(anchor: str, strategy: Page) -> None:
    assert strategy.ids().count(anchor) == 1


@pytest.mark.parametrize("anchor", PROMISED)
def test_it_prints_each_promise_once_under_its_anchor(anchor: str, strategy: Page) -> None:
    place = strategy.soup.find(id=anchor)
    assert isinstance(place, Tag)

    assert source(anchor) in words(place)
    assert words(strategy).count(source(anchor)) == 1


@pytest.mark.parametrize("anchor", PROMISED)
def test_it_keeps_the_terms_of_art(anchor: str, strategy: Page) -> None:
    place = strategy.soup.find(id=anchor)
    assert isinstance(place, Tag)
    said = words(place).casefold()

    assert [term for term in PROMISED[anchor] if term.casefold() not in said] == []


def test_it_has_no_other_promise(strategy: Page) -> None:
    numbered = {
        name for name in strategy.ids() if name.rpartition("-")[2].isdigit() and not name.startswith("note-")
    }
    ours = {name for name in numbered if name.rpartition("-")[0] in {p.rpartition("-")[0] for p in PROMISED}}

    assert ours == set(PROMISED)


def test_it_says_what_was_restored(strategy: Page) -> None:
    """Two headings and the end of one sentence were lost in the source."""
    for anchor, lost in {
        "organisation-1": "in order that",
        "leadership-1": "heading",
        "workforce-1": "heading",
    }.items():
        place = strategy.soup.find(id=anchor)
        assert isinstance(place, Tag)
        assert lost in words(place).partition("What we restored")[2], anchor
