"""Step by step: a numbered way through, each step with the page that does it, and machines are told so."""

import json
from typing import Any

import pytest

from plugins.models.page import Page
from plugins.reading.library import read_library
from plugins.writing.also import guides
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT

GUIDES = guides(read_library(ROOT / "content"))


def soup_of(build: Build, url: str) -> Any:
    return page(build.site, build.site / url.strip("/") / "index.html").soup


def test_there_is_one_for_starting_and_one_for_help_with_fees() -> None:
    assert {guide.url for guide in GUIDES} == {"/start-an-instrument/", "/help-with-fees/step-by-step/"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_each_step_has_a_heading_and_leads_to_the_page_that_does_it(
    production_build: Build, guide: Page
) -> None:
    steps = soup_of(production_build, guide.url).select("ol.guide > li")

    assert len(steps) >= 5
    assert [step for step in steps if not step.h2 or not step.select("a[href^='/']")] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_machines_are_told_the_same_steps(production_build: Build, guide: Page) -> None:
    soup = soup_of(production_build, guide.url)
    told = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
    (how,) = [thing for thing in told if thing["@type"] == "HowTo"]

    assert [step["name"] for step in how["step"]] == [h.get_text() for h in soup.select(".guide h2")]
    assert all(step["text"] and "<" not in step["text"] for step in how["step"])
    ids = {step["url"].partition("#")[2] for step in how["step"]}
    assert ids == {str(h["id"]) for h in soup.select(".guide h2")}


def test_a_page_says_which_way_through_it_is_a_part_of(production_build: Build) -> None:
    links = soup_of(production_build, "/help-with-fees/").select(".more-ways a")

    assert {str(a["href"]) for a in links} >= {"/start-an-instrument/", "/help-with-fees/step-by-step/"}
